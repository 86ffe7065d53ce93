"""Cases judged once more by the rules of eligibility: under their own rulebook and under others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast
from uuid import UUID

from domain.decider import replay
from domain.eligibility.otherwise import Rejudged, judged_under
from domain.force import Forces
from domain.ladder import Ladder
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationEvent, NominationGranted, NominationRefused
from domain.nomination.state import Absent, Opened
from domain.nomination.state_forms import state_year_keys
from domain.recorded import Dated
from services.beside import beside_then, read_beside
from services.histories import Histories

FACT = NominationEvent
DECIDING = NominationGranted | NominationRefused


@dataclass(frozen=True, slots=True)
class Moment:
    """A case as it was decided on the day `on`; one that runs as it stands, with no such day."""

    nomination: UUID
    case: Opened
    on: date = date.max


Route = Callable[[Moment], Ladder | None]
"""Finds the route of a case under other rules, None where they do not give the award."""


def moment(nomination: UUID, past: Histories) -> Moment | None:
    """Return a case as it stood before it was granted or refused, else as it stands."""
    found = [fact for fact in past.dated(nomination) if isinstance(fact.event, FACT)]
    facts = cast("list[Dated[NominationEvent]]", found)
    ends = (at for at, fact in enumerate(facts) if isinstance(fact.event, DECIDING))
    at = next(ends, None)
    case = replay(NOMINATION, facts[:at])
    if isinstance(case, Absent):
        return None
    return Moment(nomination, case, date.max if at is None else facts[at].on)


def judged_again(
    moments: Sequence[Moment], routes: Sequence[Route], forces: Forces, past: Histories
) -> Mapping[UUID, Sequence[Rejudged | None]]:
    """
    Judge each case under its own rulebook and under each of others, which know *routes* of cases.

    What stands beside a case (record, holds, who has its keys) is looked at as of that day. None
    where a rulebook does not give the award.
    """
    found = [(one, [route(one) for route in routes]) for one in moments]
    keys = [state_forms(one, ladders) for one, ladders in found]
    read_beside(zip((one.case.dossier for one in moments), keys, strict=True), forces, past)
    return {
        one.nomination: judged_each(one, ladders, more, forces, past)
        for (one, ladders), more in zip(found, keys, strict=True)
    }


def judged_each(
    then: Moment,
    ladders: Sequence[Ladder | None],
    keys: Sequence[str],
    forces: Forces,
    past: Histories,
) -> Sequence[Rejudged | None]:
    """Judge one case under each route, None for none."""
    beside = beside_then(then.case, keys, then.on, forces, past)
    return [
        judged_under(then.nomination, then.case, one, beside, forces) if one else None
        for one in ladders
    ]


def state_forms(then: Moment, ladders: Sequence[Ladder | None]) -> list[str]:
    """Return the keys of forms of the State that the award is under other routes alone."""
    return [
        key
        for one in ladders
        if one
        for key in state_year_keys(replace(then.case.dossier, ladder=one))
    ]

"""The docket of one nominee, a small stream: whose cases run, and what holds them all (ADR 43)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.decider import Fold
from domain.refusal import ImpossibleHistory
from domain.register.events import CaseEnrolled, DocketEvent, NomineeHeld, NomineeReleased

DOCKETS = uuid5(NAMESPACE_URL, "vinhdanh:dockets")


@dataclass(frozen=True, slots=True)
class Docket:
    """
    The cases of a nominee, and the procedures open against them, by reference.

    `disciplined_until` is the last day of the latest discipline told of.
    """

    cases: frozenset[UUID] = frozenset()
    holds: Mapping[str, NomineeHeld] = field(default_factory=dict)
    disciplined_until: date | None = None


@lru_cache(maxsize=256)  # one order asks for it several times
def docket_stream(nominee: UUID) -> UUID:
    """Return the stream that keeps the docket of a nominee."""
    return uuid5(DOCKETS, str(nominee))


def evolve(state: Docket, event: DocketEvent) -> Docket:
    """Fold one fact into the docket; raises ImpossibleHistory when the order cannot be."""
    match event:
        case CaseEnrolled(nomination=case) if case not in state.cases:
            return replace(state, cases=state.cases | {case})
        case NomineeHeld(reference=reference) if reference not in state.holds:
            return replace(state, holds={**state.holds, reference: event})
        case NomineeReleased(reference=reference) if reference in state.holds:
            left = {key: one for key, one in state.holds.items() if key != reference}
            ends = [one for one in (state.disciplined_until, event.discipline_ended_on) if one]
            return replace(state, holds=left, disciplined_until=max(ends, default=None))
    raise ImpossibleHistory(state, event)


DOCKET: Fold[Docket, DocketEvent] = Fold(Docket(), evolve, CaseEnrolled)

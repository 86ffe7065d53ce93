"""Which facts a sealed pack holds: those of a case or a decision, and all that they cite."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import cast
from uuid import UUID

from api.system import System
from domain.acting import ActingFor
from domain.council.events import SessionConvened
from domain.council.proof import box_of
from domain.decision.events import DecisionIssued
from domain.facts import Event
from domain.reading import EVERYTHING
from domain.recorded import Recorded
from projections.columns import Row
from projections.history import Wanted, of_nomination, trail
from projections.paging import Rows

MOST = 100_000
"""More lines than any case has."""
CITED = frozenset({"ballot-box", "council", "council-session", "delegation", "reform"})
"""What is taken in whole where a fact names it; other cases and their honours are not."""

Facts = Mapping[int, Recorded[Event]]


def facts_of_case(nomination: UUID, system: System) -> Facts:
    """Return the facts about a case and those they cite, by position; none of an unknown case."""
    rows = _read(of_nomination(nomination, limit=MOST), system)
    return _with_cited({cast("UUID", row["stream"]) for row in rows}, nomination, system)


def facts_of_decision(decision: UUID, system: System) -> Facts:
    """Return the facts of a decision and of each case that it grants, with what they cite."""
    found = dict(_whole(decision, system))
    for nomination in granted_by(decision, found):
        found |= facts_of_case(nomination, system)
    return dict(sorted(found.items()))


def granted_by(decision: UUID, facts: Facts) -> list[UUID]:
    """Return the cases that a decision grants, in the order of its paper."""
    said = (one.event for one in facts.values() if one.stream == decision)
    issued = (one for one in said if isinstance(one, DecisionIssued))
    return [grant.nomination for one in issued for grant in one.grants]


def _with_cited(streams: set[UUID], nomination: UUID, system: System) -> Facts:
    """Return the facts of whole streams, and of those that they cite, as far as that goes."""
    found = dict[int, Recorded[Event]]()
    known, left = set[UUID](), list(streams)
    while left:
        stream = left.pop()
        if stream in known:
            continue
        known.add(stream)
        if stream in streams or _thing(stream, system) in CITED:
            new = dict(_whole(stream, system))
            found |= new
            left += [id_ for one in new.values() for id_ in _cited(one, nomination)]
    return dict(sorted(found.items()))


def _whole(stream: UUID, system: System) -> Iterator[tuple[int, Recorded[Event]]]:
    """Yield the facts of a stream by their positions."""
    for row in _read(trail(Wanted(subject=stream), limit=MOST), system):
        if row["stream"] == stream:
            position = cast("int", row["position"])
            yield position, system.ledger.since(position - 1, 1)[0]


def _thing(stream: UUID, system: System) -> object:
    """Return what a stream is of; None for what the history does not tell."""
    rows = _read(trail(Wanted(subject=stream), limit=1), system)
    return rows[0]["thing"] if rows else None


def _cited(fact: Recorded[Event], nomination: UUID) -> Iterator[UUID]:
    """Yield the ids that a fact names, its delegation's, and the box of a vote on the case."""
    yield from _ids(fact.event)
    if isinstance(fact.envelope.delegation, ActingFor):
        yield fact.envelope.delegation.delegation
    if isinstance(fact.event, SessionConvened):
        yield box_of(fact.stream, nomination)


def _ids(value: object) -> Iterator[UUID]:
    """Yield every id within a fact."""
    if isinstance(value, UUID):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _ids(getattr(value, one.name))
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from _ids(part)


def _read(asked: Rows, system: System) -> list[Row]:
    rows, _ = system.views.read(asked, EVERYTHING)  # whoever audits the case may
    return list(rows)

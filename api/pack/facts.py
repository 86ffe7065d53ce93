"""Which facts a sealed pack holds: those of a case or a decision, and all that they cite."""

from collections.abc import Collection, Iterator, Mapping, Sequence
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


def facts_of_cases(cases: Collection[UUID], system: System, *also: UUID) -> Facts:
    """
    Return the facts about cases, of the streams *also*, and those they cite, by position.

    Each stream is read once, however many of the cases it is of; none of a case nobody knows.
    """
    rows = [row for one in cases for row in _read(of_nomination(one, limit=MOST), system)]
    roots, wanted = {*also, *(cast("UUID", row["stream"]) for row in rows)}, frozenset(cases)
    found, known, left = dict[int, Recorded[Event]](), set[UUID](), list(roots)
    while left:
        stream = left.pop()
        if stream in known:
            continue
        known.add(stream)
        if stream in roots or _thing(stream, system) in CITED:
            new = dict(_whole(stream, system))
            found |= new
            left += _cited(list(new.values()), wanted)
    return dict(sorted(found.items()))


def granted_by(decision: UUID, system: System) -> list[UUID]:
    """Return the cases that a decision grants, in the order of its paper."""
    issued = (one.event for _, one in _whole(decision, system))
    papers = (one for one in issued if isinstance(one, DecisionIssued))
    return [grant.nomination for one in papers for grant in one.grants]


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


def _cited(facts: Sequence[Recorded[Event]], cases: frozenset[UUID]) -> Iterator[UUID]:
    """Yield the ids that the facts of a stream name, and the boxes of its votes on the cases."""
    named = {id_ for one in facts for id_ in _ids(one.event)}
    yield from named
    for one in facts:
        if isinstance(one.envelope.delegation, ActingFor):
            yield one.envelope.delegation.delegation
        if isinstance(one.event, SessionConvened):
            yield from (box_of(one.stream, case) for case in sorted(named & cases))


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

"""The record of one nominee, a small stream: which honours count, and for which years."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.change import Change
from domain.decider import Fold
from domain.refusal import ImpossibleHistory
from domain.register.events import (
    HonourAddedToRecord,
    HonourAnnulled,
    HonourRegistered,
    HonourRestored,
    HonourTakenFromRecord,
    RecordEvent,
)

RECORDS = uuid5(NAMESPACE_URL, "vinhdanh:records")
Counting = HonourRegistered | HonourAnnulled | HonourRestored


@dataclass(frozen=True, slots=True)
class Record:
    """The honours that count, by id; empty for a nominee nobody has honoured."""

    honours: Mapping[UUID, HonourAddedToRecord] = field(default_factory=dict)

    def years_of(self, award: str) -> frozenset[int]:
        """Return the years for which the nominee holds *award*."""
        return frozenset(one.year for one in self.honours.values() if one.award == award)


def record_stream(nominee: UUID) -> UUID:
    """Return the stream that keeps the record of a nominee."""
    return uuid5(RECORDS, str(nominee))


def evolve(state: Record, event: RecordEvent) -> Record:
    """Fold one fact into the record; raises ImpossibleHistory when the order cannot be."""
    counts = event.honour in state.honours
    if isinstance(event, HonourAddedToRecord):
        if not counts:
            return Record({**state.honours, event.honour: event})
    elif counts:
        return Record({one: kept for one, kept in state.honours.items() if one != event.honour})
    raise ImpossibleHistory(state, event)


RECORD: Fold[Record, RecordEvent] = Fold(Record(), evolve, HonourAddedToRecord)


def recorded(honour: UUID, entry: HonourRegistered, event: Counting, now: Record) -> list[Change]:
    """Return what a fact about an honour does to the record of its nominee, as it stands *now*."""
    stream, counts = record_stream(entry.nominee.ref), honour in now.honours
    if isinstance(event, HonourAnnulled):
        return [Change(stream, HonourTakenFromRecord(honour))] if counts else []
    year = entry.year or entry.granted_on.year
    added = HonourAddedToRecord(honour, entry.award, year, entry.granted_by)
    return [] if counts else [Change(stream, added)]


def run_up_to(years: frozenset[int], last: int) -> int:
    """Return how many years in a row, without a gap, end with *last*."""
    length = 0
    while last - length in years:
        length += 1
    return length


def in_a_row(years: frozenset[int], year: int) -> int:
    """
    Return how many years in a row a title was held when a case of *year* is looked at.

    The row may end with the year itself or with the one before it, whichever is longer: the titles
    of a year are given at its end (house reading).
    """
    return max(run_up_to(years, year), run_up_to(years, year - 1))

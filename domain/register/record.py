"""The record of one nominee, a small stream: which honours and titles count, for which years."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.access import persons
from domain.change import Change
from domain.decider import Fold
from domain.refusal import ImpossibleHistory
from domain.register.events import (
    HonourAddedToRecord,
    HonourAnnulled,
    HonourRegistered,
    HonourRestored,
    HonourTakenFromRecord,
    RecordCarriedOn,
    RecordEvent,
    TitleConfirmed,
    TitleDeclared,
    TitleEvent,
    TitleRejected,
)

RECORDS = uuid5(NAMESPACE_URL, "vinhdanh:records")
Counting = HonourRegistered | HonourAnnulled | HonourRestored


@dataclass(frozen=True, slots=True)
class Title:
    """
    A title told of from a paper; `confirmed_by` a second person, None before.

    `told_by` are those behind the declaration, in the one writing of `person`; `last_on` is the
    date on the paper of the last act on it.
    """

    declared: TitleDeclared
    confirmed_by: str | None = None
    told_by: frozenset[str] = frozenset()
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """
    The honours of the register that count, by id, and titles told of from papers.

    `forerunners` are collectives whose records go on in this one. Empty for a nominee nobody has
    honoured.
    """

    honours: Mapping[UUID, HonourAddedToRecord] = field(default_factory=dict)
    titles: Mapping[tuple[str, int], Title] = field(default_factory=dict)
    forerunners: tuple[UUID, ...] = ()

    def years_of(self, award: str) -> frozenset[int]:
        """Return the years for which the nominee holds *award*: by register or confirmed paper."""
        held = {one.year for one in self.honours.values() if one.award == award}
        seen = {year for (key, year), one in self.titles.items() if key == award and counts(one)}
        return frozenset(held | seen)

    def told_of(self, award: str) -> Iterator[tuple[int, str]]:
        """Yield each year of *award* with where it is known from, what does not count yet too."""
        for one in self.honours.values():
            if one.award == award:
                yield one.year, f"register, granted by {one.granted_by}"
        for (key, year), title in self.titles.items():
            if key == award:
                paper = title.declared
                said = f"declared from {paper.number} of {paper.dated}, {paper.issuer}"
                yield year, f"{said}, {'confirmed' if counts(title) else 'not confirmed'}"


def counts(title: Title) -> bool:
    """Say whether a second person confirmed a title."""
    return title.confirmed_by is not None


@lru_cache(maxsize=256)  # one order asks for it several times
def record_stream(nominee: UUID) -> UUID:
    """Return the stream that keeps the record of a nominee."""
    return uuid5(RECORDS, str(nominee))


def evolve(state: Record, event: RecordEvent | TitleEvent) -> Record:
    """Fold one fact into the record; raises ImpossibleHistory when the order cannot be."""
    if isinstance(event, TitleEvent):
        return _titled(state, event)
    held = event.honour in state.honours
    if isinstance(event, HonourAddedToRecord):
        if not held:
            return replace(state, honours={**state.honours, event.honour: event})
    elif held:
        left = {one: kept for one, kept in state.honours.items() if one != event.honour}
        return replace(state, honours=left)
    raise ImpossibleHistory(state, event)


def _titled(state: Record, event: TitleEvent) -> Record:
    """Fold a fact about a title, or about a record that goes on in this one."""
    if isinstance(event, RecordCarriedOn):
        if event.forerunner not in state.forerunners:
            return replace(state, forerunners=(*state.forerunners, event.forerunner))
        raise ImpossibleHistory(state, event)
    key = event.award, event.year
    title = state.titles.get(key)
    match event:
        case TitleDeclared() if title is None:
            return replace(state, titles={**state.titles, key: Title(event)})
        case TitleConfirmed(confirmed_by=by) if title is not None:
            return replace(state, titles={**state.titles, key: replace(title, confirmed_by=by)})
        case TitleRejected() if title is not None:
            left = {one: kept for one, kept in state.titles.items() if one != key}
            return replace(state, titles=left)
    raise ImpossibleHistory(state, event)


def _witnessed(state: Record, event: RecordEvent | TitleEvent, by: tuple[str, ...]) -> Record:
    """Keep who stood behind a declared title: a delegator answers for it too."""
    if not isinstance(event, TitleDeclared):
        return state
    key = event.award, event.year
    told = replace(state.titles[key], told_by=persons((event.declared_by, *by)))
    return replace(state, titles={**state.titles, key: told})


def _noted(state: Record, event: RecordEvent | TitleEvent, on: date) -> Record:
    """Keep of which day a title was told of, or confirmed: what is said of it next is not older."""
    if not isinstance(event, TitleDeclared | TitleConfirmed):
        return state
    key = event.award, event.year
    return replace(state, titles={**state.titles, key: replace(state.titles[key], last_on=on)})


OPENS = HonourAddedToRecord | TitleDeclared | RecordCarriedOn
RECORD: Fold[Record, RecordEvent | TitleEvent] = Fold(Record(), evolve, OPENS, _noted, _witnessed)


def together(records: Sequence[Record]) -> Record:
    """Return several records as one: what counts in any of them counts."""
    honours = {key: one for record in records for key, one in record.honours.items()}
    titles = {key: one for record in reversed(records) for key, one in record.titles.items()}
    return Record(honours, titles)


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

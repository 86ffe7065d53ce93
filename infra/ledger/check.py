"""The ledger read from its first fact to its last: does every fact decode, is every place taken."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.access import VIETNAM
from domain.facts import Event
from domain.nomination.events import (
    EvidenceAdded,
    NominationGranted,
    NominationOpened,
    NominationRefused,
    NominationWithdrawn,
)
from domain.personal.events import PersonErased
from domain.recorded import Recorded
from domain.reform.events import UnitsReorganised
from domain.register.events import CaseEnrolled
from infra.ledger.codec import NOT_A_FACT
from services.ports import Ledger
from services.upkeep import Finding

PAGE = 2_000
SHOWN = 3


class Late(NamedTuple):
    """A case that was entered on another day than it is opened as of."""

    case: UUID
    opened_on: date
    recorded_on: date
    regime: str
    receipt: str | None


@dataclass(slots=True)
class Reading:
    """What was met on the way through the log: breaks, unreadable facts, what facts refer to."""

    at: int = 0
    facts: int = 0
    breaks: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    versions: dict[UUID, int] = field(default_factory=dict)
    cited: dict[str, set[UUID]] = field(default_factory=dict)
    gone: set[UUID] = field(default_factory=set)
    people: set[UUID] = field(default_factory=set)
    running: set[UUID] = field(default_factory=set)
    enrolled: set[UUID] = field(default_factory=set)
    entered_late: list[Late] = field(default_factory=list)
    applied: list[UnitsReorganised] = field(default_factory=list)

    def take(self, fact: Recorded[Event]) -> None:
        """Note one fact."""
        version = self.versions.get(fact.stream, 0) + 1
        if fact.position != self.at + 1 or fact.version != version:
            self.breaks.append(fact.position)
        self.at, self.versions[fact.stream] = fact.position, fact.version
        self.facts += 1
        self.applied += applied_by(fact.event)
        match fact.event:
            case EvidenceAdded(sha256=digest):
                self.cited.setdefault(digest, set()).add(fact.stream)
            case PersonErased(cases=cases):
                self.gone |= {*cases}
            case NominationOpened(nominee=nominee):
                self.people.add(nominee.ref)
                self.entered_late += late(fact, fact.event)
                self.running.add(fact.stream)
            case CaseEnrolled(nomination=case):
                self.enrolled.add(case)
            case NominationGranted() | NominationRefused() | NominationWithdrawn():
                self.running.discard(fact.stream)

    @property
    def papers(self) -> set[str]:
        """The papers of cases that did not go with a person who was erased."""
        return {digest for digest, cases in self.cited.items() if cases - self.gone}

    def skip(self, position: int) -> None:
        """Note a fact that cannot be read."""
        self.unreadable.append(position)
        self.at = position


def applied_by(event: Event) -> list[UnitsReorganised]:
    """Return the reform that a fact applies, nothing of other facts."""
    return [event] if isinstance(event, UnitsReorganised) else []


def late(fact: Recorded[Event], opened: NominationOpened) -> Iterator[Late]:
    """Yield an opening that was dated back."""
    day, back = fact.envelope.recorded_at.astimezone(VIETNAM).date(), opened.dated_back
    if opened.opened_on < day:
        receipt = back.receipt if back else None
        yield Late(fact.stream, opened.opened_on, day, opened.ladder.regime, receipt)


def read_through(ledger: Ledger) -> Reading:
    """Read the whole log, past facts that cannot be read."""
    reading, last = Reading(), ledger.last_position()
    while reading.at < last:
        try:
            facts = ledger.since(reading.at, PAGE)
        except NOT_A_FACT:
            _one_by_one(ledger, reading, min(reading.at + PAGE, last))
            continue
        for fact in facts:
            reading.take(fact)
        _beside(ledger, reading)
    return reading


def _beside(ledger: Ledger, reading: Reading) -> None:
    """Note a second fact where a page ended: the next one begins beyond both."""
    with suppress(*NOT_A_FACT):
        there = [one.position for one in ledger.since(reading.at - 1, 2)]
        if there == [reading.at] * 2 and reading.at not in reading.breaks[-1:]:
            reading.breaks.append(reading.at)


def _one_by_one(ledger: Ledger, reading: Reading, end: int) -> None:
    while reading.at < end:
        try:
            (fact,) = ledger.since(reading.at, 1)
        except NOT_A_FACT:
            reading.skip(reading.at + 1)
        else:
            reading.take(fact)
            _beside(ledger, reading)


def in_order(reading: Reading) -> Iterator[Finding]:
    """Say whether positions and versions are dense and every fact can be read."""
    yield _judged("positions", reading.breaks, f"dense from 1 to {reading.at}", "breaks")
    yield _judged("facts", reading.unreadable, f"{reading.facts} decode", "cannot be read")


def on_dockets(reading: Reading) -> Finding:
    """Tell the running cases that are not on their nominee's docket: of before there was one."""
    old = sorted(reading.running - reading.enrolled)
    if not old:
        seen = f"each of {len(reading.running)} running cases is on its nominee's docket"
        return Finding("dockets", ok=True, seen=seen)
    first = ", ".join(map(str, old[:SHOWN]))
    joins = "each joins with its next act, or when a hold is noted on it; until then its clock goes"
    return Finding("dockets", ok=True, seen=f"{len(old)} of before: {first}; {joins}", warns=True)


def under_rules_of_before(reading: Reading, in_force: Callable[[date], str]) -> Finding:
    """Tell the cases that go by rules no longer in force when they were entered (ADR 57)."""
    found = [one for one in reading.entered_late if one.regime != in_force(one.recorded_on)]
    bare = [one for one in found if one.receipt is None]
    told = "; ".join(_told(one, in_force(one.recorded_on)) for one in (bare or found)[:SHOWN])
    seen = f"{len(found)} entered after the rules changed, {len(bare)} without a receipt"
    return Finding("openings", ok=True, seen=f"{seen}: {told}" if told else seen, warns=bool(bare))


def _told(one: Late, in_force: str) -> str:
    days = f"opened on {one.opened_on}, recorded on {one.recorded_on}"
    rules = f"regime {one.regime} although {in_force} was in force"
    return f"{one.case} {days}, {rules}, receipt {one.receipt or 'none'}"


def _judged(about: str, wrong: list[int], well: str, ill: str) -> Finding:
    if not wrong:
        return Finding(about, ok=True, seen=well)
    first = ", ".join(map(str, wrong[:SHOWN]))
    return Finding(about, ok=False, seen=f"{len(wrong)} {ill}, the first at position {first}")

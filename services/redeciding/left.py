"""The facts of an act that no order has accounted for yet."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from uuid import UUID

from domain.change import Change
from domain.facts import CommandReceived, Event
from domain.house_acts.commands import Sort
from domain.house_acts.events import HouseActDone
from domain.nomination.authority import CaseReassigned
from domain.nomination.events import NominationOpened
from domain.register.claims import claim_stream
from domain.register.events import CaseEnrolled, HonourAddedToRecord, KeyClaimed, KeyReleased
from services.redeciding.act import Act, Fact
from services.redeciding.findings import Broken, broken
from services.redeciding.table import ROWS
from services.redeciding.told import Apart, ByOrder
from services.redeciding.words import WORDS, but_for_words, is_said_by_a_file

BY_CALENDAR = frozenset({"answer_by", "due_on", "until", "used"})
"""Fields that follow from the official calendar of then, which an operator may have completed."""
PLACES = "place/"
LOOSE = KeyClaimed | KeyReleased | HonourAddedToRecord
"""What may stand beside a fact whose order cannot be read back."""
DATES, PLACES_TAKEN = "the calendar of that day", "the places an operator gave"
RECEIPT = "the number in the incoming book"


class Left:
    """
    The facts of one act, each taken away once an order accounts for it.

    `untold` counts what differs by data that no fact holds: days of the calendar, places of units.
    """

    def __init__(self, act: Act) -> None:
        self._all = [one for one in act.facts if not isinstance(one.event, CommandReceived)]
        self.untold = Counter[str]()
        self._accounted = False
        self._brought = [one.stream for one in self._all if may_come_by_a_paper(one.event)]

    def lead(self) -> Fact | None:
        """Return the fact whose order is read back next, None where no fact tells one."""
        rows = ((ROWS[type(one.event)], at) for at, one in enumerate(self._all))
        ranked = [(rank(row), at) for row, at in rows if isinstance(row, ByOrder | Apart)]
        return self._all[min(ranked)[1]] if ranked else None

    def has(self, fact: Fact) -> bool:
        """Say whether nothing accounts for a fact yet."""
        return fact in self._all

    def of(self, stream: UUID) -> Fact | None:
        """Return the next fact in a stream."""
        return next((one for one in self._all if one.stream == stream), None)

    def account(self, changes: Iterable[Change], lead: Fact) -> Broken | None:
        """Take away what an order changes; say where the log has it otherwise."""
        self._accounted = True
        for change in changes:
            if is_place(change):
                continue
            there = self._next(change.stream)
            if there is None:
                return broken(lead, "incomplete", f"{named(change.event)} belongs to it")
            if wrong := self._unlike(there.event, change.event, lead):
                return broken(there, "otherwise", wrong)
            self._drop(there)
        return None

    def _next(self, stream: UUID) -> Fact | None:
        """Return the next fact in a stream that is about no place."""
        while (there := self.of(stream)) is not None and is_place(there):
            self._drop(there)
        return there

    def rest(self) -> Sequence[Fact]:
        """Return what nothing accounts for; which places an order took, no rulebook says."""
        for one in [one for one in self._all if self._accounted and is_place(one)]:
            self._drop(one)
        for case in self._brought:
            self._come_by_a_paper(CaseEnrolled(case))
        return self._all

    def _come_by_a_paper(self, joined: CaseEnrolled) -> None:
        """Take away that a case joined the docket of a paper, whose number no fact tells."""
        if papers := [one for one in self._all if one.event == joined]:
            self.untold[RECEIPT] += 1
            self._drop(papers[0])

    def set_apart(self, lead: Fact, row: Apart) -> None:
        """Take away a fact that is not decided again, and the keys that are taken beside it."""
        self._drop(lead)
        for one in [one for one in self._all if takes(one.event, row.key)]:
            self._drop(one)

    def give_up(self, lead: Fact) -> None:
        """Take away a fact whose order cannot be read back, and what may stand beside it."""
        self._drop(lead)
        for one in [one for one in self._all if isinstance(one.event, LOOSE) or chose(one, lead)]:
            self._drop(one)

    def _drop(self, fact: Fact) -> None:
        if is_place(fact):
            self.untold[PLACES_TAKEN] += 1
        self._all.remove(fact)

    def _unlike(self, is_: Event, should: Event, lead: Fact) -> str | None:
        """Say how a fact differs from what the rules write, but for days and words of files."""
        if is_ == should:
            return None
        if type(is_) is not type(should):
            return f"the rules write {named(should)} there"
        pair = is_, should
        if is_said_by_a_file(should, lead):
            pair = but_for_words(is_), but_for_words(should)
        names = differing(*pair)
        if {*names} <= BY_CALENDAR:
            words = [WORDS] if {*differing(is_, should)} > {*names} else []
            self.untold.update([*([DATES] if names else []), *words])
            return None
        told = (f"{one} {getattr(is_, one)!r}, not {getattr(should, one)!r}" for one in names)
        return f"by the rules it says otherwise: {'; '.join(told)}"


def rank(row: ByOrder | Apart) -> int:
    """Return when a row is asked: what stands apart comes first."""
    return row.rank if isinstance(row, ByOrder) else -1


def may_come_by_a_paper(event: Event) -> bool:
    """Say whether a case was opened with what need not say by which paper it came."""
    return isinstance(event, NominationOpened) and event.dated_back is None


def chose(one: Fact, lead: Fact) -> bool:
    """Say whether a fact says that the choice for a case was carried out, which gave it *lead*."""
    if not (isinstance(one.event, HouseActDone) and isinstance(lead.event, CaseReassigned)):
        return False
    return (one.event.kind, one.event.subject) == (Sort.ASSIGNMENT.value, str(lead.stream))


def takes(event: Event, begins: str) -> bool:
    """Say whether a fact takes a key that begins so."""
    return isinstance(event, KeyClaimed) and event.key.startswith(begins)


def is_place(one: Fact | Change) -> bool:
    """Say whether a fact is about a place of a unit: how many there are, an operator says."""
    event = one.event
    if not isinstance(event, KeyClaimed | KeyReleased):
        return False
    return event.key.startswith(PLACES) and one.stream == claim_stream(event.key)


def named(event: Event) -> str:
    """Return how a kind of fact is called."""
    return type(event).__name__


def differing(one: Event, other: Event) -> list[str]:
    """Return the fields in which two facts of a kind differ."""
    names = [each.name for each in fields(one)]
    return [name for name in names if getattr(one, name) != getattr(other, name)]

"""What whoever gives an order may know of: what they name beyond it is as if it were not there."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from domain.access import VIETNAM
from domain.bearing import Concern
from domain.copies import replace
from domain.council.events import SessionConvened
from domain.facts import Event
from domain.hand import Hand
from domain.nomination.access import SERVICE
from domain.parking.decide import OPERATOR
from domain.parking.events import MessageParked
from domain.personal.commands import PersonCommand
from domain.personal.state import person_stream
from domain.reach import carried_on_by
from domain.reading import (
    Begun,
    Scope,
    concerned,
    may_read,
    scope_left,
    scope_lent,
    scope_of,
    united,
)
from domain.register.docket import docket_stream
from domain.register.record import record_stream
from domain.register.title_commands import TitleCommand
from domain.review.events import ReviewOpened
from domain.submission.events import SubmissionDispatched
from domain.units import Units
from services.dockets import docket_of, dossier_of, units_of
from services.histories import Histories
from services.reviews import may_read as is_a_party

if TYPE_CHECKING:
    from services.orders import Command

Called = Callable[[Collection[UUID]], Mapping[UUID, str]]
Offices = Callable[[str, date], Sequence[tuple[str, str]]]
FOUND = frozenset({"hand", "cases", "reviews", "cites"})
"""What a command holds that nobody named by an id: who gives it, and what the house looked up."""
ASIDE = frozenset({OPERATOR, SERVICE})
"""Who knows of messages that were put aside."""


@dataclass(frozen=True, slots=True)
class Sight:
    """
    Whoever gives an order, the units of the country, and who was lent which offices on a day.

    `called` tells what nominees are called as whoever reads their cases is shown it; None is of an
    order whose giver is shown no names.
    """

    hand: Hand
    country: Units
    lent: Offices
    called: Called | None = None

    @property
    def _today(self) -> date:
        return self.hand.received_at.astimezone(VIETNAM).date()

    def own(self) -> Scope:
        """Return what they may read by themselves."""
        return scope_of(self.hand.roles, self.hand.units, self.country, self._today)

    def wider(self) -> Scope:
        """Return the same with what was lent to them (ADR 41), or left by units that ended."""
        offices, given = self.lent(self.hand.actor, self._today), (self.country, self._today)
        left = scope_left(self.hand.roles, self.hand.units, *given)
        return united(self.own(), left, *(scope_lent(*one, *given) for one in offices))

    def carrying_on(self) -> Hand:
        """Return the hand as of their units and all that these carry on."""
        codes = (carried_on_by(self.country, one, self._today) for one in self.hand.units)
        return replace(self.hand, units=frozenset[str]().union(*codes))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody an order is about, and the cases of theirs that the house found."""

    ref: UUID
    cases: tuple[UUID, ...] = ()


def blind(commands: Iterable["Command"], past: Histories, sight: Sight) -> None:
    """Let what the giver of some commands may not know of be unknown to them (ADR 84)."""
    for command in commands:
        hide(named_in(command), person_in(command), past, sight)


def hide(named: frozenset[UUID], person: Person | None, past: Histories, sight: Sight) -> None:
    """Hide those of some ids, and somebody, that whoever asks may not know of."""
    past.read([*named])
    found = dark(named, person, sight.own(), past, sight)
    if found:  # who was lent what is asked for late: few act for others
        past.hide(dark(named, person, sight.wider(), past, sight))


def dark(
    named: Iterable[UUID], person: Person | None, scope: Scope, past: Histories, sight: Sight
) -> frozenset[UUID]:
    """Return the streams of some ids, and about somebody, that are beyond a scope."""
    about = kept_of(person, scope, past, sight) if person else ()
    return unseen(named, scope, past, sight).union(about)


def named_in(command: object) -> frozenset[UUID]:
    """Return the ids that a command names, in lists and in parts of lists too."""
    given = fields(command) if is_dataclass(command) else ()
    return frozenset(_ids(getattr(command, one.name) for one in given if one.name not in FOUND))


def _ids(values: Iterable[object]) -> Iterator[UUID]:
    for one in values:
        if isinstance(one, UUID):
            yield one
        elif isinstance(one, tuple | Mapping):
            for each in one:
                yield from named_in(each) if is_dataclass(each) else _ids([each])


def unseen(named: Iterable[UUID], scope: Scope, past: Histories, sight: Sight) -> frozenset[UUID]:
    """
    Return those of some ids under which there is what a reader of a scope may not know of.

    A paper that may be read tells which cases it carries, so that these are known by it.
    """
    there = {one: facts[0] for one in named if (facts := past.events(one))}
    seen = [one for one in there if _is_seen(one, scope, past, sight)]
    carried = (case for one in seen for case in _carried(there[one]))
    return frozenset(there).difference(seen, carried)


def _is_seen(thing: UUID, scope: Scope, past: Histories, sight: Sight) -> bool:
    """Say whether what is there may be known of; most sorts of things may by everybody."""
    facts = past.events(thing)
    match facts[0]:
        case ReviewOpened():
            return is_a_party(thing, sight.carrying_on(), past)
        case MessageParked():
            return not ASIDE.isdisjoint(sight.hand.roles)
    return not isinstance(facts[0], Begun) or may_read(scope, concerned(past.dated(thing)))


def _carried(first: Event) -> Iterable[UUID]:
    if isinstance(first, SubmissionDispatched):
        return first.nominations
    return [one.nomination for one in first.agenda] if isinstance(first, SessionConvened) else ()


def person_in(command: object) -> Person | None:
    """Return whose record or personal data a command is about."""
    if isinstance(command, TitleCommand):
        return Person(command.nominee)
    return Person(command.person, command.cases) if isinstance(command, PersonCommand) else None


def kept_of(person: Person, scope: Scope, past: Histories, sight: Sight) -> Iterable[UUID]:
    """
    Return the streams about somebody of whom no case is within a scope, none where one is.

    A unit that keeps personal data of theirs knows of them too (ADR 73). Of whom no case tells,
    nothing is kept that could be hidden.
    """
    ref = person.ref
    cases = sorted({*docket_of(ref, past).cases, *person.cases})
    past.read(cases)
    if not cases or any(may_read(scope, _units_of(one, past, sight)) for one in cases):
        return ()
    return [record_stream(ref), person_stream(ref), docket_stream(ref), *cases]


def _units_of(case: UUID, past: Histories, sight: Sight) -> frozenset[Concern]:
    file = dossier_of(case, past)
    return concerned(past.dated(case)).union(units_of(file, sight.hand) if file else ())

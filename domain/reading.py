"""Who may read a case: a hand of a unit it concerns, an auditor above one, no operator (ADR 84)."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain.audit.access import AUDITING, COUNTRY
from domain.copies import replace
from domain.council.events import SessionConvened
from domain.hearing.consult import CONSULTED
from domain.hearing.events import ConfirmationRequested, ConsultationRequested
from domain.lineage import Lineage
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.clock import CaseEscalated, NoticeEvent, ReminderIssued
from domain.nomination.events import NominationOpened
from domain.nomination.favour import RegimeChosen
from domain.submission.events import SubmissionDispatched
from domain.units import Unit, Units

OPERATOR = "operator"
NAMELESS = frozenset({OPERATOR})
"""The roles that see no names: who keeps the machine has no part in the cases (house rule)."""
Begun = NominationOpened | SubmissionDispatched | SessionConvened
Heard = ConsultationRequested | ConfirmationRequested
Widened = RegimeChosen | CaseReassigned | CaseUnassigned | Heard
Concerning = Begun | Widened | NoticeEvent
PROPOSED, STEP, ASSIGNED = "proposed", "step", "assigned"
ASKED, TOLD, SENT, RECEIVED, SEAT = "asked", "told", "sent", "received", "seat"


@dataclass(frozen=True, slots=True)
class Scope:
    """
    What somebody may read: all that concerns one of `units`, or `everything`.

    Reviews are read as one of the units `reviewed` by them, which no heir is for another (ADR 75);
    messages that were put `aside` by operators alone, whatever else somebody reads (ADR 28).
    """

    units: frozenset[str] = frozenset()
    everything: bool = False
    reviewed: frozenset[str] = frozenset()
    aside: bool = False


NOTHING, EVERYTHING = Scope(), Scope(everything=True, aside=True)
"""Who is nobody, and the house itself."""


def may_read(scope: Scope, concerned: AbstractSet[str]) -> bool:
    """Say whether a reader is of a unit that a case concerns (house rule, ADR 84)."""
    return scope.everything or not scope.units.isdisjoint(concerned)


def scope_of(roles: AbstractSet[str], units: AbstractSet[str], country: Units, on: date) -> Scope:
    """
    Return what a hand may read on a day, each of whose roles counts in each unit (ADR 84).

    A unit reads what those could that it carries on; an auditor or inspector also what concerns
    a unit below theirs, and of the country everything but what was put aside. Source: house rule.
    """
    aside = Scope(aside=OPERATOR in roles)
    if not roles - NAMELESS:
        return aside
    carried_on = frozenset(code for one in units for code in carried_on_by(country, one, on))
    own = united(aside, Scope(carried_on, reviewed=frozenset(units)))
    if not AUDITING & roles:
        return own
    if COUNTRY in units:
        return replace(own, everything=True)
    return united(own, Scope(frozenset(code for one in own.units for code in below(country, one))))


def scope_lent(role: str, unit: str, country: Units, on: date) -> Scope:
    """Return what an office that was lent lets read: its unit's, never an audit (house rule)."""
    return NOTHING if role in NAMELESS else Scope(carried_on_by(country, unit, on))


def scope_left(roles: AbstractSet[str], units: AbstractSet[str], country: Units, on: date) -> Scope:
    """
    Return what a hand may read, one thing at a time, of units in whose place theirs stand.

    They ended below theirs, and nobody carries on all of one: the nearest above it that stands has
    to see what it is to settle and annul. Lists stay those of its own (house rule, ADR 113).
    """
    if not roles - NAMELESS:
        return NOTHING
    return Scope(frozenset[str]().union(*(left_below(country, one, on) for one in units)))


def scope_asked(
    roles: AbstractSet[str], units: AbstractSet[str], country: Units, on: date
) -> Scope:
    """
    Return what the inbox of a hand tells of beside its own: questions to units that ended.

    They are those in whose place the hand's units stand and answer (house rule, ADR 124).
    """
    if CONSULTED not in roles:
        return NOTHING
    return Scope(frozenset[str]().union(*(ended_for(country, one, on) for one in units)))


def united(*scopes: Scope) -> Scope:
    """Return what may be read by any of the scopes: no role of one counts in a unit of another."""
    return Scope(
        frozenset[str]().union(*(one.units for one in scopes)),
        any(one.everything for one in scopes),
        frozenset[str]().union(*(one.reviewed for one in scopes)),
        any(one.aside for one in scopes),
    )


@lru_cache(maxsize=4_096)
def carried_on_by(country: Units, code: str, on: date) -> frozenset[str]:
    """Return the codes of the unit of a day and of all that it carries on, alone or with others."""
    unit = country.unit(code, on)
    before = (one.code for one in _before(country, unit)) if unit else ()
    return frozenset({code, *before})


def _before(country: Units, unit: Unit) -> Iterator[Unit]:
    for one in country.forerunners_of(unit):
        yield one
        yield from _before(country, one)


@lru_cache(maxsize=4_096)
def left_below(country: Units, code: str, on: date) -> frozenset[str]:
    """Return the codes of ended units for which the one of a day is the nearest that stands."""
    if country.unit(code, on) is None:
        return frozenset()
    lineage, found, left = Lineage(country), set[str](), [*carried_on_by(country, code, on)]
    while left:
        ended = (one for one in country.ever_under(left.pop()) if _is_left(one, on))
        under = {one.code for one in ended if _stands_for(code, one, lineage, on)}
        left += under - found
        found |= under
    return frozenset(found)


def _is_left(unit: Unit, on: date) -> bool:
    """Say whether a unit ended before a day, whatever bears its code since."""
    return unit.in_force_to is not None and unit.in_force_to < on


def _stands_for(code: str, ended: Unit, lineage: Lineage, on: date) -> bool:
    """Say whether a unit stands for one that ended and left it what it had: no heir has its own."""
    last = ended.in_force_to or on
    heir = lineage.heir(ended.code, last, on)
    return heir is None and code in lineage.standing_for(ended.code, last, on)[:1]


@lru_cache(maxsize=4_096)
def ended_for(country: Units, code: str, on: date) -> frozenset[str]:
    """Return the codes that nobody bears, of ended units for which the one of a day stands."""
    unit, lineage = country.unit(code, on), Lineage(country)
    before = _before(country, unit) if unit else ()
    alone = (one for one in before if lineage.heir(one.code, one.in_force_to or on, on) == code)
    found = {*left_below(country, code, on), *(one.code for one in alone)}
    return frozenset(one for one in found if country.has_ended(one, on))


@lru_cache(maxsize=4_096)
def below(country: Units, code: str) -> frozenset[str]:
    """Return the codes of the units that ever stood under one: an audit goes back in time."""
    found, left = set[str](), [code]
    while left:
        under = {one.code for one in country.ever_under(left.pop())} - found
        found |= under
        left += under
    return frozenset(found)


def concerned_by(event: Concerning) -> Mapping[str, str]:
    """Return the units that a fact makes a case, submission or session concern, and how each."""
    found: dict[str, str] = {}
    for unit, how in _named(event):
        found.setdefault(unit, how)
    return found


def concerned(events: Iterable[object]) -> frozenset[str]:
    """Return the units that the facts of one stream make it concern."""
    told = (one for one in events if isinstance(one, Concerning))
    return frozenset(unit for one in told for unit in concerned_by(one))


def _named(event: Concerning) -> Iterator[tuple[str, str]]:
    match event:
        case NominationOpened(unit=unit, ladder=ladder):
            yield unit, PROPOSED
            yield from ((step.unit, STEP) for step in ladder.steps)
        case SubmissionDispatched(from_unit=sender, to_unit=receiver):
            yield sender, SENT
            yield receiver, RECEIVED
        case SessionConvened(unit=unit):
            yield unit, SEAT
        case ReminderIssued(unit=unit) | CaseEscalated(unit=unit):
            yield unit, TOLD
        case _:
            yield from _widened(event)


def _widened(event: Widened) -> Iterator[tuple[str, str]]:
    if isinstance(event, RegimeChosen):
        yield from ((step.unit, STEP) for step in event.ladder.steps)
    elif isinstance(event, Heard):
        yield event.agency, ASKED
    else:
        yield from ((one, ASSIGNED) for one in _assigned(event) if one)


def _assigned(event: CaseReassigned | CaseUnassigned) -> list[str | None]:
    had = [event.proposer, event.desk.unit]
    if isinstance(event, CaseReassigned):
        return [*had, *(one.unit for one in event.handed)]
    return [*had, event.decided_by]


def begun_on(event: Begun) -> date:
    """Return the day by which a case, a submission or a session stands in a list."""
    if isinstance(event, NominationOpened):
        return event.opened_on
    return event.dated if isinstance(event, SubmissionDispatched) else event.held_on

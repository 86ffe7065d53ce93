"""Who may read a case: a hand of a unit it concerns, an auditor above one, no operator (ADR 84)."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from domain.audit.access import AUDITING, COUNTRY
from domain.bearing import AskedAgency, Concern, Span, parted, span_of, went_round
from domain.copies import replace
from domain.council.events import SessionConvened
from domain.hearing.consult import CONSULTED
from domain.hearing.events import ConfirmationRequested, ConsultationRequested
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.clock import CaseEscalated, NoticeEvent, ReminderIssued
from domain.nomination.events import NominationOpened
from domain.nomination.favour import RegimeChosen
from domain.reach import below, carried_on_by, left_to, stood_for, with_forerunners
from domain.recorded import Dated
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

    `spans` are codes that went to another unit: of the questions to one those of its days alone
    count (ADR 127). Reviews are read as one of the units `reviewed`: theirs, and those that ended
    in whose place they answer; messages that were put `aside` by operators alone, whatever else
    somebody reads (ADR 28).
    """

    units: frozenset[str] = frozenset()
    everything: bool = False
    reviewed: frozenset[str] = frozenset()
    aside: bool = False
    spans: frozenset[Span] = frozenset()

    @property
    def codes(self) -> frozenset[str]:
        """Return every code, whatever of it may be read."""
        return self.units | {one.code for one in self.spans}

    def covers(self, one: Concern) -> bool:
        """Say whether what concerns a unit, or an agency that was asked, may be read."""
        code = one.agency if isinstance(one, AskedAgency) else one
        return code in self.units or any(span.covers(one) for span in self.spans)


NOTHING, EVERYTHING = Scope(), Scope(everything=True, aside=True)
"""Who is nobody, and the house itself."""


def may_read(scope: Scope, concerned: AbstractSet[Concern]) -> bool:
    """Say whether a reader is of a unit that a case concerns (house rule, ADR 84, 127)."""
    return scope.everything or any(map(scope.covers, concerned))


def scope_of(roles: AbstractSet[str], units: AbstractSet[str], country: Units, on: date) -> Scope:
    """
    Return what a hand may read on a day, each of whose roles counts in each unit (ADR 84).

    A unit reads what those could that it carries on; an auditor or inspector also what concerns
    a unit below theirs, and of the country everything but what was put aside. Source: house rule.
    """
    aside = Scope(aside=OPERATOR in roles)
    if not roles - NAMELESS:
        return aside
    carried_on = (scope_carried(country, one, on) for one in units)
    own = united(aside, Scope(reviewed=reviewed_by(units, country, on)), *carried_on)
    if not AUDITING & roles:
        return own
    if COUNTRY in units:
        return replace(own, everything=True)
    return united(own, Scope(frozenset(code for one in own.codes for code in below(country, one))))


def reviewed_by(units: AbstractSet[str], country: Units, on: date) -> frozenset[str]:
    """
    Return as which units those of a day are a party to reviews: themselves, and ended ones.

    They are those in whose place they answer; of a code that another unit bears since, that one is
    a party beside them, as for cases (house rule, ADR 127).
    """
    return frozenset(units).union(*(_asked_for(country, one, on).codes for one in units))


def scope_lent(role: str, unit: str, country: Units, on: date) -> Scope:
    """Return what an office that was lent lets read: its unit's, never an audit (house rule)."""
    return NOTHING if role in NAMELESS else scope_carried(country, unit, on)


def scope_carried(country: Units, code: str, on: date) -> Scope:
    """Return what the unit of a day reads: its own, and what those could that it carries on."""
    codes, records = carried_on_by(country, code, on), with_forerunners(country, code, on)
    units, spans = parted(codes, records, country, on)
    return Scope(units, spans=spans)


def scope_left(roles: AbstractSet[str], units: AbstractSet[str], country: Units, on: date) -> Scope:
    """
    Return what a hand may read, one thing at a time, of units in whose place theirs stand.

    They ended below theirs, and nobody carries on all of one: the nearest above it that stands has
    to see what it is to settle and annul. Lists stay those of its own (house rule, ADR 113).
    """
    if not roles - NAMELESS:
        return NOTHING
    left = frozenset[Unit]().union(*(left_to(country, one, on) for one in units))
    whole, spans = parted((one.code for one in left), left, country, on)
    return Scope(whole, spans=spans)


def scope_asked(
    roles: AbstractSet[str], units: AbstractSet[str], country: Units, on: date
) -> Scope:
    """
    Return what the inbox of a hand tells of beside its own: questions to units that ended.

    They are those in whose place the hand's units stand and answer (house rule, ADR 124), of a code
    that another unit bears since too (ADR 127).
    """
    if CONSULTED not in roles:
        return NOTHING
    return united(*(_asked_for(country, one, on) for one in units))


def scope_borne(units: AbstractSet[str], country: Units, on: date) -> Scope:
    """Return which questions are to some units of a day themselves, by their codes (ADR 127)."""
    bearers = (unit for one in units if (unit := country.unit(one, on)))
    whole, spans = parted(units, bearers, country, on)
    return Scope(whole, spans=spans)


def united(*scopes: Scope) -> Scope:
    """Return what may be read by any of the scopes: no role of one counts in a unit of another."""
    return Scope(
        frozenset[str]().union(*(one.units for one in scopes)),
        any(one.everything for one in scopes),
        frozenset[str]().union(*(one.reviewed for one in scopes)),
        any(one.aside for one in scopes),
        frozenset[Span]().union(*(one.spans for one in scopes)),
    )


@lru_cache(maxsize=4_096)
def _asked_for(country: Units, code: str, on: date) -> Scope:
    """Return which questions the unit of a day answers for others: by codes of none, or by days."""
    ended = stood_for(country, code, on)
    codes = {one.code for one in ended if country.has_ended(one.code, on)}
    gone = (one for one in ended if went_round(country, one.code, on))
    return Scope(frozenset(codes), spans=frozenset(map(span_of, gone)))


def concerned_by(event: Concerning) -> Mapping[str, str]:
    """Return the units that a fact makes a case, submission or session concern, and how each."""
    found: dict[str, str] = {}
    for unit, how in _named(event):
        found.setdefault(unit, how)
    return found


def concerned(facts: Iterable[Dated[object]]) -> frozenset[Concern]:
    """Return the units that the facts of one stream make it concern, and agencies it asked."""
    return frozenset(
        AskedAgency(unit, one.on) if how == ASKED else unit
        for one in facts
        if isinstance(one.event, Concerning)
        for unit, how in concerned_by(one.event).items()
    )


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

"""From our facts to the city's words: a pure fold, at most one message a fact."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never, get_args
from uuid import UUID

from domain.booking.events import PaperBooked
from domain.council.events import CouncilEvent
from domain.decision import events as d
from domain.delegation.events import DelegationEvent
from domain.exchange.events import StatusTold
from domain.facts import CommandReceived, Event, IntakeEvent
from domain.hearing.events import HearingEvent
from domain.nomination import events as n
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.clock import ClockEvent
from domain.nomination.favour import RegimeChosen
from domain.nomination.holding import HoldEvent
from domain.nomination.naming import NomineeNamed
from domain.past.events import PastEvent
from domain.personal.events import PersonEvent
from domain.recorded import Envelope, Recorded
from domain.reform.events import ReformEvent
from domain.register import events as r
from domain.register.complaint_events import HonourComplaintEvent
from domain.register.decide import honour_of
from domain.register.handing_back_events import HonourHandedBack
from domain.review.events import ReviewEvent
from domain.submission import events as s
from services.city_messages import of_honours, of_papers
from services.city_messages.kinds import CityMessage
from services.city_messages.known import (
    Known,
    KnownCase,
    case_of,
    decision_of,
    handed_over,
    opened,
    under,
)
from services.city_messages.of_honours import AboutHonour
from services.city_messages.parts import Decision, Grant
from services.city_messages.telling_cases import Course, on_its_way, reassigned, stands

# A draft is remembered, not told: it becomes the city's business when it is filed. That a case goes
# on under a newer regime is told by the messages after it, which name that regime.
OfMoney = r.HonourRecovered | HonourHandedBack
OfRegister = r.HonourRegistered | r.HonourAnnulled | r.HonourRestored | OfMoney
HEARD = (
    n.NominationOpened
    | CaseReassigned
    | RegimeChosen
    | Course
    | s.SubmissionDispatched
    | d.DecisionIssued
    | d.GrantsAnnulled
    | OfRegister
)
# Silent for ever: content and opinions stay inside, corrections touch texts we do not send, items
# and sessions of councils are told by their cases, past cases are another system's, books, statuses
# and announcements come from the city itself, a choice of a successor is told once it is made,
# claims and receipts guard repeats, what is kept of a nominee follows cases and register, or is of
# titles others gave; that a case or a nominee is held, and what others say of it or of an honour,
# concerns the person behind it, and so does what they ask of their data; a clock that stands tells
# of the hold, reminders are for those reminded.
SILENT = (
    n.CriterionAssessed
    | n.EvaluatorScored
    | n.EvidenceAdded
    | n.EvidenceWithdrawn
    | n.NominationCorrected
    | NomineeNamed
    | CaseUnassigned
    | HoldEvent
    | HearingEvent
    | ClockEvent
    | n.StepEndorsed
    | n.CaseAppraised
    | n.CouncilVoted
    | s.ItemAccepted
    | s.ItemReturned
    | s.ItemRefused
    | s.ItemWithdrawn
    | d.DecisionCorrected
    | r.ClaimEvent
    | HonourComplaintEvent
    | r.NomineeEvent
    | PastEvent
    | PaperBooked
    | StatusTold
    | IntakeEvent
    | ReformEvent
    | CouncilEvent
    | DelegationEvent
    | ReviewEvent
    | PersonEvent
    | CommandReceived
)
CASES = frozenset(get_args(n.NominationEvent))
Paper = s.SubmissionDispatched | d.DecisionIssued | d.GrantsAnnulled
Told = tuple[Known | None, Sequence[CityMessage]]


def key_of(fact: Recorded[Event]) -> UUID:
    """
    Return the key under which what is known is kept.

    A case and the honour it founds share one, that of the honour: only it follows from both.
    A paper has its own.
    """
    return honour_of(fact.stream) if type(fact.event) in CASES else fact.stream


def told(known: Known | None, fact: Recorded[Event]) -> Told:
    """
    Return what is known after one more fact of a key, and what is said of it: one message or none.

    Raises:
        ImpossibleHistory: the fact comes before what it is about was opened.
    """
    event, stream = fact.event, fact.stream
    match event:
        case n.NominationOpened():
            return Known(case=opened(stream, event)), ()
        case CaseReassigned():
            return _reassigned(case_of(known, event), event, fact.envelope)
        case RegimeChosen():
            return Known(case=under(case_of(known, event), event)), ()
        case s.SubmissionDispatched() | d.DecisionIssued() | d.GrantsAnnulled():
            return _paper(known, stream, event, fact.envelope)
    if isinstance(event, OfRegister):
        file = case_of(known, event)
        return known, (_honour(file, stream, event, fact.envelope),)
    if isinstance(event, Course):
        return _case(case_of(known, event), event, fact.envelope)
    if isinstance(event, SILENT):
        return known, ()
    assert_never(event)


def _case(file: KnownCase, event: Course, envelope: Envelope) -> Told:
    now = replace(file, at=stands(file, event))
    return Known(case=now), tuple(on_its_way(file, event, envelope))


def _reassigned(file: KnownCase, event: CaseReassigned, envelope: Envelope) -> Told:
    now = handed_over(file, event)
    return Known(case=now), tuple(reassigned(now, event, envelope.effective_on))


def _paper(known: Known | None, stream: UUID, event: Paper, envelope: Envelope) -> Told:
    match event:
        case s.SubmissionDispatched():
            return known, (_dispatched(stream, event, envelope.capacity),)
        case d.DecisionIssued():
            paper = Decision(stream, event.number, event.dated, event.unit)
            return Known(decision=paper), (_issued(stream, event, envelope.capacity),)
        case d.GrantsAnnulled():
            paper = decision_of(known, event)
            return known, (_annulled(paper, event, envelope.capacity),)


def _dispatched(
    stream: UUID, event: s.SubmissionDispatched, capacity: str | None
) -> of_papers.SubmissionDispatched:
    return of_papers.SubmissionDispatched(
        submission=stream,
        number=event.number,
        dated=event.dated,
        from_unit=event.from_unit,
        to_unit=event.to_unit,
        capacity=capacity,
        nominations=event.nominations,
    )


def _issued(
    stream: UUID, event: d.DecisionIssued, capacity: str | None
) -> of_papers.DecisionIssued:
    return of_papers.DecisionIssued(
        decision=stream,
        number=event.number,
        dated=event.dated,
        unit=event.unit,
        capacity=capacity,
        grants=tuple(Grant(one.nomination, one.honour, one.award) for one in event.grants),
    )


def _annulled(
    paper: Decision, event: d.GrantsAnnulled, capacity: str | None
) -> of_papers.DecisionAnnulled:
    return of_papers.DecisionAnnulled(
        decision=paper,
        number=event.number,
        dated=event.dated,
        capacity=capacity,
        ground=event.ground,
        nominations=event.nominations,
    )


def _honour(file: KnownCase, honour: UUID, event: OfRegister, envelope: Envelope) -> AboutHonour:
    case = file.case
    match event:
        case r.HonourRegistered(decision=paper, granted_by=unit, granted_on=on, bonus=bonus):
            return of_honours.HonourRegistered(case, honour, paper, unit, on, bonus)
        case r.HonourAnnulled(decision=paper, ground=ground, number=number, dated=dated):
            return of_honours.HonourAnnulled(case, honour, paper, ground, number, dated)
        case r.HonourRecovered(object_returned=back, amount=amount):
            on = envelope.effective_on
            return of_honours.HonourRecovered(case, honour, back, amount, on)
        case HonourHandedBack(object_handed=back, amount=amount):
            on = envelope.effective_on
            return of_honours.HonourHandedBack(case, honour, back, amount, on)
        case r.HonourRestored(number=number, dated=dated, unit=unit):
            return of_honours.HonourRestored(case, honour, number, dated, unit)

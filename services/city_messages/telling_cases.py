"""What the facts of a case, once it is filed, say to the city."""

from collections.abc import Iterable
from datetime import date

from domain.capacity import form_of
from domain.nomination import events as n
from domain.nomination.access import NOMINATING
from domain.nomination.authority import CaseReassigned
from domain.recorded import Envelope
from services.city_messages import of_cases as say
from services.city_messages.known import KnownCase
from services.city_messages.parts import By, Case, Missing, Step

Arrival = n.NominationFiled | n.NominationReceived | n.NominationSupplemented
Leave = n.NominationRefused | n.NominationWithdrawn | n.NominationGranted
Going = n.StepPassed | n.NominationForwarded | n.ReturnedForSupplement
Course = Arrival | Going | Leave | n.DeadlineMissed


def stands(file: KnownCase, event: Course) -> str | None:
    """Return the step a case stands at after *event*; one withdrawn stays where it was."""
    match event:
        case n.StepPassed() | n.NominationForwarded():
            return event.next_step
        case n.NominationWithdrawn():
            return file.at
    return event.step


def on_its_way(file: KnownCase, event: Course, envelope: Envelope) -> Iterable[say.AboutCase]:
    """Return what *event* says; a draft that is withdrawn was never spoken of."""
    match event:
        case n.NominationFiled() | n.NominationReceived() | n.NominationSupplemented():
            return (_arrival(file, event, envelope),)
        case n.StepPassed() | n.NominationForwarded() | n.ReturnedForSupplement():
            return (_going(file, event, envelope),)
        case n.NominationRefused() | n.NominationGranted():
            return (_end(file, event, envelope),)
        case n.NominationWithdrawn():
            return _withdrawn(file, envelope)
        case n.DeadlineMissed(step=key, due_on=due):
            late = say.DeadlineMissed(file.case, file.step(key), due, envelope.effective_on)
            return (late,)


def _arrival(file: KnownCase, event: Arrival, envelope: Envelope) -> say.AboutCase:
    case, step, on = file.case, file.step(event.step), envelope.effective_on
    match event:
        case n.NominationFiled(due_on=due):
            return say.NominationFiled(case, step, due, proposers(case, envelope), on)
        case n.NominationSupplemented(due_on=due):
            return say.NominationSupplemented(case, step, due, proposers(case, envelope), on)
        case n.NominationReceived(due_on=due, submission=paper):
            return say.NominationReceived(case, step, paper, due, the_desk(step, envelope), on)


def _going(file: KnownCase, event: Going, envelope: Envelope) -> say.AboutCase:
    case, step, on = file.case, file.step(event.step), envelope.effective_on
    by = the_desk(step, envelope)
    match event:
        case n.StepPassed(next_step=key, due_on=due):
            return say.NominationPassed(case, step, file.step(key), due, by, on)
        case n.NominationForwarded(next_step=key, submission=paper):
            return say.NominationSubmitted(case, step, file.step(key), paper, by, on)
        case n.ReturnedForSupplement(missing=missing):
            listed = tuple(Missing(o.kind, o.key) for o in missing if o.kind != "remark")
            remarks = len(missing) - len(listed)
            return say.NominationReturned(case, step, listed, remarks, by, on)


def _end(
    file: KnownCase, event: n.NominationRefused | n.NominationGranted, envelope: Envelope
) -> say.AboutCase:
    case, step, on = file.case, file.step(event.step), envelope.effective_on
    by = the_desk(step, envelope)
    match event:
        case n.NominationRefused(reason=reason):
            return say.NominationRefused(case, step, reason, by, on)
        case n.NominationGranted(decision=paper, honour=honour):
            return say.NominationDecided(case, step, paper, honour, by, on)


def _withdrawn(file: KnownCase, envelope: Envelope) -> Iterable[say.NominationWithdrawn]:
    if file.at is None:
        return ()
    by, step = proposers(file.case, envelope), file.step(file.at)
    return (say.NominationWithdrawn(file.case, step, by, envelope.effective_on),)


def reassigned(file: KnownCase, event: CaseReassigned, on: date) -> Iterable[say.AboutCase]:
    """Return that a case is in other hands; a draft was never spoken of."""
    if file.at is None:
        return ()
    step, before = file.step(file.at), event.from_proposer
    return (say.NominationReassigned(file.case, before, step, event.reform, event.rule, on),)


def proposers(case: Case, envelope: Envelope) -> By:
    """Return the proposing unit."""
    return By(case.unit, NOMINATING, form_of(envelope.capacity))


def the_desk(step: Step, envelope: Envelope) -> By:
    """Return the unit and role that act at a step."""
    return By(step.unit, step.role, form_of(envelope.capacity))

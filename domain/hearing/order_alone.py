"""What is wrong with an order about hearing others by itself, wherever the case stands."""

from domain.hearing import complain, confirm, consult, publish
from domain.hearing.access import the_ground_is_coded
from domain.hearing.commands import (
    AnswerConsultation,
    ComplaintCommand,
    ConfirmationCommand,
    ConsultationCommand,
    HearingCommand,
    PostCase,
    PostingCommand,
    ReceiveComplaint,
    ReceiveObjection,
    RecordConfirmation,
    RequestConsultation,
)
from domain.paper import numbered
from domain.refusal import Refusal, about

Found = tuple[Refusal | None, ...]


def wrong_with_the_order(cmd: HearingCommand) -> Found:
    """Return what of an order about hearing others is wrong in whatever state of the case."""
    if isinstance(cmd, ConsultationCommand):
        return of_a_consultation(cmd)
    if isinstance(cmd, PostingCommand):
        return of_a_posting(cmd)
    if isinstance(cmd, ComplaintCommand):
        return of_a_complaint(cmd)
    return of_a_confirmation(cmd)


def of_a_consultation(cmd: ConsultationCommand) -> Found:
    """Check the questions by themselves, or the opinion with its ground."""
    if isinstance(cmd, RequestConsultation):
        return (
            consult.somebody_is_asked(cmd.questions),
            consult.each_agency_is_asked_once(cmd.questions),
            *(
                wrong
                for one in cmd.questions
                for wrong in about("agency", one.agency, [consult.the_term_is_a_term(one)])
            ),
            consult.the_silence_is_known(cmd.silence),
        )
    if isinstance(cmd, AnswerConsultation):
        return (consult.the_opinion_is_known(cmd.opinion), consult.the_ground_fits(cmd))
    return ()


def of_a_posting(cmd: PostingCommand) -> Found:
    """Check the term that is stated, or the ground of an objection."""
    if isinstance(cmd, PostCase) and cmd.working_days is not None:
        return (publish.the_posting_has_a_term(cmd.working_days),)
    return (the_ground_is_coded(cmd.ground),) if isinstance(cmd, ReceiveObjection) else ()


def of_a_complaint(cmd: ComplaintCommand) -> Found:
    """Check the kind of a complaint, or the outcome with its ground."""
    if isinstance(cmd, ReceiveComplaint):
        return (complain.it_is_a_complaint(cmd.kind),)
    return (complain.the_outcome_is_known(cmd.outcome), complain.the_ground_fits(cmd))


def of_a_confirmation(cmd: ConfirmationCommand) -> Found:
    """Check the kind of a confirmation, its number and its days."""
    known = confirm.the_confirmation_is_known(cmd.kind)
    if not isinstance(cmd, RecordConfirmation):
        return (known,)
    return (known, *numbered(cmd.number), confirm.the_days_are_in_order(cmd))

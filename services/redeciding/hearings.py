"""Orders about hearing others on a case, read back from the facts they wrote."""

from typing import cast

from domain.hearing import commands as h
from domain.hearing import events as e
from services.redeciding.told import ByOrder, Rows, Told


def asking(told: Told) -> h.RequestConsultation:
    """Read back the question to all agencies that were asked at once; that they are known, none."""
    fact = cast("e.ConsultationRequested", told.fact.event)
    asked = told.act.told(e.ConsultationRequested, told.stream)
    questions = tuple(h.Question(one.agency, one.subject, one.working_days) for one in asked)
    return h.RequestConsultation(told.stream, told.hand, fact.step, questions, fact.silence)


def _opinion(told: Told) -> h.AnswerConsultation:
    fact = cast("e.ConsultationAnswered", told.fact.event)
    return h.AnswerConsultation(
        told.stream, told.hand, fact.agency, fact.opinion, fact.words, fact.ground
    )


def _taken_back(told: Told) -> h.WithdrawConsultation:
    fact = cast("e.ConsultationWithdrawn", told.fact.event)
    return h.WithdrawConsultation(told.stream, told.hand, fact.agency, fact.reason)


def _lapse(told: Told) -> h.NoteLapsedConsultation:
    fact = cast("e.ConsultationLapsed", told.fact.event)
    return h.NoteLapsedConsultation(told.stream, told.hand, fact.agency)


def _posting(told: Told) -> h.PostCase:
    fact = cast("e.CasePosted", told.fact.event)
    return h.PostCase(told.stream, told.hand, fact.step, fact.where, fact.working_days)


def _objection(told: Told) -> h.ReceiveObjection:
    fact = cast("e.ObjectionReceived", told.fact.event)
    return h.ReceiveObjection(told.stream, told.hand, fact.reference, fact.ground, fact.content)


def _objection_settled(told: Told) -> h.SettleObjection:
    fact = cast("e.ObjectionSettled", told.fact.event)
    return h.SettleObjection(told.stream, told.hand, fact.reference, fact.upheld, fact.reason)


def _posting_end(told: Told) -> h.EndPosting:
    return h.EndPosting(told.stream, told.hand)


def _complaint(told: Told) -> h.ReceiveComplaint:
    fact = cast("e.ComplaintReceived", told.fact.event)
    return h.ReceiveComplaint(told.stream, told.hand, fact.kind, fact.reference, fact.content)


def _complaint_settled(told: Told) -> h.SettleComplaint:
    fact = cast("e.ComplaintSettled", told.fact.event)
    return h.SettleComplaint(
        told.stream, told.hand, fact.reference, fact.outcome, fact.reason, fact.ground
    )


def _confirmation_asked(told: Told) -> h.RequestConfirmation:
    fact = cast("e.ConfirmationRequested", told.fact.event)
    return h.RequestConfirmation(told.stream, told.hand, fact.kind, fact.agency)


def _confirmation(told: Told) -> h.RecordConfirmation:
    fact = cast("e.ConfirmationGiven", told.fact.event)
    return h.RecordConfirmation(
        told.stream,
        told.hand,
        fact.kind,
        fact.agency,
        fact.number,
        fact.dated,
        fact.covers_from,
        fact.covers_to,
        fact.fulfilled,
        fact.valid_until,
    )


def _confirmation_over(told: Told) -> h.NoteExpiredConfirmation:
    fact = cast("e.ConfirmationExpired", told.fact.event)
    return h.NoteExpiredConfirmation(told.stream, told.hand, fact.kind)


def _judgement(told: Told) -> h.JudgeCondition:
    fact = cast("e.ConditionJudged", told.fact.event)
    return h.JudgeCondition(
        told.stream, told.hand, fact.step, fact.condition, fact.met, fact.reason
    )


ROWS: Rows = {
    e.ConsultationRequested: ByOrder(asking, unseen=("agency-unknown",)),
    e.ConsultationAnswered: ByOrder(_opinion),
    e.ConsultationWithdrawn: ByOrder(_taken_back),
    e.ConsultationLapsed: ByOrder(_lapse),
    e.CasePosted: ByOrder(_posting),
    e.ObjectionReceived: ByOrder(_objection),
    e.ObjectionSettled: ByOrder(_objection_settled),
    e.PostingEnded: ByOrder(_posting_end),
    e.ComplaintReceived: ByOrder(_complaint),
    e.ComplaintSettled: ByOrder(_complaint_settled),
    e.ConfirmationRequested: ByOrder(_confirmation_asked),
    e.ConfirmationGiven: ByOrder(_confirmation),
    e.ConfirmationExpired: ByOrder(_confirmation_over),
    e.ConditionJudged: ByOrder(_judgement),
}

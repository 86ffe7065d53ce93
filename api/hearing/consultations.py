"""Consultation of several agencies at once: asked, answered, withdrawn, lapsed."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.forms import sent
from api.hearing.forms import (
    AgencyOpinionForm,
    ConsultationForm,
    LapseForm,
    QuestionWithdrawalForm,
)
from api.operations import Resource, acts
from api.system import house
from domain.directory.decide import unit_stream
from domain.directory.state import UNIT
from domain.hearing.commands import (
    AnswerConsultation,
    NoteLapsedConsultation,
    Question,
    RequestConsultation,
    WithdrawConsultation,
)
from services.hearing_usual import hearing_of
from services.histories import Histories

consultations = Resource("consultations", "Opinions of agencies on a case.")
REQUEST, OPINION = ConsultationForm(), AgencyOpinionForm()
WITHDRAWAL, LAPSE = QuestionWithdrawalForm(), LapseForm()


def question(said: Mapping[str, object]) -> Question:
    """Return a question; the term is that of the award, or the usual one, where none is said."""
    days = said.get("working_days")
    return Question(str(said["agency"]), str(said["subject"]), int(str(days)) if days else None)


def strange_of(asked: Sequence[Question], on: date) -> frozenset[str]:
    """Return the agencies that are no unit of that day, and that no directory announced."""
    stands, past = house().rulebooks.stands, Histories(house().ledger)
    foreign = {one.agency for one in asked if not stands(one.agency, on)}
    return frozenset(one for one in foreign if not past.of(UNIT, unit_stream(one)))


@consultations.post("/nominations/<uuid:nomination>/consultations")
@acts(ConsultationForm)
def request_consultation(nomination: UUID) -> Response:
    """Ask several agencies at once, each with its own term; the step waits for all of them."""
    body = REQUEST.load(sent())
    by = hand(body.get("effective_on"))
    asked = tuple(question(one) for one in body["questions"])
    strange = strange_of(asked, by.effective_on)
    rules = hearing_of(house(), nomination, body["step"])
    order = RequestConsultation(nomination, by, body["step"], asked, *rules, strange)
    return carried_out(order)


@consultations.post("/nominations/<uuid:nomination>/agency-opinions")
@acts(AgencyOpinionForm)
def answer_consultation(nomination: UUID) -> Response:
    """Answer as the agency that was asked: agree, object on a ground, or have no remark."""
    body = OPINION.load(sent())
    by = hand(body.pop("effective_on", None))
    return carried_out(AnswerConsultation(nomination, by, **body))


@consultations.post("/nominations/<uuid:nomination>/consultation-withdrawals")
@acts(QuestionWithdrawalForm)
def withdraw_consultation(nomination: UUID) -> Response:
    """Take a question to an agency back."""
    body = WITHDRAWAL.load(sent())
    by = hand(body.get("effective_on"))
    return carried_out(WithdrawConsultation(nomination, by, body["agency"], body["reason"]))


@consultations.post("/nominations/<uuid:nomination>/consultation-lapses")
@acts(LapseForm)
def note_lapsed_consultation(nomination: UUID) -> Response:
    """Note that the term of an agency ran out; its silence counts as the question said."""
    body = LAPSE.load(sent())
    by = hand(body.get("effective_on"))
    return carried_out(NoteLapsedConsultation(nomination, by, body["agency"]))

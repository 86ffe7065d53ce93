"""Acts in a review: what auditors ask, find and conclude, and what the audited answer."""

from collections.abc import Mapping
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.forms import sent
from api.hearing.letters import entered
from api.operations import Resource, acts
from api.review.forms import (
    ConclusionForm,
    MeasuresForm,
    ReviewAnswerForm,
    ReviewClosingForm,
    ReviewFindingForm,
    ReviewQuestionForm,
)
from api.system import house
from domain.hand import Hand
from domain.review.commands import (
    AnswerInReview,
    AskInReview,
    CloseReview,
    ConcludeReview,
    RecordFinding,
    ReportMeasures,
)
from services.reviews import ANSWER, CONCLUSION, POINT, REPORT, cited, text_ref

review_acts = Resource("review acts", "What auditors ask and find, and the audited answer.")
QUESTION, FINDING, ANSWERING = ReviewQuestionForm(), ReviewFindingForm(), ReviewAnswerForm()
CONCLUDING, MEASURES, CLOSING = ConclusionForm(), MeasuresForm(), ReviewClosingForm()
USUAL = 20
"""Within how many working days a conclusion is to be followed where nobody says (house rule)."""


def letter(by: Hand, body: Mapping[str, str]) -> Mapping[str, str]:
    """Return what is kept apart: who wrote, and what."""
    return {"name": by.actor, "content": body["words"]}


@review_acts.post("/reviews/<uuid:review>/questions")
@acts(ReviewQuestionForm)
def ask_in_review(review: UUID) -> Response:
    """Ask an audited unit something, to be answered within a term."""
    body = QUESTION.load(sent())
    by, ref = hand(body.get("effective_on")), text_ref(review, POINT, body["reference"])
    put = body["reference"], body["unit"], body["working_days"]
    return entered(AskInReview(review, by, *put, ref), ref, letter(by, body))


@review_acts.post("/reviews/<uuid:review>/findings")
@acts(ReviewFindingForm)
def record_finding(review: UUID) -> Response:
    """Record what was found by the facts it cites, and put it to an audited unit."""
    body = FINDING.load(sent())
    by, ref = hand(body.get("effective_on")), text_ref(review, POINT, body["reference"])
    put = body["reference"], body["unit"], cited(body["cites"], house().ledger)
    order = RecordFinding(review, by, *put, body["working_days"], ref, body.get("rule"))
    return entered(order, ref, letter(by, body))


@review_acts.post("/reviews/<uuid:review>/answers")
@acts(ReviewAnswerForm)
def answer_in_review(review: UUID) -> Response:
    """Answer a question, or a finding and say whether it is accepted, for the unit asked."""
    body = ANSWERING.load(sent())
    by, ref = hand(body.get("effective_on")), text_ref(review, ANSWER, body["reference"])
    papers, accepts = tuple(body.get("papers", ())), body.get("accepts")
    order = AnswerInReview(review, by, body["reference"], papers, ref, accepts)
    return entered(order, ref, letter(by, body))


@review_acts.post("/reviews/<uuid:review>/conclusion")
@acts(ConclusionForm)
def conclude_review(review: UUID) -> Response:
    """Say what the review came to, and until when that is to be followed."""
    body = CONCLUDING.load(sent())
    by, ref = hand(body.get("effective_on")), text_ref(review, CONCLUSION)
    about, days = tuple(body.get("nominations", ())), body.get("working_days", USUAL)
    order = ConcludeReview(review, by, body["outcome"], about, days, ref, body.get("ground"))
    return entered(order, ref, letter(by, body))


@review_acts.post("/reviews/<uuid:review>/measures")
@acts(MeasuresForm)
def report_measures(review: UUID) -> Response:
    """Say for the unit that decided what was done about the conclusion."""
    body = MEASURES.load(sent())
    by, ref = hand(body.get("effective_on")), text_ref(review, REPORT, body["reference"])
    said = body["reference"], tuple(body.get("papers", ())), body["whole"]
    return entered(ReportMeasures(review, by, *said, ref), ref, letter(by, body))


@review_acts.post("/reviews/<uuid:review>/closing")
@acts(ReviewClosingForm)
def close_review(review: UUID) -> Response:
    """Close a review by another hand than the one that concluded it."""
    by = hand(CLOSING.load(sent()).get("effective_on"))
    return carried_out(CloseReview(review, by))

"""What the file of a nomination holds: assessments against criteria, and points."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.case_shapes import Assessments, Scores
from api.forms import READING, asked, sent
from api.nomination_forms import AssessmentForm, ScoreForm
from api.operations import TAGGED, Resource, acts, reads
from api.views import one, part, wait_for
from domain.nomination.commands import AssessCriterion, ScoreNomination
from projections.case_file import case

contents = Resource("contents", "Assessments and points of a nomination.")
ASSESSMENT, SCORE = AssessmentForm(), ScoreForm()


@contents.get("/nominations/<uuid:nomination>/assessments")
@reads(Assessments, READING, headers=TAGGED, also=(404, 503))
def list_assessments(nomination: UUID) -> Response:
    """List the criteria of the nominee's class and how each was met."""
    wait_for(READING.load(asked()).get("at_least"))
    return part(one(case(nomination), "nomination-unknown"), "criteria")


@contents.post("/nominations/<uuid:nomination>/assessments")
@acts(AssessmentForm)
def assess(nomination: UUID) -> Response:
    """Hold a measured value against the target of a criterion."""
    body = ASSESSMENT.load(sent())
    order = AssessCriterion(
        nomination,
        hand(body.get("effective_on")),
        body["criterion"],
        body["measured"],
        tuple(body["evidence"]),
        body.get("note", ""),
    )
    return carried_out(order)


@contents.get("/nominations/<uuid:nomination>/scores")
@reads(Scores, READING, headers=TAGGED, also=(404, 503))
def list_scores(nomination: UUID) -> Response:
    """List the points given at each step, with their weighted mean."""
    wait_for(READING.load(asked()).get("at_least"))
    return part(one(case(nomination), "nomination-unknown"), "scores")


@contents.post("/nominations/<uuid:nomination>/scores")
@acts(ScoreForm)
def score(nomination: UUID) -> Response:
    """Give points as one evaluator; giving them again replaces them while the step lasts."""
    body = SCORE.load(sent())
    by = hand(body.get("effective_on"))
    return carried_out(ScoreNomination(nomination, by, body["step"], body["points"]))

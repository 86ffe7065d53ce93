"""What the file of a nomination holds: assessments against criteria, and points."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.as_of_query import ReadingAsOf, point_of
from api.forms import asked, sent
from api.nomination.case_shapes import Assessments, Scores
from api.nomination.forms import AssessmentForm, ScoreForm
from api.operations import TAGGED, Resource, acts, reads
from api.views import part, the_case, wait_for
from domain.nomination.commands import AssessCriterion, ScoreNomination

contents = Resource("contents", "Assessments and points of a nomination.")
ASSESSMENT, SCORE, READ = AssessmentForm(), ScoreForm(), ReadingAsOf()


@contents.get("/nominations/<uuid:nomination>/assessments")
@reads(Assessments, READ, headers=TAGGED, also=(404, 503))
def list_assessments(nomination: UUID) -> Response:
    """List the criteria of the nominee's class and how each was met."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    return part(the_case(nomination, point_of(query)), "criteria")


@contents.post("/nominations/<uuid:nomination>/assessments")
@acts(AssessmentForm)
def assess(nomination: UUID) -> Response:
    """Hold a measured value against the target of a criterion, or say how it was judged."""
    body = ASSESSMENT.load(sent())
    order = AssessCriterion(
        nomination,
        hand(body.get("effective_on")),
        body["criterion"],
        body.get("measured"),
        tuple(body["evidence"]),
        body.get("note", ""),
    )
    return carried_out(order)


@contents.get("/nominations/<uuid:nomination>/scores")
@reads(Scores, READ, headers=TAGGED, also=(404, 503))
def list_scores(nomination: UUID) -> Response:
    """List the points given at each step, with their weighted mean."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    return part(the_case(nomination, point_of(query)), "scores")


@contents.post("/nominations/<uuid:nomination>/scores")
@acts(ScoreForm)
def score(nomination: UUID) -> Response:
    """Give points as one evaluator; giving them again replaces them while the step lasts."""
    body = SCORE.load(sent())
    by = hand(body.get("effective_on"))
    return carried_out(ScoreNomination(nomination, by, body["step"], body["points"]))

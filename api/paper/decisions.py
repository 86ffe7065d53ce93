"""Decisions: awards granted under one number, annulled and corrected by later acts."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out, new, start, told_of
from api.as_of_query import PageAsOf, ReadingAsOf, point_of
from api.fields import to_do, unit_code
from api.forms import asked, sent
from api.operations import PAGED, PREFIX, TAGGED, Resource, acts, creates, reads
from api.pages import day, id_
from api.paper.forms import AnnulmentForm, DecisionCorrectionForm, DecisionForm
from api.paper.papers import STREAMS, paper, to_do_or_not
from api.paper.shapes import IssuedPaper, IssuedPaperPage
from api.system import house
from api.views import after, as_they_were, listed, rows, shown, wait_for
from domain.decision.commands import AnnulGrants, CorrectDecision, IssueDecision
from domain.reading import EVERYTHING
from projections.documents import Wanted
from projections.documents import listed as papers
from services.paper_ids import decision_id

ADDRESS = f"{PREFIX}/decisions"
decisions = Resource("decisions", "Decisions that grant awards.")


class DecisionsQuery(PageAsOf):
    """Which decisions are asked for."""

    unit = unit_code()
    to_do = to_do()


DECISION, DECISIONS, READ = DecisionForm(), DecisionsQuery(), ReadingAsOf()
ANNULMENT, CORRECTION = AnnulmentForm(), DecisionCorrectionForm()


@decisions.post("/decisions")
@creates(DecisionForm)
def issue_decision() -> Response:
    """Grant what the listed nominations ask, all or none, and enter each in the register."""
    mine, body = new(), DECISION.load(sent())
    by = hand(body.pop("effective_on", None))
    granted, salary = tuple(body.pop("nominations")), house().rulebooks.base_salary(by.effective_on)

    def build(command: UUID) -> IssueDecision:
        key = decision_id(command)
        return IssueDecision(key, by, nominations=granted, base_salary=salary, **body)

    return told_of(start(mine, build), ADDRESS)


@decisions.get("/decisions")
@reads(IssuedPaperPage, DECISIONS, headers=PAGED, also=(503,))
def list_decisions() -> Response:
    """List decisions by date, without what each grants."""
    query = DECISIONS.load(asked())
    start_at = after(query.get("cursor"), day, id_)
    wait_for(query.get("at_least"))
    point, limit, by = point_of(query), query["limit"], query.get("unit")
    wanted = Wanted("decision", to_do=query.get("to_do"))
    found = rows(papers(to_do_or_not(wanted, point), EVERYTHING, by, start_at, limit))
    told = as_they_were(found[:limit], STREAMS, papers(wanted, EVERYTHING, limit=limit), point)
    return listed(found, ("dated", "document"), limit, told)


@decisions.get("/decisions/<uuid:decision>")
@reads(IssuedPaper, READ, headers=TAGGED, also=(404, 503))
def show_decision(decision: UUID) -> Response:
    """Show a decision, what it grants, and what was annulled or corrected since."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    return shown(paper("decision", decision, point_of(query)))


@decisions.post("/decisions/<uuid:decision>/annulments")
@acts(AnnulmentForm)
def annul(decision: UUID) -> Response:
    """Annul listed grants by a later paper of the unit or who stands for it, on a legal ground."""
    body = ANNULMENT.load(sent())
    by = hand(body.pop("effective_on", None))
    return carried_out(
        AnnulGrants(decision, by, nominations=tuple(body.pop("nominations")), **body)
    )


@decisions.post("/decisions/<uuid:decision>/corrections")
@acts(DecisionCorrectionForm)
def correct_decision(decision: UUID) -> Response:
    """Put a clerical error in a decision right; the first writing stays in the log."""
    body = CORRECTION.load(sent())
    by = hand(body.pop("effective_on", None))
    return carried_out(CorrectDecision(decision, by, **body))

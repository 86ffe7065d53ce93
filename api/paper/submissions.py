"""Submissions: nominations sent to the next level under one number, and the answers to each."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out, new, start, told_of
from api.answers import said
from api.as_of_query import PageAsOf, ReadingAsOf, point_of
from api.fields import to_do, unit_code
from api.forms import asked, sent
from api.gate import scope_now
from api.operations import PAGED, PREFIX, TAGGED, Resource, acts, creates, reads
from api.pages import day, id_
from api.paper.forms import AnswersForm, SubmissionForm
from api.paper.papers import STREAMS, paper, to_do_or_not
from api.paper.shapes import IssuedPaper, IssuedPaperPage
from api.system import house
from api.views import after, as_they_were, listed, rows, shown, wait_for
from domain.reading import EVERYTHING
from domain.submission.commands import AnswerSubmission, DispatchSubmission
from projections.documents import Wanted
from projections.documents import listed as papers
from services.paper_ids import submission_id

ADDRESS = f"{PREFIX}/submissions"
submissions = Resource("submissions", "Submissions to the next level, and their answers.")


class SubmissionsQuery(PageAsOf):
    """Which submissions are asked for."""

    from_unit = unit_code()
    to_unit = unit_code()
    to_do = to_do()


SUBMISSION, ANSWERS, SUBMISSIONS = SubmissionForm(), AnswersForm(), SubmissionsQuery()
READ = ReadingAsOf()


@submissions.post("/submissions")
@creates(SubmissionForm)
def dispatch() -> Response:
    """Send nominations to the next level under one number and date, all or none."""
    mine, body = new(), SUBMISSION.load(sent())
    by = hand(body.pop("effective_on", None))
    carried = tuple(body.pop("nominations"))

    def build(command: UUID) -> DispatchSubmission:
        return DispatchSubmission(submission_id(command), by, nominations=carried, **body)

    return told_of(start(mine, build), ADDRESS)


@submissions.get("/submissions")
@reads(IssuedPaperPage, SUBMISSIONS, headers=PAGED, also=(503,))
def list_submissions() -> Response:
    """List submissions by date, without what each carries."""
    query = SUBMISSIONS.load(asked())
    start_at = after(query.get("cursor"), day, id_)
    wait_for(query.get("at_least"))
    point, limit, to = point_of(query), query["limit"], query.get("to_unit")
    wanted, by = Wanted("submission", to, to_do=query.get("to_do")), query.get("from_unit")
    found = rows(papers(to_do_or_not(wanted, point), scope_now(house()), by, start_at, limit))
    told = as_they_were(found[:limit], STREAMS, papers(wanted, EVERYTHING, limit=limit), point)
    return listed(found, ("dated", "document"), limit, told)


@submissions.get("/submissions/<uuid:submission>")
@reads(IssuedPaper, READ, headers=TAGGED, also=(404, 503))
def show_submission(submission: UUID) -> Response:
    """Show a submission, what it carries, and the answer to each."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    return shown(paper("submission", submission, point_of(query)))


@submissions.post("/submissions/<uuid:submission>/answers")
@acts(AnswersForm)
def answer_submission(submission: UUID) -> Response:
    """Accept, return or refuse nominations of a submission, each on its own."""
    body = ANSWERS.load(sent())
    answers = tuple(said(one) for one in body["answers"])
    by, kinds = hand(body.get("effective_on")), house().rulebooks.known_papers()
    return carried_out(AnswerSubmission(submission, by, answers, kinds))

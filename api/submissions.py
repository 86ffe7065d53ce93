"""Submissions: nominations sent to the next level under one number, and the answers to each."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out, new, start, told_of
from api.answers import said
from api.fields import to_do, unit_code
from api.forms import READING, Listing, asked, sent
from api.gate import scope_now
from api.operations import PAGED, PREFIX, TAGGED, Resource, acts, creates, reads
from api.pages import day, id_
from api.paper_forms import AnswersForm, SubmissionForm
from api.paper_shapes import IssuedPaper, IssuedPaperPage
from api.papers import paper
from api.system import house
from api.views import after, listed, rows, shown, wait_for
from domain.submission.commands import AnswerSubmission, DispatchSubmission
from projections.documents import Wanted
from projections.documents import listed as papers
from services.paper_ids import submission_id

ADDRESS = f"{PREFIX}/submissions"
submissions = Resource("submissions", "Submissions to the next level, and their answers.")


class SubmissionsQuery(Listing):
    """Which submissions are asked for."""

    from_unit = unit_code()
    to_unit = unit_code()
    to_do = to_do()


SUBMISSION, ANSWERS, SUBMISSIONS = SubmissionForm(), AnswersForm(), SubmissionsQuery()


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
    wanted = Wanted("submission", query.get("to_unit"), to_do=query.get("to_do"))
    by, scope = query.get("from_unit"), scope_now(house())
    found = rows(papers(wanted, scope, by, start_at, query["limit"]))
    return listed(found, ("dated", "document"), query["limit"])


@submissions.get("/submissions/<uuid:submission>")
@reads(IssuedPaper, READING, headers=TAGGED, also=(404, 503))
def show_submission(submission: UUID) -> Response:
    """Show a submission, what it carries, and the answer to each."""
    wait_for(READING.load(asked()).get("at_least"))
    return shown(paper("submission", submission))


@submissions.post("/submissions/<uuid:submission>/answers")
@acts(AnswersForm)
def answer_submission(submission: UUID) -> Response:
    """Accept, return or refuse nominations of a submission, each on its own."""
    body = ANSWERS.load(sent())
    answers = tuple(said(one) for one in body["answers"])
    by, kinds = hand(body.get("effective_on")), house().rulebooks.known_papers()
    return carried_out(AnswerSubmission(submission, by, answers, kinds))

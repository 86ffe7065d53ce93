"""What a person may ask of what is kept about them, and what is done about it."""

from functools import partial
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import (
    carried_out,
    handed_over,
    new,
    receipted,
    rehearsed,
    start,
    told_at,
    told_version,
)
from api.conditions import etag
from api.forms import READING, asked, sent
from api.operations import PAGED, PREFIX, TAGGED, Resource, acts, creates, reads
from api.pages import cursor_of, day, id_, page
from api.person.forms import (
    ACCEPTED,
    CarryingOutForm,
    PersonAnswerForm,
    PersonRequestForm,
    PersonRequestsQuery,
    RestrictionLiftingForm,
)
from api.person.particulars_form import as_bound, bound, particulars_in
from api.person.shapes import CarriedOut, PersonExport, PersonReads, PersonRequestPage, PersonShown
from api.person.told import (
    brought,
    carrying_out,
    cases,
    done,
    exported,
    known,
    of_the_reader,
    reading,
    right_name,
    shown,
    vouched,
    wrong_beside,
)
from api.reply import answer
from api.system import house
from api.told_together import told_together
from api.views import after, rows, wait_for
from domain.personal.commands import (
    AnswerPersonRequest,
    LiftRestriction,
    ReceivePersonRequest,
)
from projections import person_requests as views
from services.personal import request_ref, the_reader_may
from services.personal_data import Pending

people = Resource("people", "What a person asks of their data: access to erasure.")
ADDRESS = f"{PREFIX}/person-requests"
REQUEST, ANSWER, DOING = PersonRequestForm(), PersonAnswerForm(), CarryingOutForm()
LIFTING, REQUESTS = RestrictionLiftingForm(), PersonRequestsQuery()


@people.post("/nominees/<uuid:nominee>/requests")
@creates(PersonRequestForm)
def receive_person_request(nominee: UUID) -> Response:
    """Enter what a person asked of what is kept about them."""
    mine, body = new(), REQUEST.load(sent())
    by, rules = hand(body.get("effective_on")), house().catalogue.personal()
    said, known = (body["kind"], body["received_on"], rules), cases(house(), nominee)
    receipt = start(
        mine,
        lambda order: ReceivePersonRequest(nominee, by, request_ref(order), *said, cases=known),
    )
    return told_at(receipt, f"{ADDRESS}?person={nominee}")


@people.post("/nominees/<uuid:nominee>/requests/<uuid:request>/answer")
@acts(PersonAnswerForm)
def answer_person_request(nominee: UUID, request: UUID) -> Response:
    """Accept a request, or refuse it on a ground."""
    body, rules = ANSWER.load(sent()), house().catalogue.personal()
    by, yes = hand(body.get("effective_on")), body["outcome"] == ACCEPTED
    told = (yes, body.get("ground"), rules, *known(house(), nominee))
    return carried_out(AnswerPersonRequest(nominee, by, request, *told))


@people.post("/nominees/<uuid:nominee>/requests/<uuid:request>/carrying-out")
@acts(CarryingOutForm, shape=CarriedOut)
def carry_out_person_request(nominee: UUID, request: UUID) -> Response:
    """Do what was accepted; an erasure takes another person than who accepted it."""
    body, system = DOING.load(sent()), house()
    looked, by = particulars_in(body, system), hand(body.get("effective_on"))
    right = right_name(body, looked.told)
    order = carrying_out(system, nominee, by, request, right)
    with told_together(wrong_beside(system, order, right, looked)):
        rehearsed(order, partial(as_bound, nominee, looked.told))
    order = vouched(order, bound(nominee, looked.told))
    mine = receipted()
    pending = Pending(nominee, mine.id, system.people.keyed(str(mine.fingerprint)))
    receipt, waits = done(system, order, pending, right, lambda: handed_over(order, mine))
    return told_version(receipt, waits=waits)


@people.post("/nominees/<uuid:nominee>/restriction-lifting")
@acts(RestrictionLiftingForm)
def lift_restriction(nominee: UUID) -> Response:
    """Let the name of a person be shown again."""
    by = hand(LIFTING.load(sent()).get("effective_on"))
    receipt = handed_over(LiftRestriction(nominee, by, cases(house(), nominee)))
    brought(house(), nominee)
    return told_version(receipt)


@people.get("/person-requests")
@reads(PersonRequestPage, REQUESTS, headers=PAGED, also=(503,))
def list_person_requests() -> Response:
    """List requests that the caller may read, the first due first; pages may be short."""
    query = REQUESTS.load(asked())
    limit, start_at = query.pop("limit"), after(query.pop("cursor", None), day, id_)
    wait_for(query.pop("at_least", None))
    found = rows(views.listed(views.Wanted(**query), start_at, limit))
    last = found[limit - 1] if len(found) > limit else None
    onward = cursor_of(last["due_on"], last["request"]) if last else None
    return page(of_the_reader(house(), found[:limit], hand(None)), onward)


@people.get("/nominees/<uuid:nominee>/personal-data")
@reads(PersonShown, READING, headers=TAGGED, also=(403, 404, 503))
def show_personal_data(nominee: UUID) -> Response:
    """Show what is kept of a person; for their data officer and auditors. It leaves a trail."""
    wait_for(READING.load(asked()).get("at_least"))
    about = the_reader_may(nominee, cases(house(), nominee), hand(None), house().ledger)
    reading(house(), nominee, hand(None), "view")
    found = shown(house(), about)
    return answer(found, headers={"ETag": etag(found["version"])})


@people.get("/nominees/<uuid:nominee>/personal-data/export")
@reads(PersonExport, READING, headers=TAGGED, also=(403, 404, 503))
def export_personal_data(nominee: UUID) -> Response:
    """
    Return what is told of a person, their cases and honours, to be handed to them.

    Not in it: papers, letters, words of reviews, and who read it. It leaves a trail.
    """
    wait_for(READING.load(asked()).get("at_least"))
    about = the_reader_may(nominee, cases(house(), nominee), hand(None), house().ledger)
    reading(house(), nominee, hand(None), "export")
    found = exported(house(), about)
    return answer(found, headers={"ETag": etag(found["version"])})


@people.get("/nominees/<uuid:nominee>/personal-data/reads")
@reads(PersonReads, also=(403, 404, 503))
def list_personal_reads(nominee: UUID) -> Response:
    """List who read what is kept of a person; for their data officer and auditors."""
    the_reader_may(nominee, cases(house(), nominee), hand(None), house().ledger)
    return answer({"items": list(house().people.reads_of(nominee))})

"""Public posting: posted, objected to, settled, ended."""

from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.forms import sent
from api.hearing.forms import (
    ObjectionForm,
    ObjectionSettlingForm,
    PostingEndForm,
    PostingForm,
)
from api.hearing.letters import entered
from api.operations import Resource, acts
from domain.hearing.commands import EndPosting, PostCase, ReceiveObjection, SettleObjection
from services.letters import OBJECTION, letter_ref

postings = Resource("postings", "Public posting of a case, and objections.")
POSTING, OBJECTED, SETTLING = PostingForm(), ObjectionForm(), ObjectionSettlingForm()
ENDING = PostingEndForm()


@postings.post("/nominations/<uuid:nomination>/postings")
@acts(PostingForm)
def post_case(nomination: UUID) -> Response:
    """Post the case in public for a number of working days."""
    body = POSTING.load(sent())
    by, days = hand(body.get("effective_on")), body.get("working_days")
    return carried_out(PostCase(nomination, by, body["step"], body["where"], days))


@postings.post("/nominations/<uuid:nomination>/objections")
@acts(ObjectionForm)
def receive_objection(nomination: UUID) -> Response:
    """Enter an objection to a posted case; who and what stays out of the log."""
    body = OBJECTED.load(sent())
    by, key = hand(body.get("effective_on")), body["reference"]
    ref = letter_ref(nomination, OBJECTION, key)
    order = ReceiveObjection(nomination, by, key, body["ground"], ref)
    return entered(order, ref, body)


@postings.post("/nominations/<uuid:nomination>/objection-settlements")
@acts(ObjectionSettlingForm)
def settle_objection(nomination: UUID) -> Response:
    """Say whether an objection is upheld; one that is sends the case back."""
    body = SETTLING.load(sent())
    by = hand(body.pop("effective_on", None))
    return carried_out(SettleObjection(nomination, by, **body))


@postings.post("/nominations/<uuid:nomination>/posting-end")
@acts(PostingEndForm)
def end_posting(nomination: UUID) -> Response:
    """End the posting once its working days have passed."""
    body = ENDING.load(sent())
    return carried_out(EndPosting(nomination, hand(body.get("effective_on"))))

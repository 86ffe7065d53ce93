"""Complaints and denunciations about a granted honour, and what their letters say."""

from typing import cast
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.conditions import etag
from api.forms import READING, asked, sent
from api.hearing.forms import ComplaintForm, ComplaintSettlingForm
from api.hearing.letters import LETTERS, Letters, entered, opened
from api.operations import TAGGED, Resource, acts, reads
from api.person.told import reading
from api.reply import answer
from api.system import house
from api.views import one, wait_for
from domain.register.commands import ReceiveHonourComplaint, SettleHonourComplaint
from projections.honour_rows import HonourRow
from projections.honours import entry
from services.letters import COMPLAINT, letter_ref, the_reader_is_of_the_authority

honour_letters = Resource("honour letters", "Complaints about honours that were granted.")
COMPLAINING, SETTLING = ComplaintForm(), ComplaintSettlingForm()


@honour_letters.post("/honours/<uuid:honour>/complaints")
@acts(ComplaintForm)
def receive_honour_complaint(honour: UUID) -> Response:
    """Enter a complaint about a granted honour; it holds nothing, and may found an annulment."""
    body = COMPLAINING.load(sent())
    by, key = hand(body.get("effective_on")), body["reference"]
    ref = letter_ref(honour, COMPLAINT, key)
    return entered(ReceiveHonourComplaint(honour, by, body["kind"], key, ref), ref, body)


@honour_letters.post("/honours/<uuid:honour>/complaint-settlements")
@acts(ComplaintSettlingForm)
def settle_honour_complaint(honour: UUID) -> Response:
    """Say how a complaint ended; a founded one on a ground on which honours are annulled."""
    body = SETTLING.load(sent())
    by = hand(body.pop("effective_on", None))
    return carried_out(SettleHonourComplaint(honour, by, **body))


@honour_letters.get("/honours/<uuid:honour>/complaints")
@reads(Letters, READING, headers=TAGGED, also=(404, 503))
def list_honour_complaints(honour: UUID) -> Response:
    """List complaints with who wrote what, for who settles them and auditors; it leaves a trail."""
    wait_for(READING.load(asked()).get("at_least"))
    the_reader_is_of_the_authority(honour, hand(None), house().ledger)
    found = cast("HonourRow", one(entry(honour), "honour-unknown"))
    reading(house(), found["nominee"], hand(None), LETTERS)
    items = [opened(row) for row in found["complaints"]]
    return answer({"items": items}, headers={"ETag": etag(found["version"])})

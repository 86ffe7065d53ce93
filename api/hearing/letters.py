"""Complaints and denunciations, and the letters of the public that are kept apart from the log."""

from collections.abc import Mapping
from typing import TypedDict, cast
from unicodedata import normalize
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out, handed_over, rehearsed, told_version
from api.conditions import etag
from api.forms import READING, asked, sent
from api.hearing.forms import ComplaintForm, ComplaintSettlingForm
from api.operations import TAGGED, Resource, acts, reads
from api.person.told import reading
from api.reply import answer
from api.system import house
from api.views import one, wait_for
from domain.hearing.commands import ReceiveComplaint, ReceiveObjection, SettleComplaint
from domain.register.commands import ReceiveHonourComplaint
from domain.review.commands import ReviewCommand
from projections.case_file import case
from projections.case_rows import CaseRow
from projections.hearing_rows import LetterRow
from services.letters import (
    COMPLAINT,
    keep_letter,
    letter_ref,
    the_letter_is_the_same,
    the_reader_settles_them,
)
from services.stores import Name

letters = Resource("letters", "Complaints and denunciations, and what letters say.")
COMPLAINING, SETTLING = ComplaintForm(), ComplaintSettlingForm()
LETTERS = "letters"
"""How a reading of letters, with who wrote them, stands in the trail of whom they are about."""


class Letter(LetterRow):
    """A letter with who wrote it and what; both null where it was erased."""

    name: str | None
    words: str | None


class Letters(TypedDict):
    """The letters about a case, in the order they came."""

    items: list[Letter]


def entered(
    order: ReceiveComplaint | ReceiveHonourComplaint | ReceiveObjection | ReviewCommand,
    ref: UUID,
    said: Mapping[str, str],
) -> Response:
    """
    Have a letter entered: first the fact that it came, then the letter.

    Who may not enter it is refused before it is held against the one that is kept.
    """
    people = house().people
    letter = Name(normalize("NFC", said["name"]), normalize("NFC", said["content"]))
    if rehearsed(order):
        the_letter_is_the_same(people, ref, letter)
    receipt = handed_over(order)
    keep_letter(people, ref, letter)
    return told_version(receipt)


@letters.post("/nominations/<uuid:nomination>/complaints")
@acts(ComplaintForm)
def receive_complaint(nomination: UUID) -> Response:
    """Enter a complaint or denunciation; the case is held until it is settled."""
    body = COMPLAINING.load(sent())
    by, key = hand(body.get("effective_on")), body["reference"]
    ref = letter_ref(nomination, COMPLAINT, key)
    return entered(ReceiveComplaint(nomination, by, body["kind"], key, ref), ref, body)


@letters.post("/nominations/<uuid:nomination>/complaint-settlements")
@acts(ComplaintSettlingForm)
def settle_complaint(nomination: UUID) -> Response:
    """Say how a complaint ended; a founded one leaves the case to be returned or refused."""
    body = SETTLING.load(sent())
    by = hand(body.pop("effective_on", None))
    return carried_out(SettleComplaint(nomination, by, **body))


@letters.get("/nominations/<uuid:nomination>/letters")
@reads(Letters, READING, headers=TAGGED, also=(404, 503))
def list_letters(nomination: UUID) -> Response:
    """List letters with who wrote what, for who settles them and auditors. It leaves a trail."""
    wait_for(READING.load(asked()).get("at_least"))
    the_reader_settles_them(nomination, hand(None), house().ledger)
    found = cast("CaseRow", one(case(nomination), "nomination-unknown"))
    reading(house(), found["nominee"], hand(None), LETTERS)
    items = [opened(row) for row in found["hearing"]["letters"]]
    return answer({"items": items}, headers={"ETag": etag(found["version"])})


def opened(row: LetterRow) -> Letter:
    """Return a letter with what is kept under its reference."""
    ref, people = UUID(row["content"]), house().people
    kept = None if people.is_held_back(ref) else people.noted(ref)
    return {**row, "name": kept.name if kept else None, "words": kept.note if kept else None}

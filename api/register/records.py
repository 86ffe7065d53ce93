"""The record of a nominee: titles of earlier years, and collectives whose records go on."""

from typing import TypedDict
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out, new, start, told_at
from api.as_of import ledger_as_of
from api.as_of_query import ReadingAsOf, point_of
from api.conditions import etag
from api.forms import asked, sent
from api.gate import scope_now
from api.looking import Looking, record_unknown, the_nominee_is_seen
from api.operations import PREFIX, TAGGED, Resource, acts, creates, reads
from api.person.nominees import nominee_of, told_of_the_known
from api.register.forms import ConfirmationForm, ForerunnerForm, RejectionForm, TitleForm
from api.reply import answer
from api.successors import known_reform
from api.system import house
from api.views import wait_for
from domain.reading import EVERYTHING
from domain.refusal import Refused
from domain.register.succession import CarryRecordOn
from domain.register.title_commands import ConfirmTitle, DeclareTitle, RejectTitle
from services.records import Entry, Kept, kept
from services.titles import the_decision_is_kept, titles_known

records = Resource("records", "The record of a nominee: titles of earlier years.")
TITLE, CONFIRMATION, REJECTION = TitleForm(), ConfirmationForm(), RejectionForm()
FORERUNNER, READ = ForerunnerForm(), ReadingAsOf()


class RecordShown(TypedDict):
    """The titles of a nominee by year, and collectives whose records go on in this one."""

    nominee: UUID
    version: int
    items: list[Entry]
    forerunners: list[UUID]


@records.get("/nominees/<uuid:nominee>/record")
@reads(RecordShown, READ, headers=TAGGED, also=(404, 503))
def show_record(nominee: UUID) -> Response:
    """Show which titles count for a nominee, for which years, and where each is known from."""
    the_nominee_is_seen(nominee, Looking(house().views, scope_now(house())))
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    found = kept(nominee, ledger_as_of(house().ledger, point_of(query)))
    if not found.version:
        raise Refused(record_unknown(nominee))
    return answer(record_shown(nominee, found), headers={"ETag": etag(found.version)})


@records.post("/nominees/<uuid:nominee>/titles")
@creates(TitleForm)
def declare_title(nominee: UUID) -> Response:
    """Tell of a title of an earlier year; it counts once a second person confirmed it."""
    body, system = TITLE.load(sent()), house()
    by = hand(body.pop("effective_on", None))
    nominee_of({"ref": nominee}, nominee)
    the_decision_is_kept(body["evidence"], system.evidence)
    order = DeclareTitle(nominee, by, **body, known=titles_known(system.catalogue))
    return told_at(start(new(), lambda _: order), address(nominee))


@records.post("/nominees/<uuid:nominee>/titles/confirmations")
@acts(ConfirmationForm)
def confirm_title(nominee: UUID) -> Response:
    """Confirm a title as a second person, who saw its decision."""
    body = CONFIRMATION.load(sent())
    by = hand(body.pop("effective_on", None))
    return carried_out(ConfirmTitle(nominee, by, **body))


@records.post("/nominees/<uuid:nominee>/titles/rejections")
@acts(RejectionForm)
def reject_title(nominee: UUID) -> Response:
    """Reject a title as a second person; it may be declared anew."""
    body = REJECTION.load(sent())
    by = hand(body.pop("effective_on", None))
    return carried_out(RejectTitle(nominee, by, **body))


@records.post("/nominees/<uuid:nominee>/record/forerunners")
@creates(ForerunnerForm)
def carry_record_on(nominee: UUID) -> Response:
    """Let the record of a collective of before a reform go on in this one's."""
    body = FORERUNNER.load(sent())
    by, plan = hand(body.get("effective_on")), known_reform(body["reform"])
    heir, before = (
        nominee_of({"ref": one}, one, EVERYTHING) for one in (nominee, body["forerunner"])
    )
    order = CarryRecordOn(heir, before, by, plan, body["reason"])
    with told_of_the_known(heir.ref, before.ref):
        return told_at(start(new(), lambda _: order), address(nominee))


def address(nominee: UUID) -> str:
    """Return where the record of a nominee stands."""
    return f"{PREFIX}/nominees/{nominee}/record"


def record_shown(nominee: UUID, found: Kept) -> RecordShown:
    """Return a record as it is told."""
    return {
        "nominee": nominee,
        "version": found.version,
        "items": list(found.entries),
        "forerunners": list(found.forerunners),
    }

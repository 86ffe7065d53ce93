"""The register of honours: who holds what; recovering and restoring."""

from collections.abc import Sequence
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand
from api.acts import carried_out
from api.as_of_query import PageAsOf, ReadingAsOf, parted, point_of, taken_from
from api.fields import Id, choice, rule_key, unit_code
from api.forms import asked, sent
from api.names_shown import named
from api.operations import PAGED, TAGGED, Resource, acts, reads
from api.pages import day, id_
from api.paper.forms import HandbackForm, RecoveryForm, RestorationForm
from api.paper.shapes import Honour, HonourPage
from api.system import house
from api.veil import without_complaints
from api.views import after, as_they_were, listed, one, rows, shown, wait_for
from domain.register.commands import HandHonourBack, RecoverHonour, RestoreHonour
from projections.columns import Row
from projections.honours import Wanted, entries, entry
from services.restoring import above_the_granting_unit

honours = Resource("honours", "The register of honours.")


class HonoursQuery(PageAsOf):
    """Which honours are asked for."""

    nominee = Id()
    nomination = Id()
    award = rule_key()
    unit = unit_code()
    granted_by = unit_code()
    decision = Id()
    state = choice("held", "annulled")


MOVING, STREAMS = ("state",), ("honour", "decision")
HONOURS, RECOVERY, RESTORATION = HonoursQuery(), RecoveryForm(), RestorationForm()
HANDBACK, READ = HandbackForm(), ReadingAsOf()


@honours.get("/honours")
@reads(HonourPage, HONOURS, headers=PAGED, also=(503,))
def list_honours() -> Response:
    """List the register by the day of granting, as it is or was."""
    query = HONOURS.load(asked())
    limit, start_at = query.pop("limit"), after(query.pop("cursor", None), day, id_)
    wait_for(query.pop("at_least", None))
    point = taken_from(query)
    wanted, still = Wanted(**query), parted(query, () if point.is_now else MOVING)
    found = rows(entries(Wanted(**still), start_at, limit))
    seen = as_they_were(found[:limit], STREAMS, entries(wanted, limit=limit), point)
    return listed(found, ("granted_on", "honour"), limit, told(seen))


@honours.get("/honours/<uuid:honour>")
@reads(Honour, READ, headers=TAGGED, also=(404, 503))
def show_honour(honour: UUID) -> Response:
    """Show an entry of the register, as it is or was: by which decision, held or annulled."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    point = point_of(query)
    found = one(entry(honour), "honour-unknown", point, STREAMS)
    return shown(told([found])[0])


def told(found: Sequence[Row]) -> list[Row]:
    """
    Return honours with names; complaints about them are for who may read their letters.

    The register says in public who holds what: reading it leaves no trail (house rule, ADR 97).
    """
    by, ledger = hand(None), house().ledger
    return named(house(), [without_complaints(one, by, ledger) for one in found], None)


@honours.post("/honours/<uuid:honour>/recoveries")
@acts(RecoveryForm)
def recover(honour: UUID) -> Response:
    """Note that the object or money of an annulled honour came back."""
    body = RECOVERY.load(sent())
    by, note = hand(body.get("effective_on")), body.get("note", "")
    back, amount = body["object_returned"], body["amount"]
    return carried_out(
        RecoverHonour(honour, by, back, amount, note, body["ground"], body.get("review"))
    )


@honours.post("/honours/<uuid:honour>/restorations")
@acts(RestorationForm)
def restore(honour: UUID) -> Response:
    """Let an annulled honour count again, by a paper of the granting unit or one above it."""
    body = RESTORATION.load(sent())
    by = hand(body.pop("effective_on", None))
    above = above_the_granting_unit(honour, by.effective_on, house().units, house().ledger)
    return carried_out(RestoreHonour(honour, by, **body, above=above))


@honours.post("/honours/<uuid:honour>/handbacks")
@acts(HandbackForm)
def hand_back(honour: UUID) -> Response:
    """Note that the holder of a restored honour was given back object or money."""
    body = HANDBACK.load(sent())
    by, note = hand(body.get("effective_on")), body.get("note", "")
    back, amount = body["object_handed"], body["amount"]
    return carried_out(HandHonourBack(honour, by, back, amount, note))

"""Delegations: who may act in whose place; granted, ended early, listed."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand, today
from api.acts import carried_out, new, start, told_of
from api.as_of_query import PageAsOf, ReadingAsOf, parted, point_of, taken_from
from api.council.forms import actor
from api.delegation.forms import DelegationEndForm, DelegationForm
from api.delegation.shapes import DelegationPage, DelegationShown
from api.fields import Day, unit_code
from api.forms import asked, sent
from api.operations import PAGED, PREFIX, TAGGED, Resource, acts, creates, reads
from api.pages import day, id_
from api.system import house
from api.views import after, as_they_were, listed, one, rows, shown, wait_for
from domain.delegation.commands import EndDelegation
from projections import delegations as views
from services.delegations import granting

ADDRESS = f"{PREFIX}/delegations"
delegations = Resource("delegations", "Who may act in whose place, for what and how long.")


class DelegationsQuery(PageAsOf):
    """Which delegations are asked for; `person` is on either side, `on` a day they have power."""

    unit = unit_code()
    person = actor()
    on = Day()


def lent_to(who: str) -> Sequence[UUID]:
    """Return the delegations by which somebody may act today."""
    return [cast("UUID", one["delegation"]) for one in rows(views.lent_to(who, today()))]


MOVING = ("on",)
GRANT, END, DELEGATIONS = DelegationForm(), DelegationEndForm(), DelegationsQuery()
READ = ReadingAsOf()


@delegations.post("/delegations")
@creates(DelegationForm)
def grant_delegation() -> Response:
    """Let somebody act in the caller's place."""
    mine, body = new(), GRANT.load(sent())
    by = hand(body.pop("effective_on", None))
    rules = house().rulebooks
    return told_of(start(mine, lambda command: granting(command, by, body, rules)), ADDRESS)


@delegations.get("/delegations")
@reads(DelegationPage, DELEGATIONS, headers=PAGED, also=(503,))
def list_delegations() -> Response:
    """List delegations by their first day."""
    query = DELEGATIONS.load(asked())
    limit, start_at = query.pop("limit"), after(query.pop("cursor", None), day, id_)
    wait_for(query.pop("at_least", None))
    point = taken_from(query)
    wanted, still = views.Wanted(**query), parted(query, () if point.is_now else MOVING)
    found = rows(views.listed(views.Wanted(**still), start_at, limit))
    seen = views.listed(wanted, limit=limit)
    told = as_they_were(found[:limit], ("delegation",), seen, point)
    return listed(found, ("begins_on", "delegation"), limit, told)


@delegations.get("/delegations/<uuid:delegation>")
@reads(DelegationShown, READ, headers=TAGGED, also=(404, 503))
def show_delegation(delegation: UUID) -> Response:
    """Show one delegation."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    asks = views.one(delegation), "delegation-unknown"
    return shown(one(*asks, point_of(query), ("delegation",)))


@delegations.post("/delegations/<uuid:delegation>/end")
@acts(DelegationEndForm)
def end_delegation(delegation: UUID) -> Response:
    """Take the power back early; by the delegator, or by the head of the unit."""
    body = END.load(sent())
    by = hand(body.get("effective_on"))
    return carried_out(EndDelegation(delegation, by, body["since"], body["reason"]))

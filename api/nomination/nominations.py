"""Nominations: opened for a nominee, listed, shown; names are joined when they are read."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import claims, hand, today
from api.acts import new, start, told_of, told_version, version_is_named
from api.as_of_query import PageAsOf, ReadingAsOf, parted, point_of, taken_from
from api.fields import Id, choice, rule_key, unit_code
from api.forms import asked, sent
from api.gate import scope_now
from api.horizon import seen_on
from api.nomination.case_shapes import Nomination, NominationPage
from api.nomination.case_told import case_told
from api.nomination.forms import NamingForm, NominationForm
from api.operations import PAGED, PREFIX, TAGGED, Resource, acts, creates, reads
from api.pages import day, id_
from api.paper.basis_form import basis_of
from api.person.nominees import keep, named_in, naming, nominee_of
from api.person.particulars_form import particulars_in, sealed
from api.system import house
from api.terms_shown import with_due_state
from api.views import after, as_they_were, listed, named, rows, shown, the_case, wait_for
from domain.hand import Hand
from domain.nomination.commands import OpenNomination
from domain.reading import EVERYTHING
from projections.case_file import Wanted, cases
from services.opening import Proposal, opening
from services.stores import Name

ADDRESS = f"{PREFIX}/nominations"
STATES = ("draft", "at-step", "in-transit", "returned", "granted", "refused", "withdrawn")
nominations = Resource("nominations", "Award nominations, from draft to grant.")


class NominationsQuery(PageAsOf):
    """Which nominations are asked for."""

    unit = unit_code()
    award = rule_key()
    state = choice(*STATES)
    movement = rule_key()
    occasion = rule_key()
    step = rule_key()
    step_unit = unit_code()
    nominee = Id()


MOVING = ("unit", "state", "step", "step_unit")
NOMINATION, NAMING, NOMINATIONS = NominationForm(), NamingForm(), NominationsQuery()
READ = ReadingAsOf()


@nominations.post("/nominations")
@creates(NominationForm)
def nominate() -> Response:
    """Open a draft for a person, a collective, a household or an enterprise."""
    mine, body = new(), NOMINATION.load(sent())
    said, by = body.pop("nominee"), hand(body.pop("effective_on", None))
    body["basis"], looked = basis_of(body.pop("basis", None)), particulars_in(said, house())
    told = Proposal(nominee_of(said, mine.id), **body, called=str(said.get("name", "")))
    build = partial(_opening, told, by)
    ready = partial(build, seal=sealed(mine, looked, build))
    receipt = start(new(), ready)
    keep(said, mine.id, looked.told)
    return told_of(receipt, ADDRESS)


def _opening(proposal: Proposal, by: Hand, command: UUID, seal: str | None = "") -> OpenNomination:
    """Return the order to open a case, with the seal of what else is told of its nominee."""
    return opening(replace(proposal, particulars=seal), command, by, house().rulebooks)


@nominations.post("/nominations/<uuid:nomination>/naming")
@acts(NamingForm)
def name_nominee(nomination: UUID) -> Response:
    """Enter or put right the name of a nominee, such as one another system filed by reference."""
    body = NAMING.load(sent())
    by, looked = hand(body.get("effective_on")), particulars_in(body, house())
    name = Name(body["name"], body.get("note", ""), looked.told)
    version_is_named()
    build = partial(naming, nomination, by, body.get("reason"), name.name)
    return told_version(named_in(build, name, looked.wrong))


@nominations.get("/nominations")
@reads(NominationPage, NOMINATIONS, headers=PAGED, also=(503,))
def list_nominations() -> Response:
    """List nominations, oldest first, as they are or were."""
    query = NOMINATIONS.load(asked())
    limit, start_at = query.pop("limit"), after(query.pop("cursor", None), day, id_)
    wait_for(query.pop("at_least", None))
    point = taken_from(query)
    wanted, still = Wanted(**query), parted(query, () if point.is_now else MOVING)
    found = rows(cases(Wanted(**still), scope_now(house()), start_at, limit))
    asked_then = cases(wanted, EVERYTHING, limit=limit)
    told = as_they_were(found[:limit], ("nomination", "honour"), asked_then, point)
    seen = seen_on(point)
    shown = [with_due_state(row, seen) for row in named(told)]
    return listed(found, ("opened_on", "nomination"), limit, shown)


@nominations.get("/nominations/<uuid:nomination>")
@reads(Nomination, READ, headers=TAGGED, also=(404, 503))
def show_nomination(nomination: UUID) -> Response:
    """Show where a nomination stands, or stood, what its file holds, and all that was said."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    point = point_of(query)
    return shown(case_told(the_case(nomination, point), point.day(today()), house(), claims()))

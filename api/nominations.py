"""Nominations: opened for a nominee, listed, shown; names are joined when they are read."""

from collections.abc import Sequence
from datetime import date
from typing import cast
from uuid import UUID

from werkzeug.wrappers import Response

from api.actor import hand, today
from api.acts import new, start, told_of, told_version, version_is_named
from api.as_of import case_as_of
from api.as_of_query import PageAsOf, ReadingAsOf, point_of, taken_from
from api.basis_form import basis_of
from api.case_shapes import Nomination, NominationPage
from api.fields import Id, choice, rule_key, unit_code
from api.forms import asked, sent
from api.gate import scope_now
from api.holds_told import without_letters
from api.lists_as_of import Moving, as_they_were, in_a_list, parted
from api.nomination_forms import NamingForm, NominationForm
from api.nominees import keep, named_in, naming, nominee_of
from api.operations import PAGED, PREFIX, TAGGED, Resource, acts, creates, reads
from api.pages import day, id_
from api.system import house
from api.terms_shown import with_term
from api.views import after, listed, named, one, rows, shown, wait_for
from domain.nomination.commands import OpenNomination
from projections.as_of import Point
from projections.case_file import Wanted, case, cases
from projections.columns import Row
from services.horizons import horizon_of
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


MOVING = ("state", "step", "step_unit")
NOMINATION, NAMING, NOMINATIONS = NominationForm(), NamingForm(), NominationsQuery()
READ = ReadingAsOf()


@nominations.post("/nominations")
@creates(NominationForm)
def nominate() -> Response:
    """Open a draft for a person, a collective, a household or an enterprise."""
    mine, body = new(), NOMINATION.load(sent())
    said, by = body.pop("nominee"), hand(body.pop("effective_on", None))
    basis = basis_of(body.pop("basis", None))

    def build(command: UUID) -> OpenNomination:
        proposal = Proposal(nominee_of(said, command), **body, basis=basis)
        return opening(proposal, command, by, house().rulebooks)

    receipt = start(mine, build)
    keep(said, mine.id)
    return told_of(receipt, ADDRESS)


@nominations.post("/nominations/<uuid:nomination>/naming")
@acts(NamingForm)
def name_nominee(nomination: UUID) -> Response:
    """Enter or put right the name of a nominee, such as one another system filed by reference."""
    body = NAMING.load(sent())
    by, name = hand(body.get("effective_on")), Name(body["name"], body.get("note", ""))
    version_is_named()
    order = naming(nomination, by, body.get("reason"), name.name)
    return told_version(named_in(order, name))


@nominations.get("/nominations")
@reads(NominationPage, NOMINATIONS, headers=PAGED, also=(503,))
def list_nominations() -> Response:
    """List nominations, oldest first, as they are or were."""
    query = NOMINATIONS.load(asked())
    limit, start_at = query.pop("limit"), after(query.pop("cursor", None), day, id_)
    wait_for(query.pop("at_least", None))
    point = taken_from(query)
    fixed, moving = parted(query, () if point.is_now else MOVING)
    found = rows(cases(Wanted(**fixed), scope_now(house()), start_at, limit))
    told = found[:limit] if point.is_now else then(found[:limit], point, moving)
    return listed(found, ("opened_on", "nomination"), limit, named(told))


def then(found: Sequence[Row], point: Point, moving: Moving) -> list[Row]:
    """Return cases of a list as they were."""

    def read(nomination: UUID) -> Row:
        return in_a_list(case_as_of(nomination, point, house()))

    return as_they_were(found, "nomination", read, moving)


@nominations.get("/nominations/<uuid:nomination>")
@reads(Nomination, READ, headers=TAGGED, also=(404, 503))
def show_nomination(nomination: UUID) -> Response:
    """Show where a nomination stands, or stood, what its file holds, and all that was said."""
    query = READ.load(asked())
    wait_for(query.get("at_least"))
    point = point_of(query)
    row = the_case(nomination, point)
    return shown(told_on(row, point.day(today())))


def the_case(nomination: UUID, point: Point) -> Row:
    """Return a case as the view has it now, or as it had it."""
    if point.is_now:
        return without_letters(one(case(nomination), "nomination-unknown"))
    return without_letters(case_as_of(nomination, point, house()))


def told_on(row: Row, day: date) -> Row:
    """Return a case with names as they are today and its term as it stood on a day."""
    system = house()
    former = list(system.people.former(cast("UUID", row["nominee"])))
    told = {**named([row])[0], "nominee_former_names": former}
    return with_term(told, horizon_of(day, system.calendars, system.rulebooks), system.calendars)

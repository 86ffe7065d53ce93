"""`vinhdanh show`, `history` and `inbox`: what the views say, to whoever may ask over HTTP."""

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

import click

from api.as_of import case_as_of
from api.capacities import in_brief, with_capacities
from api.commands.actor import hand, looking, looking_at, speaker, token_option
from api.commands.as_of import at_a_point
from api.commands.case import print_case
from api.commands.door import Door
from api.commands.papers import PAPERS, printed, told_of
from api.commands.print import as_json, brief, document, say, table
from api.commands.views import caught_up, every
from api.hearing.holds_told import numbered
from api.looking import Looking, Looks
from api.looking_back import looking_back
from api.names_shown import named
from api.nomination.case_told import case_told
from api.notice_names import with_notices
from api.terms_shown import with_due_state
from api.unit_names import with_units
from api.veil import veiled
from domain.access import VIETNAM
from domain.nomination.decide import nomination_unknown
from domain.reading import Scope, scope_asked, scope_borne, united
from domain.refusal import Refused
from domain.terms import DueState, Horizon
from projections.as_of import NOW, Point, lines_as_of
from projections.columns import Row
from projections.desk import Desk, days_of, waiting
from projections.history import of_nomination
from projections.on_behalf import OnBehalf
from projections.paging import Cursor, Rows
from projections.reminders import Reminded, reminders_of
from projections.standing import OfCases, at_desks
from services.horizons import horizon_of
from services.stores import Claims

if TYPE_CHECKING:
    from api.system import System

MOST = 1_000_000
TOLD = ("due_on", "kind", "notice", "issued_on", "step", "unit", "nominee_name", "nomination")
ACTS = ("effective_on", "recorded_at", "actor", "capacity", "kind", "step", "detail")
WORK = (
    "due_on",
    "due_state",
    "kind",
    "award",
    "step",
    "unit",
    "role",
    "holds",
    "nominee_name",
    "nomination",
)
nomination = click.argument("nomination", type=click.UUID)


@click.command()
@nomination
@at_a_point
@token_option
@as_json
@click.pass_obj
def show(
    door: Door, /, nomination: UUID, token: str | None, point: Point, *, as_json: bool
) -> None:
    """Show where a nomination stands, or stood, and what its file holds."""
    with door.open() as system:
        who = speaker(system, token)
        caught_up(system)
        looking_at(system, who, nomination, nomination_unknown(nomination))
        row = case_as_of(nomination, point, system)
        told = case_told(row, seen_now(system, point).today, system, who)
    if as_json:
        document(told)
    else:
        print_case(told)


@click.command()
@nomination
@at_a_point
@token_option
@as_json
@click.pass_obj
def history(
    door: Door, /, nomination: UUID, token: str | None, point: Point, *, as_json: bool
) -> None:
    """List every act on a nomination: who, in what capacity, when, what and why."""
    with door.open() as system:
        who = speaker(system, token)
        caught_up(system)
        look = looking_at(system, who, nomination, nomination_unknown(nomination))
        acts = every(look, lines_of(nomination, point), ("position", "subject"), MOST)
        found = veiled(acts, hand(system, who, None), system.ledger)
        units, words = system.units, system.catalogue.vocabulary()
    if not found:
        raise Refused(nomination_unknown(nomination))
    if as_json:
        told = with_capacities(with_units(found, units))
        document({"items": with_notices(told, units, words)})
    else:
        table(ACTS, [acted(row) for row in with_notices(found, units, words)])


def lines_of(nomination: UUID, point: Point) -> Callable[[Cursor | None, int], Rows]:
    """Return what asks for pages of the acts on a case, each by its own dates."""
    return lambda after, limit: lines_as_of(of_nomination(nomination, after, limit), point)


def acted(row: Row) -> list[object]:
    """Return an act as a line; who signed in the place of another stands with both."""
    whom = cast("OnBehalf | None", row["delegation"])
    actor = f"{row['actor']} for {whom['delegator']}" if whom else row["actor"]
    told = {**row, "actor": actor, "capacity": in_brief(row)}
    return [*(told[name] for name in ACTS[:-1]), brief(row["detail"])]


@click.command()
@click.option("--limit", default=50, type=click.IntRange(1, MOST), help="Most lines; 50.")
@click.option("--due", type=click.Choice([one.value for one in DueState]), help="Only such terms.")
@at_a_point
@token_option
@as_json
@click.pass_obj
def inbox(
    door: Door,
    /,
    token: str | None,
    limit: int,
    due: str | None,
    point: Point,
    *,
    as_json: bool,
) -> None:
    """List what waits, or waited, for the roles and units of the token, the first due first."""
    with door.open() as system:
        who = speaker(system, token)
        caught_up(system)
        seen = seen_now(system, point)
        asked = scope_asked(who.roles, who.units, system.units, seen.today)
        desk = desk_of(who, due, seen, asked, system)
        among = at_desks(desk.codes, OfCases(), point)
        look = looking_back(system, looking(system, who, asked), among, point)
        found = at_desk(system, look, who, desk, seen, limit)
        told = reminded(system, look, who)
        papers = refused_in(looking(system, who), who.units) if point.is_now else []
    if as_json:
        document({"items": found})
    elif found or papers or told:
        printed(WORK, found)
        printed(TOLD, told)
        printed(PAPERS, papers)
    else:
        say("nothing waits")


def seen_now(system: "System", point: Point = NOW) -> Horizon:
    """Return today, or the day as of which something is shown, as terms are seen from it."""
    today = point.day(system.clock.now().astimezone(VIETNAM).date())
    return horizon_of(today, system.calendars, system.rulebooks)


def desk_of(who: Claims, due: str | None, seen: Horizon, asked: Scope, system: "System") -> Desk:
    """Return the desk of somebody; of what waits there those whose term stands so, or all."""
    own = scope_borne(who.units, system.units, seen.today)
    days = days_of(DueState(due), seen) if due else None
    return Desk(who.roles, who.units, due=days, asked=united(own, asked))


def at_desk(
    system: "System", look: Looks, who: Claims, desk: Desk, seen: Horizon, limit: int
) -> list[Row]:
    """Return what waits at a desk, and how its terms stand."""
    by = ("due_by", "arrived_on", "nomination")
    found = named(system, every(look, partial(waiting, desk, None), by, limit), who)
    return [with_due_state(numbered(row), seen) for row in found]


def reminded(system: "System", look: Looks, who: Claims) -> list[Row]:
    """Return what the service reminds somebody of."""
    ask = partial(reminders_of, Reminded(who.roles, who.units))
    return named(system, every(look, ask, ("due_on", "issued_at", "id"), MOST), who)


def refused_in(look: Looking, units: Collection[str]) -> list[Row]:
    """Return the papers of some units whose receivers' last word asks for an act."""
    return [one for one in told_of(look, to_do=True) if one["unit"] in units]

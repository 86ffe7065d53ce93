"""`vinhdanh show`, `history` and `inbox`: what the views say, to whoever may ask over HTTP."""

from collections.abc import Collection
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

import click

from api.as_of import case_as_of
from api.cli_actor import hand, speaker, token_option
from api.cli_case import print_case
from api.cli_delegate import day
from api.cli_door import Door
from api.cli_papers import PAPERS, printed, told_of
from api.cli_print import as_json, brief, document, say, table
from api.cli_views import caught_up, every, named
from api.holds_told import numbered, without_letters
from api.notice_names import with_notices
from api.terms_shown import with_due_state, with_term
from api.unit_names import with_units
from api.veil import veiled
from domain.access import VIETNAM
from domain.nomination.decide import nomination_unknown
from domain.refusal import Refused
from domain.terms import DueState, Horizon
from projections.as_of import NOW, Point
from projections.case_file import case
from projections.columns import Row
from projections.desk import Desk, days_of, waiting
from projections.history import of_nomination
from projections.on_behalf import OnBehalf
from projections.reminders import Reminded, reminders_of
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
@day("--as-of", "effective_on", help="What precedes the first act dated after this day.")
@day("--known-at", "known_on", help="What was recorded by the end of this day.")
@click.option("--up-to", type=click.IntRange(0), help="Facts up to this position of the log.")
@token_option
@as_json
@click.pass_obj
def show(  # noqa: PLR0913 - one parameter an option
    door: Door,
    /,
    nomination: UUID,
    token: str | None,
    effective_on: date | None,
    known_on: date | None,
    up_to: int | None,
    *,
    as_json: bool,
) -> None:
    """Show where a nomination stands, or stood, and what its file holds."""
    point = Point(known_on, effective_on, up_to)
    with door.open() as system:
        speaker(system, token)
        caught_up(system)
        row = with_former_names(system, the_case(system, nomination, point))
        told = with_term(row, seen_now(system, point), system.calendars)
    if as_json:
        document(told)
    else:
        print_case(told)


def the_case(system: "System", nomination: UUID, point: Point) -> Row:
    """
    Return a case as the view has it now, or as it had it.

    Raises:
        Refused: there is, or was, no such case.
    """
    if not point.is_now:
        return without_letters(case_as_of(nomination, point, system))
    rows, _ = system.views.read(case(nomination))
    if not rows:
        raise Refused(nomination_unknown(nomination))
    return without_letters(rows[0])


def with_former_names(system: "System", row: Row) -> Row:
    """Join to a case the name of its nominee and those that stood there before, oldest first."""
    former = list(system.people.former(cast("UUID", row["nominee"])))
    return {**named(system, [row])[0], "nominee_former_names": former}


@click.command()
@nomination
@token_option
@as_json
@click.pass_obj
def history(door: Door, /, nomination: UUID, token: str | None, *, as_json: bool) -> None:
    """List every act on a nomination: who, in what capacity, when, what and why."""
    with door.open() as system:
        by = hand(system, speaker(system, token), None)
        caught_up(system)
        acts = every(system, partial(of_nomination, nomination), ("position", "subject"), MOST)
        found = veiled(acts, by, system.ledger)
        units, words = system.units, system.catalogue.vocabulary()
    if not found:
        raise Refused(nomination_unknown(nomination))
    if as_json:
        document({"items": with_notices(with_units(found, units), units, words)})
    else:
        table(ACTS, [acted(row) for row in with_notices(found, units, words)])


def acted(row: Row) -> list[object]:
    """Return an act as a line; who signed in the place of another stands with both."""
    whom = cast("OnBehalf | None", row["delegation"])
    actor = f"{row['actor']} for {whom['delegator']}" if whom else row["actor"]
    return [*({**row, "actor": actor}[name] for name in ACTS[:-1]), brief(row["detail"])]


@click.command()
@click.option("--limit", default=50, type=click.IntRange(1, MOST), help="Most lines; 50.")
@click.option("--due", type=click.Choice([one.value for one in DueState]), help="Only such terms.")
@token_option
@as_json
@click.pass_obj
def inbox(door: Door, /, token: str | None, limit: int, due: str | None, *, as_json: bool) -> None:
    """List what waits for the roles and units of the token, the first due first."""
    with door.open() as system:
        who = speaker(system, token)
        caught_up(system)
        found = at_desk(system, who, DueState(due) if due else None, limit)
        told = reminded(system, who)
        papers = refused_in(system, who.units)
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


def at_desk(system: "System", who: Claims, due: DueState | None, limit: int) -> list[Row]:
    """Return what waits for somebody, and how its terms stand."""
    seen = seen_now(system)
    desk = Desk(who.roles, who.units, due=days_of(due, seen) if due else None)
    by = ("due_by", "waiting_since", "nomination")
    found = named(system, every(system, partial(waiting, desk, None), by, limit))
    return [with_due_state(numbered(row), seen) for row in found]


def reminded(system: "System", who: Claims) -> list[Row]:
    """Return what the service reminds somebody of."""
    ask = partial(reminders_of, Reminded(who.roles, who.units))
    return named(system, every(system, ask, ("due_on", "issued_at", "id"), MOST))


def refused_in(system: "System", units: Collection[str]) -> list[Row]:
    """Return the papers of some units whose receivers' last word asks for an act."""
    return [one for one in told_of(system, to_do=True) if one["unit"] in units]

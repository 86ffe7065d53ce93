"""`vinhdanh show`, `history` and `inbox`: what the views say, to whoever may ask over HTTP."""

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

import click

from api.cli_actor import speaker, token_option
from api.cli_case import print_case
from api.cli_door import Door
from api.cli_papers import PAPERS, printed, told_of
from api.cli_print import as_json, brief, document, say, table
from api.cli_views import caught_up, every, named
from api.unit_names import with_units
from domain.nomination.decide import nomination_unknown
from domain.refusal import Refused
from projections.case_file import case
from projections.columns import Row
from projections.history import of_nomination
from projections.inbox import Desk, waiting
from projections.on_behalf import OnBehalf

if TYPE_CHECKING:
    from api.system import System

MOST = 1_000_000
ACTS = ("effective_on", "recorded_at", "actor", "capacity", "kind", "step", "detail")
WORK = ("due_on", "kind", "award", "step", "unit", "role", "holds", "nominee_name", "nomination")
nomination = click.argument("nomination", type=click.UUID)


@click.command()
@nomination
@token_option
@as_json
@click.pass_obj
def show(door: Door, /, nomination: UUID, token: str | None, *, as_json: bool) -> None:
    """Show where a nomination stands and what its file holds."""
    with door.open() as system:
        speaker(system, token)
        caught_up(system)
        rows, _ = system.views.read(case(nomination))
        found = named(system, rows)
    if not found:
        raise Refused(nomination_unknown(nomination))
    if as_json:
        document(found[0])
    else:
        print_case(found[0])


@click.command()
@nomination
@token_option
@as_json
@click.pass_obj
def history(door: Door, /, nomination: UUID, token: str | None, *, as_json: bool) -> None:
    """List every act on a nomination: who, in what capacity, when, what and why."""
    with door.open() as system:
        speaker(system, token)
        caught_up(system)
        found = every(system, partial(of_nomination, nomination), ("position", "subject"), MOST)
        units = system.units
    if not found:
        raise Refused(nomination_unknown(nomination))
    if as_json:
        document({"items": with_units(found, units)})
    else:
        table(ACTS, [acted(row) for row in found])


def acted(row: Row) -> list[object]:
    """Return an act as a line; who signed in the place of another stands with both."""
    whom = cast("OnBehalf | None", row["delegation"])
    actor = f"{row['actor']} for {whom['delegator']}" if whom else row["actor"]
    return [*({**row, "actor": actor}[name] for name in ACTS[:-1]), brief(row["detail"])]


@click.command()
@click.option("--limit", default=50, type=click.IntRange(1, MOST), help="Most lines; 50.")
@token_option
@as_json
@click.pass_obj
def inbox(door: Door, /, token: str | None, limit: int, *, as_json: bool) -> None:
    """List what waits for the roles and units of the token, the first due first."""
    with door.open() as system:
        who = speaker(system, token)
        caught_up(system)
        ask = partial(waiting, Desk(who.roles, who.units), None)
        by = ("due_by", "waiting_since", "nomination")
        found = named(system, every(system, ask, by, limit))
        papers = refused_in(system, who.units)
    if as_json:
        document({"items": found})
    elif found or papers:
        printed(WORK, found)
        printed(PAPERS, papers)
    else:
        say("nothing waits")


def refused_in(system: "System", units: Collection[str]) -> list[Row]:
    """Return the papers of some units whose receivers' last word asks for an act."""
    return [one for one in told_of(system, to_do=True) if one["unit"] in units]

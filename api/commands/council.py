"""`vinhdanh council`: who sits in one, its sessions, their minutes, a count of the votes anew."""

from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

import click

from api.commands.actor import looking, speaker, token_option
from api.commands.as_of import at_a_point
from api.commands.door import Door
from api.commands.print import as_json, brief, document, say, table
from api.commands.views import caught_up, every
from api.council.shapes import MinutesLine
from api.looking import Looking, Looks
from api.looking_back import looking_back
from domain.access import VIETNAM
from domain.refusal import Kind, Refusal, Refused
from projections import council_sessions as sessions_view
from projections import councils as councils_view
from projections.as_of import Point
from projections.columns import Row
from projections.paging import Rows
from services.recount import Recounted, recount

if TYPE_CHECKING:
    from api.council.session_cases import CaseBefore
    from api.system import System

MOST = 1_000_000
COUNCIL, SESSION = councils_view.councils.c.council, sessions_view.council_sessions.c.session
BEFORE = (
    *("nomination", "version", "award", "state", "step"),
    *("papers", "verdict", "nominee_name"),
)
SEATS = ("person", "function", "since", "until", "heads", "stands_in_for", "nominee")
SESSIONS = ("held_on", "state", "quorum", "secretary", "session")
VOTES = ("nomination", "ballots", "taken", "of", "for", "against", "blank", "needed", "carried")


@click.group()
def council() -> None:
    """Councils: who sits in one, its sessions, their minutes, and a count of the votes anew."""


of_council = click.argument("body", type=click.UUID, metavar="COUNCIL")
of_session = click.argument("session", type=click.UUID)


def only(look: Looks, asked: Rows, unknown: str) -> Row:
    """Return the one row of a view that somebody may see; Refused where there is none."""
    found, _ = look.read(asked)
    if not found:
        raise Refused(Refusal(unknown, Kind.UNKNOWN, "there is nothing under this id"))
    return found[0]


@council.command()
@of_council
@at_a_point
@token_option
@as_json
@click.pass_obj
def show(door: Door, /, body: UUID, token: str | None, point: Point, *, as_json: bool) -> None:
    """Show a council with all the terms it ever had, or had then."""
    with door.open() as system:
        look = looking(system, speaker(system, token))
        caught_up(system)
        asked = councils_view.one(body)
        there = looking_back(system, look, asked.with_only_columns(COUNCIL), point)
        found = only(there, asked, "council-unknown")
    if as_json:
        document(found)
        return
    say(f"{found['unit']}, {found['since']}")
    seats = cast("list[Row]", found["seats"])
    table(SEATS, [[brief(one[name]) for name in SEATS] for one in seats])


@council.command()
@of_council
@token_option
@as_json
@click.pass_obj
def sessions(door: Door, /, body: UUID, token: str | None, *, as_json: bool) -> None:
    """List the sessions of a council by day."""
    with door.open() as system:
        look = looking(system, speaker(system, token))
        caught_up(system)
        only(look, councils_view.one(body), "council-unknown")
        ask = partial(sessions_view.listed, sessions_view.Wanted(body), look.scope)
        found = every(look, ask, ("held_on", "session"), MOST)
    if as_json:
        document({"items": found})
    else:
        table(SESSIONS, [[one[name] for name in SESSIONS] for one in found])


@council.command()
@of_session
@at_a_point
@token_option
@as_json
@click.pass_obj
def cases(door: Door, /, session: UUID, token: str | None, point: Point, *, as_json: bool) -> None:
    """Show each case on the agenda of a session, file and verdict, as it is or was known."""
    from api.council.session_cases import cases_before  # noqa: PLC0415 - other commands need no rules

    with door.open() as system:
        who = speaker(system, token)
        look = looking(system, who)
        caught_up(system)
        row = the_session(system, look, session, point)
        today = system.clock.now().astimezone(VIETNAM).date()
        found = cases_before(row, look.scope, point, today, system, who)
    if as_json:
        document({**row, "cases": found})
        return
    say(f"{row['held_on']}, {row['state']}")
    table(BEFORE, [before_them(one) for one in found])


def before_them(one: "CaseBefore") -> list[object]:
    """Return a case before a council as a line: its papers counted, those taken out left out."""
    case, verdict = one["case"], one["verdict"]["answer"]
    papers = sum(not paper["withdrawn"] for paper in case["evidence"])
    told = [case[name] for name in ("nomination", "version", "award", "state", "step")]
    return [*told, papers, verdict, case["nominee_name"]]


def the_session(system: "System", look: Looking, session: UUID, point: Point) -> Row:
    """Return a session that somebody may see, as it is or was."""
    asked = sessions_view.one(session)
    there = looking_back(system, look, asked.with_only_columns(SESSION), point)
    return only(there, asked, "session-unknown")


@council.command()
@of_session
@at_a_point
@token_option
@as_json
@click.pass_obj
def minutes(
    door: Door, /, session: UUID, token: str | None, point: Point, *, as_json: bool
) -> None:
    """Print the minutes of a session, and of each count, with the names as they stand."""
    from api.council.minutes_of import written  # noqa: PLC0415 - other commands need no minutes

    with door.open() as system:
        who = speaker(system, token)
        look = looking(system, who)
        caught_up(system)
        found = written(system, the_session(system, look, session, point), who, point)
    if as_json:
        document(found)
        return
    for part in (found, *found["counts"]):
        say(f"{part['title']['vi'].upper()} ({part['title']['en']})")
        for one in part["lines"]:
            print_line(one)


def print_line(one: MinutesLine) -> None:
    """Print a line of minutes: its name once, then what it says, a text a line."""
    first, *more = one["says"] or ["-"]
    say(f"{one['label']['vi']}: {first}")
    for text in more:
        say(f"    {text}")


@council.command()
@of_session
@token_option
@as_json
@click.pass_obj
def tally(door: Door, /, session: UUID, token: str | None, *, as_json: bool) -> None:
    """Count the votes of a session again; exit status 1 where a result differs."""
    with door.open() as system:
        look = looking(system, speaker(system, token))
        caught_up(system)
        only(look, sessions_view.one(session), "session-unknown")
        found = recount(session, system.ledger)
    if as_json:
        document({"items": found})
    else:
        table(VOTES, [counted(one) for one in found])
    for one in found:
        for text in one.wrong:
            click.echo(f"{one.nomination}: {text}", err=True)
    if any(one.wrong for one in found):
        raise click.exceptions.Exit(1)


def counted(one: Recounted) -> tuple[object, ...]:
    """Return what is printed of a vote."""
    sums = (one.tally.members, one.tally.in_favour, one.tally.against, one.tally.blank)
    ends = "yes" if one.carried else "no"
    return (one.nomination, one.ballots, one.taken, *sums, one.needed, ends)

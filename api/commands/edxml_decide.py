"""`vinhdanh edxml papers`, `waiting` and `complete`: what came about our papers, and is to do."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from typing import cast
from uuid import UUID

import click

from api.commands.actor import looking, speaker, token_option
from api.commands.door import Door
from api.commands.papers import PAPERS, printed, told_of
from api.commands.parked import because, message, operator, put_right, say_outcome, tried
from api.commands.print import as_json, document, say
from api.commands.views import caught_up, every
from api.looking import Looking
from api.system import System
from domain.reading import EVERYTHING
from projections.columns import Row
from projections.parked_messages import WAITING, Wanted, listed
from services.edxml.completing import Completion, candidates, completed
from services.edxml.orders import SOURCE
from services.parking import present

MOST = 1_000_000
MESSAGES = ("parked_at", "type", "source", "reasons", "message")
CASES = ("number", "nomination", "award", "stands", "message")


@click.command("papers")
@click.option(
    "--to-do", is_flag=True, help="Only those whose receiver's last word asks for an act."
)
@token_option
@as_json
@click.pass_obj
def papers(door: Door, /, token: str | None, *, to_do: bool, as_json: bool) -> None:
    """List submissions and decisions with what their receivers last said of them."""
    with door.open() as system:
        look = looking(system, speaker(system, token))
        caught_up(system)
        found = told_of(look, to_do=to_do)
    if as_json:
        document({"items": found})
    elif found:
        printed(PAPERS, found)
    else:
        say("nothing is to do" if to_do else "no paper has a status")


@click.command("waiting")
@token_option
@as_json
@click.pass_obj
def waiting(door: Door, /, token: str | None, *, as_json: bool) -> None:
    """List packages that wait for a person, and the cases their answer may be about."""
    with door.open() as system:
        operator(system, token)
        found = put_aside(system)
        cases = list(cases_among(found, system))
    if as_json:
        document({"items": found, "candidates": cases})
    elif found:
        printed(MESSAGES, [{**one, "reasons": codes(one)} for one in found])
        printed(CASES, cases)
    else:
        say("nothing waits")


def codes(row: Row) -> str:
    """Return why a message was put aside, in codes; `parked show` has the sentences."""
    reasons = cast("Sequence[Row]", row["reasons"])
    return ", ".join(dict.fromkeys(str(one["code"]) for one in reasons))


def cases_among(rows: Sequence[Row], system: System) -> Iterator[Row]:
    """Yield the cases that messages which were put aside may be about."""
    for row in rows:
        for one in candidates(UUID(str(row["message"])), system):
            yield {**asdict(one), "message": row["message"]}


def put_aside(system: System) -> list[Row]:
    """Return the messages of packages that wait."""
    caught_up(system)
    look = Looking(system.views, EVERYTHING)  # parked messages have rules of their own
    rows = every(look, partial(listed, Wanted(WAITING), None), ("position",), MOST)
    return [row for row in rows if str(row["source"]).startswith(SOURCE)]


@click.command("complete")
@message
@click.option("--grant", "granted", type=click.UUID, multiple=True, required=True, metavar="ID")
@click.option("--legal-basis", required=True, help="The law the paper names.")
@click.option("--signer-position", help="Position of the signer, where the package names none.")
@click.option("--findings", help="What the paper's appraiser finds, if a case waits for that.")
@because
@token_option
@click.pass_obj
def complete(  # noqa: PLR0913 - one argument an option
    door: Door,
    /,
    message: UUID,
    *,
    granted: tuple[UUID, ...],
    legal_basis: str,
    signer_position: str | None,
    findings: str | None,
    reason: str,
    token: str | None,
) -> None:
    """
    Say which cases a decision of a package grants, and carry it out.

    Read the paper first: `edxml received` names its file. What it returns or refuses goes in with
    `vinhdanh parked correct` and `replay`.
    """
    said = Completion(granted, legal_basis, signer_position, findings)
    with door.open() as system:
        by = operator(system, token)
        came = present(message, system)
        body = completed(came, said, system)
        if body != came.body:
            put_right(system, by, message, body, reason)
        note = tried(system, by, message)
    say_outcome(note)

"""`vinhdanh title`: titles of earlier years in the record of a nominee."""

import csv
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import click

from api.commands.actor import hand, looking, speaker, token_option
from api.commands.assign import last_reform
from api.commands.door import Door
from api.commands.print import as_json, brief, document, progress, say, table
from api.json_text import write
from api.looking import the_nominee_is_seen
from api.register.forms import TitleForm
from api.register.records import record_shown
from domain.access import VIETNAM
from domain.hand import Hand
from domain.register.title_commands import (
    ConfirmTitle,
    DeclareTitle,
    RejectTitle,
    TitleCommand,
)
from services.handle import Order
from services.heirs import left_by
from services.receipts import Receipt, command_id
from services.records import kept
from services.titles import the_decision_is_kept, titles_known

if TYPE_CHECKING:
    from api.system import System

COLUMNS = ("year", "award", "source", "counts", "issuer", "number", "declared_by", "confirmed_by")
LEFT = ("nominee", "unit", "rule", "heirs", "carried_by")
FIELDS = ("award", "year", "number", "dated", "issuer", "evidence")
nominee = click.argument("nominee", type=click.UUID)
award = click.option("--award", required=True, help="Key of the title, such as cstdcs.")
year = click.option("--year", required=True, type=int, help="The year it honours.")
dated_on = click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="Date on the paper; today if absent."
)


@click.group()
def title() -> None:
    """Titles given before this system or by others: declare, confirm, reject, show, import."""


@title.command()
@nominee
@token_option
@as_json
@click.pass_obj
def show(door: Door, /, nominee: UUID, token: str | None, *, as_json: bool) -> None:
    """Show the titles of a nominee, where each is known from, and whether it counts."""
    with door.open() as system:
        the_nominee_is_seen(nominee, looking(system, speaker(system, token)))
        found = kept(nominee, system.ledger)
    if as_json:
        document(record_shown(nominee, found))
    else:
        table(COLUMNS, [[getattr(one, name) for name in COLUMNS] for one in found.entries])


@title.command()
@nominee
@award
@year
@click.option("--unit", required=True, help="Code of the unit that keeps the record.")
@click.option("--number", required=True, help="Number of the decision.")
@click.option("--dated", required=True, metavar="DATE", help="Date of the decision.")
@click.option("--issuer", required=True, help="The agency that gave the title.")
@click.option("--evidence", required=True, metavar="SHA256", help="The kept decision.")
@dated_on
@token_option
@as_json
@click.pass_obj
def declare(
    door: Door, /, nominee: UUID, token: str | None, on: datetime | None, *, as_json: bool,
    **said: str | int,
) -> None:  # fmt: skip
    """Tell of a title from its decision; for a clerk of the unit."""
    with door.open() as system:
        by = hand(system, speaker(system, token), on.date() if on else None)
        receipt = declared(system, nominee, by, said)
    told(receipt, as_json=as_json)


@title.command()
@nominee
@award
@year
@dated_on
@token_option
@as_json
@click.pass_obj
def confirm(  # noqa: PLR0913 - one parameter an option
    door: Door, /, nominee: UUID, award: str, year: int, on: datetime | None, token: str | None,
    *, as_json: bool,
) -> None:  # fmt: skip
    """Confirm a title as a second person; for the council secretary of the unit."""
    with door.open() as system:
        by = hand(system, speaker(system, token), on.date() if on else None)
        receipt = ordered(system, ConfirmTitle(nominee, by, award, year))
    told(receipt, as_json=as_json)


@title.command()
@nominee
@award
@year
@click.option("--reason", required=True, help="Why it does not count.")
@dated_on
@token_option
@as_json
@click.pass_obj
def reject(  # noqa: PLR0913, PLR0917 - one parameter an option
    door: Door, /, nominee: UUID, award: str, year: int, reason: str, on: datetime | None,
    token: str | None, *, as_json: bool,
) -> None:  # fmt: skip
    """Reject a title as a second person; for the council secretary of the unit."""
    with door.open() as system:
        by = hand(system, speaker(system, token), on.date() if on else None)
        receipt = ordered(system, RejectTitle(nominee, by, award, year, reason))
    told(receipt, as_json=as_json)


@title.command()
@click.option("--reform", "which", metavar="NAME|FILE", help="The last in force, if absent.")
@as_json
@click.pass_obj
def heirs(door: Door, /, which: str | None, *, as_json: bool) -> None:
    """List collectives whose units a reform ended: who carries them on, or may by a choice."""
    with door.open() as system, progress() as seen:
        today = system.clock.now().astimezone(VIETNAM).date()
        plan = door.reform(which or last_reform(today, system))
        found = left_by(plan, system.ledger, seen)
    if as_json:
        document({"reform": plan.key, "items": list(found)})
    else:
        table(LEFT, [[brief(getattr(one, name)) for name in LEFT] for one in found])


@title.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", required=True, help="Code of the unit that keeps the records.")
@token_option
@as_json
@click.pass_obj
def bring_in(door: Door, /, path: Path, unit: str, token: str | None, *, as_json: bool) -> None:
    """Declare the titles of a table (CSV: nominee,award,year,number,dated,issuer,evidence)."""
    with door.open() as system:
        by = hand(system, speaker(system, token), None)
        receipts = [
            declared(system, UUID(row["nominee"]), by, {**part(row), "unit": unit})
            for row in rows(path)
        ]
    new = sum(not one.repeated for one in receipts)
    if as_json:
        document({"declared": new, "known": len(receipts) - new})
    else:
        say(f"{new} declared, {len(receipts) - new} known before; each waits for a second person")


def rows(path: Path) -> Iterator[Mapping[str, str]]:
    """
    Yield the rows of a table.

    Raises:
        UsageError: a column is missing.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        table_ = csv.DictReader(file)
        missing = {"nominee", *FIELDS} - {*(table_.fieldnames or ())}
        if missing:
            raise click.UsageError(f"{path}: no column {', '.join(sorted(missing))}")
        yield from table_


def part(row: Mapping[str, str]) -> dict[str, str | int]:
    """Return what a row says of a title, the year as a number."""
    said: dict[str, str | int] = {name: row[name] for name in FIELDS}
    return {**said, "year": int(row["year"]) if row["year"].isdigit() else row["year"]}


def declared(system: "System", nominee: UUID, by: Hand, said: Mapping[str, str | int]) -> Receipt:
    """
    Declare a title, held against the form that HTTP takes.

    Raises:
        Problem: with every value that is wrong.
        Refused: with every broken rule.
    """
    body = TitleForm().load(dict(said))
    the_decision_is_kept(body["evidence"], system.evidence)
    return ordered(system, DeclareTitle(nominee, by, **body, known=titles_known(system.catalogue)))


def ordered(system: "System", order: TitleCommand) -> Receipt:
    """Hand an order over under a key of its own."""
    command = command_id(order.hand.actor, uuid4().hex)
    asked = sha256(write([str(order.nominee), order.award, order.year])).hexdigest()
    return system.handle(Order(order, command, str(command), asked))


def told(receipt: Receipt, *, as_json: bool) -> None:
    """Tell where an order stands."""
    if as_json:
        document({"id": receipt.stream, "version": receipt.version, "position": receipt.position})
    else:
        say(f"{receipt.stream} at version {receipt.version}")

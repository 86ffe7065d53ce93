"""`vinhdanh person`: what a person asks of their data, and what is done about it."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import click

from api.commands.actor import hand, speaker, token_option
from api.commands.door import Door
from api.commands.names_read import name_read
from api.commands.particulars_read import with_particulars
from api.commands.person_orders import carried_out, told_of, tried
from api.commands.print import as_json, document, say, table
from api.commands.views import caught_up, every
from api.json_text import write
from api.looking import Looking
from api.person.forms import CarryingOutForm, PersonRequestForm
from api.person.particulars_form import particulars_in, without_particulars
from api.person.told import (
    brought,
    carrying_out,
    cases,
    exported,
    known,
    of_the_reader,
    reading,
    right_name,
    shown,
    wrong_beside,
)
from api.told_together import told_together
from domain.hand import Hand
from domain.personal.commands import (
    AnswerPersonRequest,
    LiftRestriction,
    PersonCommand,
    ReceivePersonRequest,
)
from domain.personal.rules import GROUNDS, KINDS
from domain.reading import EVERYTHING
from projections import person_requests
from projections.person_files import long_over
from services.handle import Order
from services.personal import request_ref, the_reader_may
from services.receipts import Receipt
from services.retention import Keeping

if TYPE_CHECKING:
    from api.system import System

COLUMNS = ("request", "person", "kind", "state", "answer_by", "due_on", "ground")
MOST = 1_000
nominee = click.argument("nominee", type=click.UUID)
request = click.argument("request", type=click.UUID)


@click.group()
def person() -> None:
    """Data of a person: what they asked, show, export, correct, restrict, erase; retention."""


@person.command()
@as_json
@token_option
@click.pass_obj
def requests(door: Door, /, token: str | None, *, as_json: bool) -> None:
    """List what people asked whose data you may read, the first due first; no name is in it."""
    with door.open() as system:
        by, wanted = acting(system, token), person_requests.Wanted()
        ask = lambda after, size: person_requests.listed(wanted, after, size)  # noqa: E731
        looking = Looking(system.views, EVERYTHING)
        every_one = every(looking, ask, ("due_on", "request"), MOST)
        found = of_the_reader(system, every_one, by)
    if as_json:
        document({"items": found})
    else:
        table(COLUMNS, [[row[name] for name in COLUMNS] for row in found])


@person.command()
@nominee
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What is asked.")
@click.option("--received-on", required=True, metavar="DATE", help="The day it came.")
@token_option
@click.pass_obj
def receive(door: Door, /, nominee: UUID, token: str | None, **said: str) -> None:
    """Enter what a person asked; for the officer for personal data of their unit."""
    body = PersonRequestForm().load(dict(said))
    with door.open() as system:
        by, mine = acting(system, token), uuid4()
        asked = (body["kind"], body["received_on"], system.catalogue.personal())
        one = request_ref(mine)
        ordered(system, ReceivePersonRequest(nominee, by, one, *asked, cases(system, nominee)))
    say(str(one))


@person.command()
@nominee
@request
@click.option("--refuse", "ground", type=click.Choice(GROUNDS), help="Refuse, on this ground.")
@token_option
@click.pass_obj
def answer(
    door: Door, /, nominee: UUID, request: UUID, ground: str | None, token: str | None
) -> None:
    """Accept a request; with --refuse refuse it."""
    with door.open() as system:
        by, rules = acting(system, token), system.catalogue.personal()
        told = (ground is None, ground, rules, *known(system, nominee))
        receipt = ordered(system, AnswerPersonRequest(nominee, by, request, *told))
    say(f"{request} at version {receipt.version}")


@person.command("carry-out")
@nominee
@request
@click.option(
    "--named",
    is_flag=True,
    help="With a correction: read the right name from the input, and on a second line a note.",
)
@with_particulars
@token_option
@click.pass_obj
def carry_out(
    door: Door,
    /,
    nominee: UUID,
    request: UUID,
    token: str | None,
    *,
    named: bool,
    particulars: bool,
) -> None:
    """Do what was accepted; an erasure by another person than who accepted it."""
    read = name_read(named=named, particulars=particulars) if named or particulars else {}
    body = CarryingOutForm().load(read)
    with door.open() as system:
        by, looked = acting(system, token), particulars_in(body, system)
        right = right_name(body, looked.told)
        order = carrying_out(system, nominee, by, request, right)
        said = write(without_particulars(body))
        with told_together(wrong_beside(system, order, right, looked)):
            tried(system, order, right.particulars if right else None, said)
        receipt, waits = carried_out(system, order, right, said)
    say(f"{request} at version {receipt.version}")
    if waits:
        say("something of the person is still kept, not handed out, and goes with the hourly look")


@person.command()
@nominee
@token_option
@click.pass_obj
def lift(door: Door, /, nominee: UUID, token: str | None) -> None:
    """Let the name of a person be shown again."""
    with door.open() as system:
        by = acting(system, token)
        receipt = ordered(system, LiftRestriction(nominee, by, cases(system, nominee)))
        brought(system, nominee)
    say(f"{nominee} at version {receipt.version}")


@person.command()
@nominee
@token_option
@click.pass_obj
def show(door: Door, /, nominee: UUID, token: str | None) -> None:
    """Print as JSON what is kept of a person; it leaves a trail."""
    with door.open() as system:
        by = acting(system, token)
        about = the_reader_may(nominee, cases(system, nominee), by, system.ledger)
        reading(system, nominee, by, "view")
        document(shown(system, about))


@person.command()
@nominee
@token_option
@click.pass_obj
def export(door: Door, /, nominee: UUID, token: str | None) -> None:
    """Print as JSON all that is kept of a person, to be handed to them; it leaves a trail."""
    with door.open() as system:
        by = acting(system, token)
        about = the_reader_may(nominee, cases(system, nominee), by, system.ledger)
        reading(system, nominee, by, "export")
        document(exported(system, about))


@person.command()
@token_option
@click.pass_obj
def retention(door: Door, /, token: str | None) -> None:
    """List whom the service would erase by itself now; nothing is written."""
    with door.open() as system:
        speaker(system, token)
        caught_up(system)
        keeping = Keeping(system.catalogue.personal(), system.calendars, system.clock)
        due: dict[UUID, list[UUID]] = {}
        if before := keeping.before():
            for row in system.views.read(long_over(before), EVERYTHING)[0]:
                due.setdefault(UUID(str(row["nominee"])), []).append(UUID(str(row["nomination"])))
        over = [one for one in due if would_be_erased(one, system, keeping)]
    table(("person", "cases"), [[one, len(due[one])] for one in over])
    say(f"{len(over)} would be erased")


def would_be_erased(one: UUID, system: "System", keeping: Keeping) -> bool:
    """Say whether the service would erase somebody as things stand."""
    return isinstance(keeping.over(one, *known(system, one), system.ledger), Order)


def acting(system: "System", token: str | None) -> Hand:
    """Return the hand of the bearer of a token, once the views know all."""
    caught_up(system)
    return hand(system, speaker(system, token), None)


def ordered(system: "System", order: PersonCommand) -> Receipt:
    """Hand an order over under a key of its own."""
    return system.handle(told_of(order, uuid4().hex))

"""`vinhdanh parked`: messages of the bus that were put aside, for operators."""

from functools import partial
from hashlib import sha256
from typing import BinaryIO
from uuid import UUID, uuid4

import click

from api.commands.actor import hand, speaker, token_option
from api.commands.door import Door
from api.commands.print import as_json, brief, document, fields, say, table
from api.commands.views import caught_up, every
from api.looking import Looking
from api.parked.contents import content_of
from api.system import System
from domain.access import the_hand_has_the_role
from domain.decider import demand
from domain.hand import Hand
from domain.parking.commands import (
    CorrectParkedMessage,
    DropParkedMessage,
    NoteReplay,
    OperatorCommand,
)
from domain.parking.decide import OPERATOR
from domain.parking.state import REFUSED
from domain.reading import EVERYTHING
from domain.refusal import Kind, Refusal, Refused
from projections.parked_messages import DONE, DROPPED, WAITING, Wanted, listed, message_of
from services.handle import Order, rehearse
from services.parking import keep_corrected
from services.replaying import about_to_replay
from services.replaying import replay as tried_again

MOST = 1_000_000
COLUMNS = ("parked_at", "state", "type", "source", "reasons", "message")
message = click.argument("message", type=click.UUID)
because = click.option("--reason", required=True, help="Why; it is kept for ever.")


@click.group()
def parked() -> None:
    """Messages of the bus that were put aside: list, show, correct, replay, drop."""


def operator(system: System, token: str | None) -> Hand:
    """Return the hand of an operator; Refused for everybody else."""
    by = hand(system, speaker(system, token), None)
    demand(the_hand_has_the_role(by, OPERATOR))
    return by


def written(system: System, order: OperatorCommand) -> None:
    """Carry an operator's order out, and say under which version it stands."""
    command = uuid4()
    receipt = system.handle(Order(order, command, str(command)))
    say(f"{receipt.stream} version {receipt.version}")


@parked.command("list")
@click.option("--state", type=click.Choice((WAITING, DONE, DROPPED)), default=WAITING)
@click.option("--source", help="Only those of one sender.")
@click.option("--type", "kind", help="Only those of one type.")
@click.option("--reason", help="Only those put aside for one reason, such as sender-unknown.")
@token_option
@as_json
@click.pass_obj
def list_parked(door: Door, /, token: str | None, *, as_json: bool, **said: str | None) -> None:
    """List messages with their reasons, the first first; waiting ones unless told otherwise."""
    wanted = Wanted(said["state"], said["source"], said["kind"])
    with door.open() as system:
        operator(system, token)
        caught_up(system)
        look = Looking(system.views, EVERYTHING)
        found = every(look, partial(listed, wanted, said["reason"]), ("position",), MOST)
    if as_json:
        document({"items": found})
    else:
        table(COLUMNS, [[brief(row[name]) for name in COLUMNS] for row in found])


@parked.command()
@message
@token_option
@as_json
@click.pass_obj
def show(door: Door, /, message: UUID, token: str | None, *, as_json: bool) -> None:
    """Show a message and what it holds."""
    with door.open() as system:
        operator(system, token)
        caught_up(system)
        rows, _ = system.views.read(message_of(message), EVERYTHING)
        if not rows:
            unknown = Refusal("parked-message-unknown", Kind.UNKNOWN, "no such parked message")
            raise Refused(unknown)
        content = content_of(message, str(rows[0]["digest"]), system.parked)
    found = {**rows[0], "content": content}
    if as_json:
        document(found)
    else:
        fields(found)


@parked.command()
@message
@click.argument("content", type=click.File("rb"))
@because
@token_option
@click.pass_obj
def correct(
    door: Door, /, message: UUID, content: BinaryIO, reason: str, token: str | None
) -> None:
    """Put the content of a file (- is the standard input) in the place of the one that came."""
    body = content.read()
    with door.open() as system:
        put_right(system, operator(system, token), message, body, reason)


def put_right(system: System, by: Hand, message: UUID, body: bytes, reason: str) -> None:
    """Put another content in the place of the one that came."""
    order = CorrectParkedMessage(message, by, sha256(body).hexdigest(), len(body), reason)
    rehearse(order, None, system.ledger, system.sight(order.hand))
    keep_corrected(message, body, system)
    written(system, order)


@parked.command()
@message
@token_option
@click.pass_obj
def replay(door: Door, /, message: UUID, token: str | None) -> None:
    """Try a message again; one that is refused again waits on, and the exit status is 1."""
    with door.open() as system:
        note = tried(system, operator(system, token), message)
    say_outcome(note)


def tried(system: System, by: Hand, message: UUID) -> NoteReplay:
    """Try a message again and note what became of it."""
    rehearse(about_to_replay(message, by, system), None, system.ledger)
    note = tried_again(message, by, system)
    written(system, note)
    if note.outcome != REFUSED:
        system.parked.erase(message)
    return note


def say_outcome(note: NoteReplay) -> None:
    """Say what became of a message; Refused with its reasons when it waits on."""
    say(note.outcome)
    if note.reasons:
        raise Refused(
            *(Refusal(one.code, Kind.INVALID, one.detail, dict(one.about)) for one in note.reasons)
        )


@parked.command()
@message
@because
@token_option
@click.pass_obj
def drop(door: Door, /, message: UUID, reason: str, token: str | None) -> None:
    """Decide that a message is never carried out; its content is erased."""
    with door.open() as system:
        written(system, DropParkedMessage(message, operator(system, token), reason))
        system.parked.erase(message)

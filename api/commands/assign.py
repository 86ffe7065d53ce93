"""`vinhdanh assign`: a person chooses which unit carries a case on after a reform."""

from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import click

from api.commands.actor import hand, speaker, token_option
from api.commands.door import Door
from api.commands.print import as_json, document, say
from api.json_text import write
from domain.reform.commands import AssignSuccessor
from services.handle import Order
from services.receipts import command_id
from services.verdicts import case_in_sight

if TYPE_CHECKING:
    from api.system import System
    from domain.hand import Hand


@click.command()
@click.argument("nomination", type=click.UUID)
@click.option("--unit", required=True, help="Code of the unit that carries the case on.")
@click.option("--reason", required=True, help="Why this one.")
@click.option("--reform", "which", metavar="NAME|FILE", help="The one that left it, if absent.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Date on the paper; today if absent.")
@click.option("--key", help="Idempotency key: the same key chooses once.")
@token_option
@as_json
@click.pass_obj
def assign(  # noqa: PLR0913, PLR0917 - one parameter an option
    door: Door,
    /,
    nomination: UUID,
    unit: str,
    reason: str,
    which: str | None,
    on: datetime | None,
    key: str | None,
    token: str | None,
    *,
    as_json: bool,
) -> None:
    """
    Choose which unit carries a case on where a reform's rules do not say.

    The token must carry the role directory-keeper in the unit that `vinhdanh reform` names.
    """
    with door.open() as system:
        who = speaker(system, token)
        by = hand(system, who, on.date() if on else None)
        plan = door.reform(which or reform_left(nomination, by, system))
        order = AssignSuccessor(nomination, by, plan, unit, reason)
        command = command_id(who.subject, key or uuid4().hex)
        asked = sha256(write([str(nomination), unit, reason, which or ""])).hexdigest()
        receipt = system.handle(Order(order, command, str(command), asked))
    if as_json:
        document({"id": receipt.stream, "version": receipt.version, "position": receipt.position})
    else:
        say(f"{receipt.stream} goes on in {unit}")


def reform_left(nomination: UUID, by: "Hand", system: "System") -> str:
    """
    Return the reform that left the choice of a case, else the last one in force by a day.

    Raises:
        Refused: there is no such case, or the hand may not know of it.
    """
    case = case_in_sight(nomination, system.ledger, system.sight(by))
    left = case.dossier.undecided
    return left.reform if left else last_reform(by.effective_on, system)


def last_reform(on: date, system: "System") -> str:
    """
    Return the name of the reform of the house that came into force last by a day.

    Raises:
        click.UsageError: the house knows none by then.
    """
    found = system.reform_in_force(on)
    if found is None:
        raise click.UsageError("--reform: name one, none of the house is in force by then")
    return found.key

"""`vinhdanh assign`: a person chooses which unit carries a case on after a reform."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

import click

from api.cli_actor import hand, speaker, token_option
from api.cli_door import Door
from api.cli_print import as_json, document, say
from api.json_text import write
from domain.reform.commands import AssignSuccessor
from services.handle import Order
from services.receipts import command_id

LATEST = "2025-07-01"


@click.command()
@click.argument("nomination", type=click.UUID)
@click.option("--unit", required=True, help="Code of the unit that carries the case on.")
@click.option("--reason", required=True, help="Why this one.")
@click.option("--reform", "which", default=LATEST, show_default=True, metavar="NAME|FILE")
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
    which: str,
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
    plan = door.reform(which)
    with door.open() as system:
        who = speaker(system, token)
        by = hand(system, who, on.date() if on else None)
        order = AssignSuccessor(nomination, by, plan, unit, reason)
        command = command_id(who.subject, key or uuid4().hex)
        asked = sha256(write([str(nomination), unit, reason, plan.key])).hexdigest()
        receipt = system.handle(Order(order, command, str(command), asked))
    if as_json:
        document({"id": receipt.stream, "version": receipt.version, "position": receipt.position})
    else:
        say(f"{receipt.stream} goes on in {unit}")

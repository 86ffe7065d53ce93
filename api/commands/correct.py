"""`vinhdanh correct`: a clerical error in a case put right; the first writing stays in the log."""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

import click

from api.commands.actor import hand, speaker, token_option
from api.commands.door import Door
from api.commands.print import as_json, document, say
from api.json_text import write
from api.nomination.forms import CorrectionForm
from domain.hand import Hand
from domain.nomination.commands import CorrectNomination
from domain.nomination.corrected import CORRECTED
from services.handle import Order
from services.receipts import command_id


@click.command()
@click.argument("nomination", type=click.UUID)
@click.option("--field", type=click.Choice(CORRECTED), required=True, help="What is put right.")
@click.option("--was", required=True, help="What stands there; of a position also not-recorded.")
@click.option("--now", required=True, help="What is right; of a position also not-recorded.")
@click.option("--reason", required=True, help="What was wrong.")
@click.option("--on", "effective_on", metavar="DATE", help="Date on the paper; today if absent.")
@click.option("--key", help="Idempotency key: the same key corrects once.")
@token_option
@as_json
@click.pass_obj
def correct(
    door: Door,
    /,
    nomination: UUID,
    key: str | None,
    token: str | None,
    *,
    as_json: bool,
    **said: str | None,
) -> None:
    """
    Put a clerical error of a case right: its achievement, or the position of its nominee.

    A name is put right by `vinhdanh name`, particulars by `vinhdanh name` or, where the person asks
    for it, by `vinhdanh person carry-out`.
    """
    told = {name: value for name, value in said.items() if value is not None}
    body = CorrectionForm().load(told)
    with door.open() as system:
        who = speaker(system, token)
        by = hand(system, who, body.get("effective_on"))
        command = command_id(who.subject, key or uuid4().hex)
        asked = sha256(write([str(nomination), told])).hexdigest()
        order = Order(_order(nomination, by, body), command, str(command), asked)
        receipt = system.handle(order)
    if as_json:
        document({"id": receipt.stream, "version": receipt.version, "position": receipt.position})
    else:
        say(f"{receipt.stream} version {receipt.version}")


def _order(nomination: UUID, by: Hand, body: Mapping[str, str | date]) -> CorrectNomination:
    field, was, now, reason = (str(body[one]) for one in ("field", "was", "now", "reason"))
    return CorrectNomination(nomination, by, field, was, now, reason)

"""`vinhdanh name`: the name of a nominee, entered or put right; it is kept outside the ledger."""

from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import TextIO
from uuid import UUID, uuid4

import click

from api.commands.actor import hand, speaker, token_option
from api.commands.door import Door
from api.commands.names_read import name_file, name_read
from api.commands.particulars_read import known_again, with_particulars
from api.commands.print import say
from api.json_text import write
from api.nomination.forms import NamingForm
from api.person.particulars_form import known_by, particulars_in
from api.system import System
from api.told_together import told_together
from domain.nomination.commands import NameNominee
from services.handle import Order
from services.histories import Histories
from services.namesakes import Names, met_when_named
from services.nominating import (
    committed,
    is_unnamed,
    nominee_of_case,
    put_name,
    the_nominee_is_not_erased,
)
from services.receipts import Receipt, command_id
from services.rehearsing import rehearsed
from services.stores import Claims, Name


@click.command()
@click.argument("nomination", type=click.UUID)
@name_file
@with_particulars
@click.option("--reason", help="Why a name that stands is changed, once the case is filed.")
@click.option("--key", help="Idempotency key: the same key names once.")
@token_option
@click.pass_obj
def name(
    door: Door,
    /,
    nomination: UUID,
    token: str | None,
    name_file: TextIO | None,
    *,
    particulars: bool,
    **said: str | None,
) -> None:
    """
    Enter or put right the name of a nominee that another system brought by reference.

    It is asked for on a terminal, else read from the input or --name-file.
    """
    key = said.pop("key") or uuid4().hex
    told = {key: one for key, one in said.items() if one is not None}
    read = name_read(name_file, particulars=particulars)
    body = NamingForm().load({"note": "", **read, **told})
    with door.open() as system:
        who = speaker(system, token)
        looked = particulars_in(body, system)
        called = Name(body["name"], body["note"], looked.told)
        command = command_id(who.subject, key)
        with told_together(looked.wrong):
            naming = tried(system, who, command, nomination, called, body.get("reason"))
        receipt = named(system, naming, command, called)
    say(f"{receipt.stream} version {receipt.version}")


def tried(
    system: System, who: Claims, command: UUID, nomination: UUID, called: Name, reason: str | None
) -> NameNominee:
    """
    Return the order to enter a name, where it may be carried out as things stand, or was before.

    Raises:
        Refused: with every broken rule, or because the name was erased.
    """
    nominee = nominee_of_case(nomination, system.ledger)
    first, past = is_unnamed(system.people, nominee), Histories(system.ledger)
    by = hand(system, who, None)
    names = Names(system.people, by.forces.lineage, by.effective_on)
    met = met_when_named(nomination, called.name, names, past)
    naming = NameNominee(nomination, by, reason, first, met, called=called.name)
    dry = replace(naming, particulars=None if called.particulars is None else "")
    said = partial(_asked, nomination, called)
    asked = known_again(system, command, nominee.ref, called.particulars, said)
    if rehearsed(lambda: dry, system, asked) is None:
        the_nominee_is_not_erased(system.people, nominee)
    return naming


def named(system: System, naming: NameNominee, command: UUID, called: Name) -> Receipt:
    """Have a name entered: first the fact that it was, then the name."""
    nominee = nominee_of_case(naming.nomination, system.ledger)
    naming = replace(naming, particulars=committed(system.people, nominee.ref, called.particulars))
    asked = _asked(naming.nomination, called, naming.particulars)
    receipt = system.handle(Order(naming, command, str(command), asked))
    put_name(system.people, receipt, called, system.ledger)
    return receipt


def _asked(nomination: UUID, called: Name, commitment: str | None) -> str:
    """Return the digest of what is asked; a commitment stands for particulars, where some came."""
    said = write([str(nomination), called.name, called.note])
    return sha256(known_by(said, commitment)).hexdigest()

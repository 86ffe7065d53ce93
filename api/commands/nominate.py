"""`vinhdanh nominate`: open a draft, by the rules of the day on its paper."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NotRequired, TextIO, TypedDict
from uuid import uuid4

import click

from api.commands.actor import hand, speaker, token_option
from api.commands.basis import Option, options, said_of
from api.commands.door import Door
from api.commands.names_read import name_file, name_read
from api.commands.particulars_read import digest_of, known_again, with_particulars
from api.commands.print import as_json, document, say
from api.nomination.forms import NominationForm
from api.paper.basis_form import Said, basis_of
from api.person.particulars_form import particulars_in
from api.told_together import told_together
from domain.nomination.events import Nominee
from domain.nomination.position import POSITIONS
from domain.nominee_kinds import KINDS
from services.handle import Order
from services.nominating import committed, keep_name, subject_ref
from services.opening import Proposal, opening
from services.receipts import Receipt, command_id
from services.rehearsing import rehearsed
from services.stores import Claims, Name

if TYPE_CHECKING:
    from api.system import System


class Told(TypedDict):
    """The nominee, as the form has it."""

    kind: str
    name: str
    note: NotRequired[str]
    unit: str
    particulars: NotRequired[Mapping[str, str]]


class Body(TypedDict):
    """A nomination, as the form has it."""

    nominee: Told
    unit: str
    award: str
    achievement: str
    movement: NotRequired[str]
    occasion: NotRequired[str]
    nominee_class: NotRequired[str]
    nominee_position: NotRequired[str]
    basis: NotRequired[Said]
    receipt: NotRequired[str]
    effective_on: NotRequired[date]


@click.command(params=options())
@click.option("--award", required=True, help="Key of the award, such as gk-phuong.")
@click.option("--unit", required=True, help="Code of the proposing unit, such as 10532.")
@click.option("--kind", required=True, type=click.Choice(KINDS), help="What the nominee is.")
@name_file
@with_particulars
@click.option("--achievement", required=True, help="What the award is for.")
@click.option("--movement", help="Key of the movement, with --occasion and --class.")
@click.option("--occasion", help="Review of the movement: annual, interim or final.")
@click.option("--class", "nominee_class", help="Class of nominees of the movement.")
@click.option("--position", "nominee_position", type=click.Choice(POSITIONS), help="Of a person.")
@click.option("--on", "effective_on", metavar="DATE", help="Date on the paper; today if absent.")
@click.option("--receipt", help="Its number in the incoming book on that date.")
@click.option("--key", help="Idempotency key: the same key opens the same draft once.")
@token_option
@as_json
@click.pass_obj
def nominate(
    door: Door,
    /,
    token: str | None,
    key: str | None,
    name_file: TextIO | None,
    *,
    particulars: bool,
    as_json: bool,
    **said: Option,
) -> None:
    """
    Open a draft for a person, a collective, a household or an enterprise.

    The name is asked for on a terminal, else read from the input or --name-file.
    """
    body = checked(said, name_read(name_file, particulars=particulars))
    with door.open() as system:
        receipt = opened(system, speaker(system, token), body, key or uuid4().hex)
    if as_json:
        document({"id": receipt.stream, "version": receipt.version, "position": receipt.position})
    else:
        say(f"{receipt.stream}")


def checked(said: Mapping[str, Option], called: Mapping[str, object]) -> Body:
    """
    Return the options in the form of an HTTP body, held against the same schema.

    Raises:
        Problem: with every option that is wrong.
    """
    basis, rest = said_of(said)
    given: dict[str, object] = {name: value for name, value in rest.items() if value is not None}
    if basis:
        given["basis"] = basis
    nominee = {"kind": given.pop("kind"), **called, "unit": given["unit"]}
    body: Body = NominationForm().load({**given, "nominee": nominee})
    return body


def opened(system: "System", who: Claims, body: Body, key: str) -> Receipt:
    """
    Open the draft and keep the name of its nominee.

    Raises:
        Refused: with every broken rule.
    """
    command, told = command_id(who.subject, key), body["nominee"]
    nominee = Nominee(subject_ref(command), told["kind"], told["unit"])
    by, looked = hand(system, who, body.get("effective_on")), particulars_in(told, system)
    proposal, rules, beside = _proposal(nominee, body), system.rulebooks, looked.told
    said = partial(digest_of, body)
    with told_together(looked.wrong):
        if beside is not None:  # who is refused leaves no salt
            dry = partial(opening, replace(proposal, particulars=""), command, by, rules)
            rehearsed(dry, system, known_again(system, command, nominee.ref, beside, said))
    vouched = committed(system.people, nominee.ref, beside)
    order = opening(replace(proposal, particulars=vouched), command, by, rules)
    receipt = system.handle(Order(order, command, str(command), said(vouched)))
    keep_name(system.people, nominee, Name(told["name"], told.get("note", ""), beside))
    return receipt


def _proposal(nominee: Nominee, body: Body) -> Proposal:
    return Proposal(
        nominee,
        body["unit"],
        body["award"],
        body["achievement"],
        body.get("movement"),
        body.get("occasion"),
        body.get("nominee_class"),
        basis_of(body.get("basis")),
        body.get("receipt"),
        nominee_position=body.get("nominee_position"),
        called=body["nominee"]["name"],
    )

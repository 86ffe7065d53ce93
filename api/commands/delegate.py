"""`vinhdanh delegate`: who may act in whose place; list, grant, end."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import click

from api.commands.actor import hand, looking, speaker, token_option
from api.commands.door import Door
from api.commands.papers import printed
from api.commands.print import as_json, document, say
from api.commands.views import caught_up, every
from domain.delegation.commands import DelegationOrder, EndDelegation
from domain.delegation.events import Basis
from domain.delegation.granting import ACTS, LENT
from domain.hand import Hand
from projections.delegations import Wanted, listed
from services.delegations import Lent, granting
from services.handle import Order
from services.ports import Rulebooks
from services.receipts import command_id

if TYPE_CHECKING:
    from api.system import System

MOST = 1_000_000
SHOWN = ("begins_on", "ends_on", "ended_from", "delegator", "delegate", "capacity", "unit", "role")
Build = Callable[[UUID, Hand, Rulebooks], DelegationOrder]


def as_day(_: object, __: object, value: datetime | None) -> date | None:
    """Return the day of an option, None where it was not given."""
    return value.date() if value else None


day = partial(click.option, type=click.DateTime(["%Y-%m-%d"]), callback=as_day)
on_paper = day("--on", help="Date on the paper; today if absent.")
key_option = click.option("--key", help="Idempotency key: the same key does it once.")


@click.group()
def delegate() -> None:
    """Delegations: who may act in whose place; list, grant, end."""


@delegate.command("list")
@click.option("--unit", help="Code of a unit.")
@click.option("--person", help="Who lends or acts.")
@day("--on", help="A day on which they have power.")
@token_option
@as_json
@click.pass_obj
def list_delegations(
    door: Door,
    /,
    unit: str | None,
    person: str | None,
    on: date | None,
    token: str | None,
    *,
    as_json: bool,
) -> None:
    """List delegations by their first day."""
    with door.open() as system:
        look = looking(system, speaker(system, token))
        caught_up(system)
        ask = partial(listed, Wanted(unit, person, on))
        found = every(look, ask, ("begins_on", "delegation"), MOST)
    if as_json:
        document({"items": found})
    else:
        printed((*SHOWN, "number", "delegation"), found)


@delegate.command()
@click.argument("whom")
@click.option("--unit", required=True, help="Code of the unit whose power is lent.")
@click.option("--role", required=True, help="The role that is lent.")
@click.option("--act", "acts", multiple=True, type=click.Choice(sorted(ACTS)), help="All if none.")
@click.option("--award", "awards", multiple=True, help="All if none.")
@click.option("--level", help="Level of the steps; any if absent.")
@click.option("--movement", help="Key of the movement; any if absent.")
@click.option("--capacity", required=True, type=click.Choice(sorted(LENT)))
@day("--from", "begins_on", required=True, help="First day.")
@day("--to", "ends_on", help="Last day; TUQ needs one.")
@click.option("--number", required=True, help="Number of the document it rests on.")
@day("--dated", required=True, help="Date of that document.")
@on_paper
@key_option
@token_option
@click.pass_obj
def grant(  # noqa: PLR0913, PLR0917 - one parameter an option
    door: Door,
    /,
    whom: str,
    unit: str,
    role: str,
    acts: tuple[str, ...],
    awards: tuple[str, ...],
    level: str | None,
    movement: str | None,
    capacity: str,
    begins_on: date,
    ends_on: date | None,
    number: str,
    dated: date,
    on: date | None,
    key: str | None,
    token: str | None,
) -> None:
    """Let WHOM act in the place of the bearer of the token."""
    lent: Lent = {"delegate": whom, "unit": unit, "role": role, "capacity": capacity}
    lent |= {"acts": [*acts], "awards": [*awards], "begins_on": begins_on}
    lent |= {"basis": Basis(number, dated)}
    lent |= {"level": level, "movement": movement, "ends_on": ends_on}
    told(door, token, key, on, lambda command, by, rules: granting(command, by, lent, rules))


@delegate.command()
@click.argument("delegation", type=click.UUID)
@day("--since", required=True, help="First day without power.")
@click.option("--reason", required=True, help="Why.")
@on_paper
@key_option
@token_option
@click.pass_obj
def end(  # noqa: PLR0913, PLR0917 - one parameter an option
    door: Door,
    /,
    delegation: UUID,
    since: date,
    reason: str,
    on: date | None,
    key: str | None,
    token: str | None,
) -> None:
    """Take the power of a delegation back early."""
    told(door, token, key, on, lambda _, by, __: EndDelegation(delegation, by, since, reason))


def told(door: Door, token: str | None, key: str | None, on: date | None, build: Build) -> None:
    """Carry an order out and say which delegation it is about."""
    with door.open() as system:
        who = speaker(system, token)
        command = command_id(who.subject, key or uuid4().hex)
        receipt = carried_out(
            system, command, build(command, hand(system, who, on), system.rulebooks)
        )
    say(receipt)


def carried_out(system: "System", command: UUID, order: DelegationOrder) -> str:
    """Return the delegation that an order was carried out on."""
    asked = sha256(repr(order_without_clock(order)).encode()).hexdigest()
    return str(system.handle(Order(order, command, str(command), asked)).stream)


def order_without_clock(order: DelegationOrder) -> tuple[object, ...]:
    """Return what an order asks, whenever it is given."""
    if isinstance(order, EndDelegation):
        return (order.delegation, order.since, order.reason)
    return (
        order.delegate,
        order.scope,
        order.capacity,
        order.begins_on,
        order.ends_on,
        order.basis,
    )

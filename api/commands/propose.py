"""`vinhdanh propose`: an act on the house that a second person has to agree to."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from uuid import UUID, uuid4

import click

from api.commands.actor import hand, speaker, token_option
from api.commands.assign import reform_left
from api.commands.door import Door
from api.commands.print import as_json, document, progress, say
from api.house_act.forms import DAYS
from api.house_act.proposing import Terms, of_choice, of_reform, of_rules
from domain.house_acts.commands import ProposeHouseAct
from domain.house_acts.policies import FILES
from domain.reform.commands import AssignSuccessor
from services.handle import Order
from services.handle import rehearse as rehearse_order

if TYPE_CHECKING:
    from api.system import System

because = click.option("--reason", required=True, help="Why; it is kept for ever.")
for_days = click.option(
    "--days", type=int, default=DAYS, show_default=True, help="For how long it stands, 1 to 90."
)
in_need = click.option(
    "--alone",
    is_flag=True,
    help="In an emergency: answer for it alone until a second person has looked at it.",
)


P = ParamSpec("P")


def proposing(command: Callable[Concatenate[Door, P], None]) -> Callable[P, None]:
    """Let a command take what every proposal says: why, for how long, by whom, alone or not."""
    return because(for_days(in_need(token_option(as_json(click.pass_obj(command))))))


@click.group()
def propose() -> None:
    """Propose an act on the house; another person agrees by `vinhdanh proposed agree`."""


@propose.command("reform")
@click.argument("which", metavar="NAME|FILE")
@proposing
def propose_reform(
    door: Door, /, which: str, reason: str, days: int, token: str | None, **flags: bool
) -> None:
    """Propose a reform of units; its dry run is kept as what it would do."""
    plan = door.reform(which)
    with door.open(begun=True) as system, progress() as told:
        by = hand(system, speaker(system, token), None)
        terms = Terms(reason, days, alone=flags["alone"])
        order = of_reform(by, plan, system, terms, told)
        proposed(system, order, as_json=flags["as_json"])


@propose.command("assign")
@click.argument("nomination", type=click.UUID)
@click.option("--unit", required=True, help="Code of the unit that carries the case on.")
@click.option("--reform", "which", metavar="NAME|FILE", help="The one that left it, if absent.")
@proposing
def propose_assignment(
    door: Door, /, nomination: UUID, days: int, token: str | None, **said: object
) -> None:
    """Propose which unit carries a case on; `vinhdanh assign` with the same words does it."""
    unit, reason = str(said["unit"]), str(said["reason"])
    with door.open(begun=True) as system:
        by = hand(system, speaker(system, token), None)
        plan = door.reform(str(said["which"] or reform_left(nomination, by, system)))
        choice = AssignSuccessor(nomination, by, plan, unit, reason, asked=False)
        order = of_choice(choice, system, Terms(reason, days, alone=bool(said["alone"])))
        proposed(system, order, as_json=bool(said["as_json"]))


@propose.command("rules")
@click.argument("kind", type=click.Choice(FILES))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@proposing
def propose_rules(
    door: Door, /, kind: str, file: Path, days: int, token: str | None, **said: object
) -> None:
    """Propose a file of rules; put it in its place once another agreed, and start the service."""
    with door.open("aside", begun=True) as system:
        would = door.rules_set(kind, file)
        by = hand(system, speaker(system, token), None)
        terms = Terms(str(said["reason"]), days, alone=bool(said["alone"]))
        order = of_rules(by, kind, would, terms)
        rehearse_order(order, None, system.ledger, system.sight(order.hand))
        system.rules_files.keep(would.content)
        proposed(system, order, as_json=bool(said["as_json"]))


def proposed(system: "System", order: ProposeHouseAct, *, as_json: bool) -> None:
    """Hand a proposal over, and say by which id and digest another person agrees to it."""
    command = uuid4()
    receipt = system.handle(Order(order, command, str(command)))
    if as_json:
        document({"act": receipt.stream, "digest": order.digest, "summary": order.summary})
        return
    say(order.summary)
    then = "confirm" if order.alone else "agree"
    say(f"vinhdanh proposed {then} {receipt.stream} --digest {order.digest}")

"""`vinhdanh favourable`: what a newer regime would change for a case; with a reason, choose it."""

from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import click

from api.commands.actor import hand, looking_at, speaker, token_option
from api.commands.door import Door
from api.commands.print import as_json, document, say, table
from api.commands.read import nomination
from api.commands.told import line
from api.fact_names import Names, names_of
from api.json_text import write
from api.nomination.favourable import foreseen_shown
from domain.hand import Hand
from domain.ladder import Step
from domain.nomination.decide import nomination_unknown
from domain.nomination.favour import Difference
from domain.nomination.otherwise import ROUTE
from domain.rulebooks.regime import Regime
from services.favourable import Foreseen, foreseen, known_regime, ordered
from services.handle import Order
from services.receipts import Receipt, command_id

if TYPE_CHECKING:
    from api.system import System


@click.command()
@nomination
@click.option("--regime", required=True, help="Key of the newer regime, such as law06-2026.")
@click.option("--reason", help="Why it is more favourable; without one nothing is written.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Date on the paper; today if absent.")
@click.option("--key", help="Idempotency key: the same key chooses once.")
@token_option
@as_json
@click.pass_obj
def favourable(  # noqa: PLR0913, PLR0917 - one parameter an option
    door: Door,
    /,
    nomination: UUID,
    regime: str,
    reason: str | None,
    on: datetime | None,
    key: str | None,
    token: str | None,
    *,
    as_json: bool,
) -> None:
    """
    Say what a newer regime would change for an open case; with --reason choose it.

    The token must carry the role appraiser or council-secretary in a unit of the case.
    """
    with door.open() as system:
        who = speaker(system, token)
        looking_at(system, who, nomination, nomination_unknown(nomination))
        by = hand(system, who, day(on))
        newer = known_regime(regime, system.catalogue)
        found = foreseen(nomination, newer, by, system.ledger, system.rulebooks)
        done = chosen(system, nomination, newer, by, reason, key) if reason else None
        names = names_of(system)
    if as_json:
        shown = {**foreseen_shown(nomination, found, names)}
        document({**shown, "chosen": done.version if done else None})
    else:
        print_foreseen(found, done, names)


def day(on: datetime | None) -> date | None:
    """Return the day of an option."""
    return on.date() if on else None


def chosen(
    system: "System", nomination: UUID, newer: Regime, by: Hand, reason: str, key: str | None
) -> Receipt:
    """
    Let the case go on under the regime.

    Raises:
        Refused: with every broken rule.
    """
    order = ordered(nomination, newer, by, reason, system.ledger, system.rulebooks)
    command = command_id(by.actor, key or uuid4().hex)
    asked = sha256(write([str(nomination), newer.key, reason])).hexdigest()
    return system.handle(Order(order, command, str(command), asked))


def print_foreseen(found: Foreseen, done: Receipt | None, names: Names) -> None:
    """Print what differs, the way from then on, and what keeps one from choosing it."""
    rows = [differing(one, names) for one in found.differences]
    table(("about", "is", "would be"), rows)
    way = [(names.of("step", one.key), *held_by(one, names)) for one in found.steps]
    table(("ahead", "role", "unit"), way)
    for one in found.broken:
        say(line(one.code, one.detail, one.facts, names))
    was, regime = (names.of("regime", one) for one in (found.was, found.regime))
    left, newer = (names.of_in_english("regime", one) for one in (found.was, found.regime))
    if done:
        say(f"tiếp tục theo {regime} / goes on under {newer}, at version {done.version}")
        return
    may, can = ("được", "may") if not found.broken else ("không được", "may not")
    say(f"đang theo {was}; {may} chuyển sang {regime} / under {left}; {can} go under {newer}")


def held_by(step: Step, names: Names) -> tuple[str, str]:
    """Return who acts at a step, and of which unit, as people call them."""
    return names.of("role", step.role), names.of("unit", step.unit)


def differing(one: Difference, names: Names) -> tuple[str, str, str]:
    """Return one difference as people call it; a route by its steps."""
    if one.about == ROUTE:
        return names.of("about", one.about), route(one.was, names), route(one.would, names)
    was, would = (said if said == "-" else names.of("paper", said) for said in (one.was, one.would))
    return names.of("about", one.about), was, would


def route(told: str, names: Names) -> str:
    """Return the steps of a way, each by what is done and at which level."""
    return " > ".join(names.of("step", one.replace(" ", "-")) for one in told.split(" > "))

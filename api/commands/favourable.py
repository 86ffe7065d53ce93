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
from api.commands.what_if_told import SAID
from api.json_text import write
from api.nomination.favourable import foreseen_shown
from domain.hand import Hand
from domain.nomination.decide import nomination_unknown
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
    if as_json:
        shown = {**foreseen_shown(nomination, found)}
        document({**shown, "chosen": done.version if done else None})
    else:
        print_foreseen(found, done)


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


def print_foreseen(found: Foreseen, done: Receipt | None) -> None:
    """Print what differs, the way from then on, and what keeps one from choosing it."""
    rows = [(SAID[one.about], one.was, one.would) for one in found.differences]
    table(("about", "is", "would be"), rows)
    way = [(one.key, one.level, one.act.value, one.role, one.unit) for one in found.steps]
    table(("ahead", "level", "act", "role", "unit"), way)
    for one in found.broken:
        say(line(one.code, one.detail, one.facts))
    if done:
        say(f"goes on under {found.regime}, at version {done.version}")
    else:
        say(
            f"under {found.was}; {'may' if not found.broken else 'may not'} go under {found.regime}"
        )

"""Who acts at the command line: the bearer of a token, checked as it is over HTTP."""

from datetime import date
from typing import TYPE_CHECKING

import click

from domain.access import VIETNAM
from domain.hand import Hand
from services.stores import BadToken, Claims

if TYPE_CHECKING:
    from api.system import System

token_option = click.option(
    "--token",
    envvar="VINHDANH_TOKEN",
    show_envvar=True,
    help="Who you are; see `vinhdanh token`.",
)


def speaker(system: "System", token: str | None) -> Claims:
    """
    Return who speaks.

    Raises:
        BadToken: no token, or not one of ours.
    """
    if not token:
        raise BadToken("missing")
    return system.tokens.check(token.strip(), system.clock.now())


def hand(system: "System", who: Claims, on: date | None) -> Hand:
    """Return the hand of a command; without a date on the paper, today's in Viet Nam."""
    now = system.clock.now()
    day = on or now.astimezone(VIETNAM).date()
    return Hand(
        actor=who.subject,
        roles=who.roles,
        units=who.units,
        effective_on=day,
        received_at=now,
        recorded_at=now,
        capacity=who.capacity,
        calendar=system.calendars.around(day),
        forces=system.rulebooks.forces(),
    )

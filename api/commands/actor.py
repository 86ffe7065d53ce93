"""Who acts at the command line: the bearer of a token, checked as it is over HTTP."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from uuid import UUID

import click

from api.commands.errors import NAMES
from api.fact_names import names_of
from api.looking import Looking, reader_of
from domain.access import VIETNAM
from domain.hand import Hand
from domain.reading import Scope, united
from domain.refusal import Refusal, Refused
from services.offices import speaking
from services.reading import scope_for
from services.stores import BadToken, Claims

if TYPE_CHECKING:
    from api.system import System

OFFICE = "vinhdanh.office"
"""Where a command keeps the office that it was told it comes from."""
P = ParamSpec("P")
R = TypeVar("R")


def _keep(ctx: click.Context, _parameter: click.Parameter, said: str | None) -> None:
    ctx.meta[OFFICE] = said


def token_option(command: Callable[P, R]) -> Callable[P, R]:
    """Give a command the options that say who speaks, and in which of their offices."""
    token = click.option(
        "--token",
        envvar="VINHDANH_TOKEN",
        show_envvar=True,
        help="Who you are; see `vinhdanh token`.",
    )
    office = click.option(
        "--office",
        envvar="VINHDANH_OFFICE",
        show_envvar=True,
        expose_value=False,
        callback=_keep,
        help="In which office of the token, such as leader@10532; the only one held if left out.",
    )
    return token(office(command))


def speaker(system: "System", token: str | None) -> Claims:
    """
    Return who speaks, in the office that counts for this command, as over HTTP.

    Raises:
        BadToken: no token, not one of ours, or not held in the office the command names.
    """
    meta = click.get_current_context().meta
    meta[NAMES] = partial(names_of, system)
    if not token:
        raise BadToken("missing")
    who = system.tokens.check(token.strip(), system.clock.now())
    return speaking(who, meta.get(OFFICE) or None, _today(system))


def looking(system: "System", who: Claims, *more: Scope) -> Looking:
    """Return the views as somebody may see them, with what they are told of beside."""
    return Looking(system.views, united(scope_for(who, system.units, _today(system)), *more))


def looking_at(system: "System", who: Claims, thing: UUID, unknown: Refusal) -> Looking:
    """
    Return the views for somebody who may read a case, a submission or a session.

    Raises:
        Refused: they may not, or there is none: nobody is told which.
    """
    scope = reader_of(thing, who, _today(system), system)
    if scope is None:
        raise Refused(unknown)
    return Looking(system.views, scope)


def _today(system: "System") -> date:
    return system.clock.now().astimezone(VIETNAM).date()


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

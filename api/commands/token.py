"""`vinhdanh token`: a development token, signed with the key made at the first start."""

import re
from datetime import date, timedelta
from math import isfinite

import click

from api.commands.door import Door
from api.commands.print import as_json, document
from domain.hand import FORMS
from services.claim_text import claim_flaw
from services.office import Office
from services.stores import Claims

ROLES = (
    "nominating-officer",
    "council-secretary",
    "council-member",
    "council-chair",
    "appraiser",
    "clerk",
    "leader",
    "consulted-agency",
    "auditor",
    "inspector",
    "data-officer",
    "operator",
    "service",
    "directory-keeper",
)
LONGEST = 24 * 366
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
OFFICE = re.compile(f"(?P<role>[a-z-]+)@(?P<unit>[^:]+)(:(?P<since>{DAY})?:(?P<until>{DAY})?)?")


Said = str | tuple[str, ...]


def _fit(_ctx: click.Context, _parameter: click.Parameter, said: Said) -> Said:
    """Return what the token shall say; BadParameter for what no service would take in one."""
    for text in (said,) if isinstance(said, str) else said:
        if flaw := claim_flaw(text):
            raise click.BadParameter(flaw)
    return said


def _finite(_ctx: click.Context, _parameter: click.Parameter, hours: float) -> float:
    """Return how long; BadParameter for what no clock can count, which no range keeps out."""
    if isfinite(hours):
        return hours
    raise click.BadParameter("say how many hours")


def _offices(_ctx: click.Context, _parameter: click.Parameter, said: Said) -> tuple[Office, ...]:
    """Return offices; BadParameter for what names none."""
    return tuple(map(_office, said))


def _office(said: str) -> Office:
    found = OFFICE.fullmatch(said)
    if found is None or found["role"] not in ROLES or claim_flaw(found["unit"]):
        raise click.BadParameter("say ROLE@UNIT, or ROLE@UNIT:FIRST-DAY:LAST-DAY")
    try:
        days = [date.fromisoformat(one) if one else None for one in found.group("since", "until")]
    except ValueError:
        raise click.BadParameter("a day is written as 2026-12-31") from None
    return Office(found["role"], found["unit"], *days)


@click.command()
@click.option("--actor", required=True, callback=_fit, help="Whom the token speaks for.")
@click.option("--role", "roles", multiple=True, type=click.Choice(ROLES))
@click.option(
    "--unit",
    "units",
    multiple=True,
    callback=_fit,
    help="Code of a unit, such as 10532; repeatable.",
)
@click.option(
    "--office",
    "offices",
    multiple=True,
    callback=_offices,
    help="A role in one unit, such as leader@10532 or leader@10532:2026-01-01:2026-12-31.",
)
@click.option("--capacity", type=click.Choice(sorted(FORMS)), help="Signing form, for signatures.")
@click.option(
    "--hours", default=12.0, type=click.FloatRange(0, LONGEST, min_open=True), callback=_finite
)
@as_json
@click.pass_obj
def token(  # noqa: PLR0913 - one argument an option
    door: Door,
    /,
    *,
    actor: str,
    roles: tuple[str, ...],
    units: tuple[str, ...],
    offices: tuple[Office, ...],
    capacity: str | None,
    hours: float,
    as_json: bool,
) -> None:
    """Print a token for development; nothing but the token goes to the standard output."""
    if bool(offices) == bool(roles) or (offices and units):
        raise click.UsageError("say --role and --unit, or --office")
    who = Claims(actor, frozenset(roles), frozenset(units), capacity, offices)
    issued = door.token(who, timedelta(hours=hours))
    if as_json:
        document({"token": issued})
    else:
        click.echo(issued)

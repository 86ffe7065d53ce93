"""On what a proposal rests, as options of the terminal."""

from collections.abc import Mapping

import click

from domain.nomination.basis import Commendation

Option = str | int | tuple[str, ...] | None
ENTRY = "UNIT/YEAR/NUMBER"


def options() -> list[click.Parameter]:
    """Return the options of a basis."""
    kinds = click.Choice([one.value for one in Commendation])
    return [
        click.Option(["--commendation"], type=kinds, help="Kind of commendation."),
        click.Option(["--achievement-entry"], metavar=ENTRY, help="Entry of it in a book."),
        click.Option(["--initiative"], multiple=True, metavar=ENTRY, help="Entry of one."),
        click.Option(["--builds-on"], multiple=True, metavar="HONOUR", help="One it cites."),
        click.Option(["--year"], type=int, help="Year of the achievement; of the paper if absent."),
        click.Option(["--since"], metavar="DATE", help="First day of the achievement."),
    ]


def said_of(said: Mapping[str, Option]) -> tuple[dict[str, object], dict[str, Option]]:
    """Return the basis as a form has it, and the options that are not of it."""
    rest = dict(said)
    achievement, initiatives = rest.pop("achievement_entry"), rest.pop("initiative")
    told: dict[str, object] = {
        "commendation": rest.pop("commendation"),
        "achievement": entry(achievement) if isinstance(achievement, str) else None,
        "initiatives": [entry(one) for one in _each(initiatives)],
        "builds_on": list(_each(rest.pop("builds_on"))),
        "year": rest.pop("year"),
        "since": rest.pop("since"),
    }
    return {name: value for name, value in told.items() if value}, rest


def entry(written: str) -> dict[str, object]:
    """
    Return an entry in a book, written as unit, year and number: 10532/2025/7/TT.

    Raises:
        BadParameter: it is not.
    """
    unit, _, rest = written.partition("/")
    year, _, number = rest.partition("/")
    if not (unit and number and year.isascii() and year.isdigit()):
        raise click.BadParameter(f"{written}: write {ENTRY}, such as 10532/2025/7")
    return {"unit": unit, "year": int(year), "number": number}


def _each(said: Option) -> tuple[str, ...]:
    return said if isinstance(said, tuple) else ()

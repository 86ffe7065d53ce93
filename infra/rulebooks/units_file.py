"""The prepared file of administrative units and the file of levels: read, and written."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from importlib.resources import files

from domain.units import Fate, Level, Successor, Unit, Units

COLUMNS = (
    "code",
    "level",
    "parent",
    "name",
    "division",
    "in_force_from",
    "in_force_to",
    "fate",
    "successors",
    "source",
    "confirmed",
)
FOLDER = files("domain") / "rulebooks" / "units"
UNITS = FOLDER / "units.tsv"
LEVELS = FOLDER / "levels.toml"


class BadUnitsFile(ValueError):
    """The file of units is not what it should be; names the line."""


@cache
def load_units() -> Units:
    """
    Return the units of the whole country; read once in a process.

    Raises:
        BadUnitsFile: the prepared file is damaged.
    """
    return Units(
        read_units(UNITS.read_text(encoding="utf-8")),
        read_levels(LEVELS.read_text(encoding="utf-8")),
    )


def read_levels(text: str) -> Iterator[Level]:
    """Read the levels, the lowest first, from TOML."""
    for entry in tomllib.loads(text)["levels"]:
        yield Level(
            key=entry["key"],
            vi=entry["vi"],
            en=entry["en"],
            in_force_from=entry.get("in_force_from"),
            in_force_to=entry.get("in_force_to"),
            source=entry["source"],
            confirmed=entry["confirmed"],
        )


def read_units(text: str) -> Iterator[Unit]:
    """
    Read units from tab separated lines under a line of column names.

    Raises:
        BadUnitsFile: at the first line that does not fit.
    """
    lines = text.splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise BadUnitsFile(f"line 1: the columns are not {', '.join(COLUMNS)}")
    for number, line in enumerate(lines[1:], start=2):
        try:
            yield _unit(*line.split("\t"))
        except (TypeError, ValueError, KeyError) as wrong:
            raise BadUnitsFile(f"line {number}: {wrong}") from wrong


def written(units: Iterable[Unit]) -> str:
    """Return the text of the file, in the order given; reading it gives the same units."""
    lines = ["\t".join(COLUMNS), *map(_line, units)]
    return "\n".join(lines) + "\n"


_FATES = {fate.value: fate for fate in Fate}
_CONFIRMED = {"true": True, "false": False}


def _unit(  # noqa: PLR0913, PLR0917 - one parameter a column
    code: str,
    level: str,
    parent: str,
    name: str,
    division: str,
    in_force_from: str,
    in_force_to: str,
    fate: str,
    successors: str,
    source: str,
    confirmed: str,
) -> Unit:
    return Unit(
        code,
        level,
        parent or None,
        name,
        division,
        _day(in_force_from),
        _day(in_force_to),
        _FATES[fate],
        _successors(successors),
        source,
        _CONFIRMED[confirmed],
    )


def _line(unit: Unit) -> str:
    return "\t".join(
        (
            unit.code,
            unit.level,
            unit.parent or "",
            unit.name,
            unit.division,
            str(unit.in_force_from or ""),
            str(unit.in_force_to or ""),
            unit.fate.value,
            " ".join(f"{link.code}@{link.since}" for link in unit.successors),
            unit.source,
            str(unit.confirmed).lower(),
        )
    )


@cache
def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _successors(text: str) -> tuple[Successor, ...]:
    links = (link.partition("@") for link in text.split())
    return tuple(Successor(code, date.fromisoformat(since)) for code, _, since in links)

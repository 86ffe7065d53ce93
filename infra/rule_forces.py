"""The operator's file that sets how hard rules of eligibility hold, each choice with its source."""

import tomllib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from domain.eligibility.verdict import RULES
from domain.force import ANY_AWARD, Force, Forces, places_key
from domain.ladder import Posting
from domain.lineage import Lineage
from domain.units import Units
from infra.movement_checks import twice

MOST_PLACES = 500
MOST_DAYS = 90
MOST_YEARS = 50


class BadRules(Exception):
    """The file of rules cannot be used; says where and why."""


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The force an operator gives one rule, and by whose word."""

    key: str
    force: Force
    source: str


class Quota(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many nominees a unit may propose for an award of a year, and by whose word."""

    award: str
    unit: str
    year: int
    places: Annotated[int, msgspec.Meta(ge=0, le=MOST_PLACES)]
    source: str

    @property
    def key(self) -> str:
        """Return how these places are called."""
        return places_key(self.award, self.unit, self.year)


class Publicity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For how many working days cases of an award are posted at a level, and by whose word."""

    award: str
    level: str
    working_days: Annotated[int, msgspec.Meta(ge=1, le=MOST_DAYS)]
    source: str

    @property
    def key(self) -> str:
        """Return how this posting is called."""
        return f"{self.award}/{self.level}"


class Reach(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many years back an achievement proposed for an award may lie, and by whose word."""

    award: str
    years_back: Annotated[int, msgspec.Meta(ge=0, le=MOST_YEARS)]
    source: str

    @property
    def key(self) -> str:
        """Return of which award this is said."""
        return self.award


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """The form of the file."""

    rules: tuple[Choice, ...] = ()
    quotas: tuple[Quota, ...] = ()
    postings: tuple[Publicity, ...] = ()
    reaches: tuple[Reach, ...] = ()


def read_forces(path: Path) -> Forces:
    """
    Return what the TOML file *path* sets: the force of rules, places of units, postings, years.

    Raises:
        BadRules: not readable, not TOML, of another form, an entry without its source, a rule
            nobody knows or one that stands twice.
    """
    try:
        told = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    except (OSError, ValueError) as err:
        raise BadRules(f"{path}: {err}") from err
    if wrong := ", ".join(_wrong(told)):
        raise BadRules(f"{path}: {wrong}")
    return Forces(
        chosen={one.key: one.force for one in told.rules},
        places={one.key: one.places for one in told.quotas},
        postings={(one.award, one.level): _posting(one) for one in told.postings},
        years_back={one.award: one.years_back for one in told.reaches},
    )


def _wrong(told: _File) -> Iterator[str]:
    """Find what is wrong with a file."""
    yield from _wrong_in(told.rules)
    yield from _wrong_with(told.quotas, "$.quotas")
    yield from _wrong_with(told.postings, "$.postings")
    yield from _wrong_with(told.reaches, "$.reaches")


def _posting(one: Publicity) -> Posting:
    """Return a posting as rules look at it."""
    return Posting(one.level, one.working_days, one.source, confirmed=False)


def _wrong_in(choices: tuple[Choice, ...]) -> Iterator[str]:
    """Find what is wrong with the choices."""
    known = {one.key for one in RULES}
    always = {one.key for one in RULES if one.always}
    yield from (f"no rule {one.key}" for one in choices if one.key not in known)
    yield from (f"{one.key} always binds" for one in choices if one.key in always)
    tells = {one.key for one in RULES if one.tells}
    binding = (one.key for one in choices if one.force is Force.BINDS)
    yield from (f"{one} tells people and binds nothing" for one in binding if one in tells)
    yield from _wrong_with(choices, "$.rules")


def _wrong_with(entries: Sequence[Choice | Quota | Publicity | Reach], at: str) -> Iterator[str]:
    """Find entries that stand twice, or without a source."""
    yield from twice(at, [one.key for one in entries])
    yield from (f"{one.key} needs a source" for one in entries if not one.source.strip())


def hold_against(chosen: Forces, awards: Collection[str], units: Units) -> None:
    """
    Let choices pass that are about awards, units and levels there are: others would do nothing.

    Raises:
        BadRules: with everything that is unknown.
    """
    known = {*awards, ANY_AWARD}
    wrong = [f"unknown award {one}" for one in sorted(awards_of(chosen) - known)]
    wrong += strange_units(chosen, Lineage(units))
    levels = {one.key for one in units.every_level()}
    wrong += [f"unknown level {one}" for _, one in chosen.postings if one not in levels]
    if wrong:
        raise BadRules(", ".join(wrong))


def awards_of(chosen: Forces) -> set[str]:
    """Return the awards that choices are about."""
    of_places = (key.split("/")[0] for key in chosen.places)
    return {*chosen.years_back, *of_places, *(award for award, _ in chosen.postings)}


def strange_units(chosen: Forces, lineage: Lineage) -> list[str]:
    """Return the units with places that do not stand in the year of these."""
    places = (key.split("/") for key in chosen.places)
    told = ((unit, int(year)) for _, unit, year in places)
    return [f"no unit {unit} in {year}" for unit, year in told if not lineage.stood(unit, year)]

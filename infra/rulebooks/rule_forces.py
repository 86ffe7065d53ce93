"""The operator's file that sets how hard rules of eligibility hold, each choice with its source."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec

from domain.eligibility.ruleset import RULES, Rule
from domain.force import ANY_AWARD, Force, Forces, places_key
from domain.ladder import Posting
from domain.lineage import Lineage
from domain.units import Units
from infra.rulebooks.movement_checks import twice
from infra.rulebooks.own_file import OWN, OwnFile, read_own
from infra.rulebooks.read_once import ReadOnce

MOST_PLACES = 500
MOST_DAYS = 90
MOST_YEARS = 50
NOTHING_CHOSEN = Forces()


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


@dataclass(frozen=True, slots=True)
class Told:
    """What the file of an operator sets, and the file itself to find its lines again."""

    forces: Forces
    read: OwnFile[_File]


def read_forces(path: Path | ReadOnce) -> Told:
    """
    Return what the TOML file *path* sets: the force of rules, places of units, postings, years.

    Raises:
        BadRules: not readable, not TOML, or of another form.
    """
    read = read_own(path, _File, BadRules)
    told = read.says
    forces = Forces(
        chosen={one.key: one.force for one in told.rules},
        places={one.key: one.places for one in told.quotas},
        postings={(one.award, one.level): _posting(one) for one in told.postings},
        years_back={one.award: one.years_back for one in told.reaches},
    )
    return Told(forces, read)


def _wrong(told: _File) -> Iterator[str]:
    """Find what is wrong with a file."""
    yield from _wrong_in(told.rules)
    yield from _wrong_with(told.quotas, "$.quotas")
    yield from _wrong_with(told.postings, "$.postings")
    yield from _wrong_with(told.reaches, "$.reaches")


def _posting(one: Publicity) -> Posting:
    """Return a posting as rules look at it."""
    return Posting(one.level, one.working_days, OWN + one.source, confirmed=False)


def _wrong_with_one(one: Choice, rule: Rule | None) -> str | None:
    """Return what is wrong with the force that is set for a rule."""
    if rule is None:
        return f"no rule {one.key}"
    if rule.always:
        return f"{one.key} always binds"
    if rule.tells and one.force is Force.BINDS:
        return f"{one.key} tells people and binds nothing"
    return None


def _wrong_in(choices: tuple[Choice, ...]) -> Iterator[str]:
    """Find what is wrong with the choices."""
    known = {one.key: one for one in RULES}
    for number, one in enumerate(choices):
        if why := _wrong_with_one(one, known.get(one.key)):
            yield f"$.rules[{number}]: {why}"
    yield from _wrong_with(choices, "$.rules")


def _wrong_with(entries: Sequence[Choice | Quota | Publicity | Reach], at: str) -> Iterator[str]:
    """Find entries that stand twice, or without a source."""
    yield from twice(at, [one.key for one in entries])
    for number, one in enumerate(entries):
        if not one.source.strip():
            yield f"{at}[{number}]: {one.key} needs a source"


def hold_against(told: Told, ways: Collection[tuple[str, str]], units: Units) -> None:
    """
    Let choices pass that are sound and do something: of awards, units and levels there are.

    *ways* are the awards of all regimes with the levels that the ways to them lead through.

    Raises:
        BadRules: with all that is unsound or would do nothing: an entry without its source, a rule
            nobody knows or one that stands twice, an award, unit or level there is not.
    """
    says, awards = told.read.says, {award for award, _ in ways}
    wrong = (
        *_wrong(says),
        *strange_awards("$.quotas", [one.award for one in says.quotas], awards),
        *strange_awards("$.postings", [one.award for one in says.postings], awards),
        *strange_awards("$.reaches", [one.award for one in says.reaches], {*awards, ANY_AWARD}),
        *strange_units(says.quotas, Lineage(units)),
        *strange_levels(says.postings, ways, {one.key for one in units.every_level()}),
    )
    if problems := told.read.told(wrong):
        raise BadRules("\n".join(problems))


def strange_awards(at: str, told: Sequence[str], awards: Collection[str]) -> Iterator[str]:
    """Find what is said of awards there are not."""
    for number, award in enumerate(told):
        if award not in awards:
            yield f"{at}[{number}]: unknown award {award}"


def strange_units(quotas: Sequence[Quota], lineage: Lineage) -> Iterator[str]:
    """Find places of units that do not stand in the year of these."""
    for number, one in enumerate(quotas):
        if not lineage.stood(one.unit, one.year):
            yield f"$.quotas[{number}]: no unit {one.unit} in {one.year}"


def strange_levels(
    postings: Sequence[Publicity], ways: Collection[tuple[str, str]], levels: Collection[str]
) -> Iterator[str]:
    """Find postings at levels there are not, or that no case of the award comes to."""
    awards = {award for award, _ in ways}
    for number, one in enumerate(postings):
        if one.level not in levels:
            yield f"$.postings[{number}]: unknown level {one.level}"
        elif one.award in awards and (one.award, one.level) not in ways:
            yield f"$.postings[{number}]: no way to {one.award} leads through {one.level}"

"""A reform of units as a file says it: its day, its law, which levels, powers and units change."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from domain.ladder import Act
from domain.reform.plan import EVERY_AWARD, Transfer


@dataclass(frozen=True, slots=True)
class LevelSteps:
    """What becomes of steps of some acts: they go to the level `to`, or fall away without one."""

    acts: tuple[Act, ...]
    source: str
    confirmed: bool
    to: str | None = None


@dataclass(frozen=True, slots=True)
class AbolishedLevel:
    """A level that ends with the reform."""

    level: str
    source: str
    confirmed: bool
    steps: tuple[LevelSteps, ...]


@dataclass(frozen=True, slots=True)
class MovedPower:
    """Acts that go from a level that stays to another, of some `awards` or of every one."""

    level: str
    acts: tuple[Act, ...]
    to: str
    source: str
    confirmed: bool
    awards: tuple[str, ...] = (EVERY_AWARD,)


@dataclass(frozen=True, slots=True)
class EndedUnit:
    """A unit whose last day is the one before; the codes that carry it on, none where none do."""

    code: str
    source: str
    confirmed: bool
    into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BegunUnit:
    """A unit that stands from the day of the reform, or is another one from then on."""

    code: str
    level: str
    parent: str
    name: str
    division: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class ReformFile:
    """
    One reform; `ended` and `begun` are the units it changes.

    `units` names a file of all units beside it, absent for those of the house.
    """

    key: str
    in_force_from: date
    legal_basis: str
    source: str
    confirmed: bool
    abolished: tuple[AbolishedLevel, ...] = ()
    moved: tuple[MovedPower, ...] = ()
    ended: tuple[EndedUnit, ...] = ()
    begun: tuple[BegunUnit, ...] = ()
    units: str | None = None


def transfers_of(says: ReformFile) -> dict[tuple[str, Act], Transfer]:
    """Return what becomes of each act of each level that ends."""
    return {
        (gone.level, act): Transfer(steps.to, steps.source, steps.confirmed)
        for gone in says.abolished
        for steps in gone.steps
        for act in steps.acts
    }


def moves_of(says: ReformFile) -> dict[tuple[str, Act, str], Transfer]:
    """Return where each power goes that moves from a level that stays."""
    return {
        (one.level, act, award): Transfer(one.to, one.source, one.confirmed)
        for one in says.moved
        for act in one.acts
        for award in one.awards
    }


def wrong_in_reform(says: ReformFile, awards: Collection[str]) -> list[str]:
    """Return what a reform leaves open: every act has one fate, and a decision has a place."""
    gone = {one.level for one in says.abolished}
    return [
        *_wrong_in_head(says),
        *(
            f"$.abolished[{at}]: {wrong}"
            for at, level in enumerate(says.abolished)
            for wrong in _wrong_with(level, gone)
        ),
        *_wrong_in_moves(says, gone, {EVERY_AWARD, *awards}),
    ]


def _wrong_in_head(says: ReformFile) -> Iterator[str]:
    for name in ("key", "legal_basis"):
        if not getattr(says, name).strip():
            yield f"$.{name}: empty"
    if says.in_force_from == date.min:
        yield "$.in_force_from: no day before it"
    levels = [one.level for one in says.abolished]
    yield from (f"$.abolished: {one} stands twice" for one in set(levels) if levels.count(one) > 1)


def _wrong_with(level: AbolishedLevel, gone: Collection[str]) -> Iterator[str]:
    acts = [act for steps in level.steps for act in steps.acts]
    if sorted(map(str, acts)) != sorted(map(str, Act)):
        yield "not every act stands once"
    for steps in level.steps:
        if steps.to in gone:
            yield f"{steps.to} ends too"
        if steps.to is None and Act.DECIDE in steps.acts:
            yield "a decision has to go somewhere"


def _wrong_in_moves(
    says: ReformFile, gone: Collection[str], awards: Collection[str]
) -> Iterator[str]:
    seen: set[tuple[str, Act, str]] = set()
    for at, one in enumerate(says.moved):
        named = f"$.moved[{at}]"
        if one.level in gone or one.to in {*gone, one.level}:
            yield f"{named}: from {one.level} to {one.to} is no way between levels that stay"
        yield from (f"{named}: unknown award {key}" for key in one.awards if key not in awards)
        powers = [(one.level, act, award) for act in one.acts for award in one.awards]
        if seen & set(powers) or not powers:
            yield f"{named}: a power stands twice, or none does"
        seen |= set(powers)

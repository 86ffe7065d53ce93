"""Who carries a unit on after a reform: one unit by a rule, or several that a person chooses of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.reform.plan import Reform
from domain.units import Fate, Unit

STANDS, RENAMED, MERGED = "unit-stands", "unit-renamed", "unit-merged"
DIVIDED, DISSOLVED, UNTRACED = "unit-divided", "unit-dissolved", "unit-untraced"
UNFILLED = "level-unfilled"
WITHOUT_HEIR = {Fate.DISSOLVED: DISSOLVED}


@dataclass(frozen=True, slots=True)
class Heir:
    """The one unit that carries on, and the rule that says so."""

    unit: Unit
    rule: str


@dataclass(frozen=True, slots=True)
class NoHeir:
    """
    No rule says who carries on: `rule` says why, `candidates` who may.

    `decided_by` is the lowest unit above all of them, or above the old one; None where none is.
    """

    rule: str
    candidates: tuple[str, ...]
    decided_by: str | None


def heir_of(reform: Reform, code: str, known_on: date) -> Heir | NoHeir:
    """
    Return who carries on the unit that bore *code* on a day before the reform.

    Reforms that lie between are followed through: a code may have gone to another unit since.
    """
    heirs = reform.units.carrying_on(code, known_on, reform.in_force_from)
    old = reform.units.unit(code, known_on)
    if len(heirs) == 1:
        return Heir(heirs[0], _rule(reform, old, heirs[0], known_on))
    if heirs:
        return NoHeir(DIVIDED, tuple(one.code for one in heirs), _common(reform, heirs))
    rule = WITHOUT_HEIR.get(old.fate, UNTRACED) if old else UNTRACED
    return NoHeir(rule, (), _above(reform, old, known_on))


def _rule(reform: Reform, old: Unit | None, heir: Unit, known_on: date) -> str:
    """Return whether the heir is the unit itself, carries it on alone, or others with it."""
    if heir == old:
        return STANDS
    if heir.in_force(known_on):
        return MERGED
    before = reform.units.forerunners(heir.code, reform.in_force_from)
    while len(before) == 1 and before[0] != old:
        before = reform.units.forerunners_of(before[0])
    return RENAMED if len(before) == 1 else MERGED


def _upward(reform: Reform, unit: Unit) -> Iterator[str]:
    """Go up from above a unit, as the units stand from the day of the reform."""
    parent = unit.parent
    while parent is not None:
        yield parent
        above = reform.units.unit(parent, reform.in_force_from)
        parent = above.parent if above else None


def _common(reform: Reform, units: Sequence[Unit]) -> str | None:
    """Return the lowest unit above all of *units*, None where there is none."""
    others = [set(_upward(reform, one)) for one in units[1:]]
    return next((one for one in _upward(reform, units[0]) if all(one in up for up in others)), None)


def _above(reform: Reform, old: Unit | None, known_on: date) -> str | None:
    """Return the heir of the lowest unit above an old one that has a single heir."""
    while old is not None and old.parent is not None:
        heirs = reform.units.carrying_on(old.parent, known_on, reform.in_force_from)
        if len(heirs) == 1:
            return heirs[0].code
        old = reform.units.unit(old.parent, known_on)
    return None

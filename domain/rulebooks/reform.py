"""A reform of units as a file says it: its day, its law, the levels it takes away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.ladder import Act
from domain.reform.plan import Transfer


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
class ReformFile:
    """One reform; `units` names a file of units beside it, absent for those of the house."""

    key: str
    in_force_from: date
    legal_basis: str
    source: str
    confirmed: bool
    abolished: tuple[AbolishedLevel, ...] = ()
    units: str | None = None


def transfers_of(says: ReformFile) -> dict[tuple[str, Act], Transfer]:
    """Return what becomes of each act of each level that ends."""
    return {
        (gone.level, act): Transfer(steps.to, steps.source, steps.confirmed)
        for gone in says.abolished
        for steps in gone.steps
        for act in steps.acts
    }


def wrong_in_reform(says: ReformFile) -> list[str]:
    """Return what a reform leaves open: every act has one fate, and a decision has a place."""
    gone = {one.level for one in says.abolished}
    return [
        f"$.abolished[{at}]: {wrong}"
        for at, level in enumerate(says.abolished)
        for wrong in _wrong_with(level, gone)
    ]


def _wrong_with(level: AbolishedLevel, gone: set[str]) -> Iterator[str]:
    acts = [act for steps in level.steps for act in steps.acts]
    if sorted(map(str, acts)) != sorted(map(str, Act)):
        yield "not every act stands once"
    for steps in level.steps:
        if steps.to in gone:
            yield f"{steps.to} ends too"
        if steps.to is None and Act.DECIDE in steps.acts:
            yield "a decision has to go somewhere"

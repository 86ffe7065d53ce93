"""Where a case can stand, as the table by hand names it; no word of the code is asked for it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TABLE: dict[str, Any] = tomllib.loads((HERE / "table.toml").read_text())
JUDGES: dict[str, str] = TABLE["judges"]
PATH: list[dict[str, str]] = TABLE["path"]
STEPS = [one["step"] for one in PATH]
FIRST, LAST = STEPS[0], STEPS[-1]
DOES = {one["step"]: one["does"] for one in PATH}
UNIT_OF = {one["step"]: one["unit"] for one in PATH}
LEVELS = list(dict.fromkeys(UNIT_OF.values()))
PROPOSES = UNIT_OF[FIRST]
ABOVE = LEVELS[2]
ARRIVALS = [one for at, one in enumerate(STEPS) if at and UNIT_OF[one] != UNIT_OF[STEPS[at - 1]]]
ENDS = [next(one for one in STEPS if UNIT_OF[one] == level) for level in LEVELS]

PLAIN, BUSY, HELD, MOVED, LEFT = "plain", "busy", "held early", "after a reform", "left open"
BY_PROPOSERS, BY_JUDGE = "held by its proposers", "held by the first judge"
ASKED, POSTED, LETTER = "an agency is asked", "posted in public", "a letter waits"
NOBODYS = "left to a person by a reform"
GONE = "its agency ended"
ALONE = {HELD: BY_PROPOSERS, GONE: ASKED}
"""What befell a case to which nothing else happened, by its life."""


@dataclass(frozen=True)
class Place:
    """Where a case stands: the kind of place, the step there or last, and what befell it."""

    kind: str
    step: str | None
    life: str

    def __str__(self) -> str:
        """Return how a test names it."""
        return " ".join(one for one in (self.kind, self.step, f"({self.life})") if one)

    @property
    def names(self) -> frozenset[str]:
        """Return the words by which rows may mean this place."""
        if self.life == LEFT:
            return frozenset({NOBODYS})
        if self.kind == "waiting":
            return frozenset({"waiting", f"waiting for {DOES[self.step or FIRST]}"})
        return frozenset({self.kind})

    @property
    def holder(self) -> str:
        """Return the unit that has the case, or had it at its end."""
        return UNIT_OF[self.step] if self.step else PROPOSES

    @property
    def over(self) -> bool:
        """Say whether the case has ended, one way or another."""
        return self.kind in {"granted", "refused", "withdrawn", "withdrawn as a draft"}

    @property
    def filed(self) -> bool:
        """Say whether the case was ever handed in."""
        return self.step is not None

    @property
    def marks(self) -> frozenset[str]:
        """Return what befell the case that rows ask for."""
        if self.life in ALONE:
            return frozenset({ALONE[self.life]})
        if self.life != BUSY:
            return frozenset()
        hold = BY_JUDGE if self.filed else BY_PROPOSERS
        heard = {ASKED, POSTED} if self.kind in {"waiting", "returned"} else set()
        return frozenset({hold, LETTER, *heard})

    @property
    def passed(self) -> list[str]:
        """Return the steps that agreed and let the case go on, the last too once it is granted."""
        if self.step is None:
            return []
        return STEPS if self.kind == "granted" else STEPS[: STEPS.index(self.step)]


def places() -> Iterator[Place]:
    """Return every place of the cells."""
    for life in (PLAIN, BUSY):
        yield from _of_a_life(life, STEPS, ARRIVALS)
    for life in (HELD, MOVED):
        yield from _of_a_life(life, ENDS, ARRIVALS[:1])
    yield Place("draft", None, LEFT)
    yield from (Place("waiting", one, LEFT) for one in ENDS)
    yield Place("returned", FIRST, LEFT)
    yield from (Place(kind, ARRIVALS[0], GONE) for kind in ("waiting", "returned"))


def _of_a_life(life: str, steps: list[str], arrivals: list[str]) -> Iterator[Place]:
    yield from (Place(kind, None, life) for kind in ("draft", "withdrawn as a draft"))
    yield from (Place("waiting", one, life) for one in steps)
    yield from (Place("on its way", one, life) for one in arrivals)
    yield Place("granted", LAST, life)
    for kind in ("returned", "refused", "withdrawn"):
        yield from (Place(kind, one, life) for one in (steps if life == PLAIN else ENDS[:2]))

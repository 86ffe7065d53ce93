"""Who climbs which ladder in the tests on separation of duties: every hand, and plain ladders."""

from dataclasses import replace
from itertools import permutations
from uuid import uuid5

from domain.acting import ActingFor
from domain.hand import Hand
from domain.ladder import Act, Ladder, Step
from tests.builders import APRIL, LADDER, SPACE
from tests.histories import LEVELS, everyone

PEOPLE = "abcd"
ONE_OFFICE, ANOTHER = "leader", "council-secretary"


def hands(people: int) -> list[Hand]:
    """Return every hand there is: each person alone, and each in the place of each other."""
    names = PEOPLE[:people]
    own = [everyone(one) for one in names]
    lent = (
        replace(everyone(one), delegation=ActingFor(uuid5(SPACE, one + who), who, "1/QĐ", APRIL))
        for one, who in permutations(names, 2)
    )
    return [*own, *lent]


def climb(levels: int, endorses: str) -> Ladder:
    """Return a ladder on which each level endorses in an office; its leader sends or decides."""
    rungs: list[Step] = []
    for level in LEVELS[:levels]:
        last = Act.DECIDE if level == LEVELS[levels - 1] else Act.SUBMIT
        rungs.append(Step(f"{level}-review", level, Act.REVIEW, endorses, level))
        rungs.append(Step(f"{level}-{last.value}", level, last, "leader", level))
    return replace(LADDER, steps=tuple(rungs), papers=())

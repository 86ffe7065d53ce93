"""What a reform of units does to a made-up log."""

from collections.abc import Iterator
from datetime import date
from random import Random
from uuid import UUID, uuid5

from domain.change import Change
from domain.house_acts import events as e
from domain.ladder import Act
from domain.nomination.authority import (
    CaseReassigned,
    CaseUnassigned,
    Desk,
    StepHanded,
)
from domain.reform.events import Power, PowersMoved, UnitsReorganised
from tests.builders import WARD

Acts = Iterator[list[Change]]
FIRST, LAW, HEIR = date(2025, 7, 1), "Resolution 202/2025/QH15", "10532"
KEYS = ("ward-review", "ward-submit")
HANDED = tuple(StepHanded(key, "ward", WARD, "ward", HEIR, "unit-merged") for key in KEYS)
BEFORE, AFTER = (Desk("act", unit, "ward-review", "ward") for unit in (WARD, HEIR))
MOVED = CaseReassigned(
    "2025-07-01", FIRST, "unit-merged", LAW, WARD, HEIR, BEFORE, AFTER, HANDED, (), FIRST
)
CHOSEN = CaseReassigned(
    "2025-07-01", FIRST, "chosen-by-a-person", "its street", WARD, HEIR, BEFORE, AFTER, HANDED,
    (), None,
)  # fmt: skip
UNDECIDED = CaseUnassigned(
    "2025-07-01", FIRST, "unit-divided", LAW, WARD, BEFORE, (HEIR, "10601"), "31"
)

POWER = Power("province", Act.DECIDE, "", "ward", "made up", False)
POWERS = PowersMoved("2025-07-01", FIRST, "nd98-2023", LAW, "f" * 64, (), (POWER,))
SAID = ("reform", "2025-07-01", "f" * 64, "2 cases", "made up", None, FIRST)
OF_IT = ("f" * 64, "made up")
ON_THE_HOUSE = (
    e.SecondPersonAsked(1), e.HouseActListed(UUID(int=8), "reform", "2025-07-01"),
    e.HouseActProposed(*SAID), e.HouseActDeclined(*OF_IT), e.HouseActProposed(*SAID),
    e.HouseActAgreed("f" * 64), e.HouseActWithdrawn(*OF_IT), e.HouseActTakenAlone(*SAID),
    e.HouseActDone("reform", "2025-07-01", "f" * 64, ("first",), ()), e.LoneActConfirmed(*OF_IT),
    e.LoneActDisputed(*OF_IT), e.RulesTakenOver("rules", "a" * 64), e.RulesGone("rules"),
    e.RulesPutBack("rules", "a" * 64),
)  # fmt: skip


def done_for(case: UUID) -> e.HouseActDone:
    """Return that the choice for a case is carried out, by two persons."""
    return e.HouseActDone("assignment", str(case), "f" * 64, ("first",), ("second",))


def reorganised(_rng: Random, group: UUID) -> Acts:
    """Apply a reform that was taken alone, and do what else is done to the house."""
    yield from ([Change(uuid5(group, "act"), one)] for one in ON_THE_HOUSE)
    yield [Change(uuid5(group, "choice"), done_for(group))]
    yield [Change(group, UnitsReorganised("2025-07-01", FIRST, LAW, "f" * 64, "made up", False))]
    yield [Change(uuid5(group, "powers"), POWERS)]


def handed_over(rng: Random, case: UUID) -> Acts:
    """Give a case that is reviewed in the ward to the successor, some by a person's choice."""
    chance = rng.random()
    if chance < 0.1:
        yield [Change(case, MOVED)]
    elif chance < 0.2:
        yield [Change(case, UNDECIDED)]
        yield [Change(case, CHOSEN)]

"""What is told of what an act on the house would change."""

from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from api.house_acts_told import told_act
from domain.hand import Hand
from domain.house_acts.state import HOUSE_ACT
from domain.nomination.authority import CaseReassigned
from domain.reform.plan import Reform
from services.histories import Histories
from services.house_changes import Shelf, Would, changes
from services.reform import hand_of
from services.reform_tally import Tally

if TYPE_CHECKING:
    from api.system import System


class HouseWayShown(TypedDict):
    """From which unit to which how many cases go, and by which rule."""

    from_unit: str
    unit: str
    rule: str
    cases: int


class HouseCaseShown(TypedDict):
    """A case that would move, or wait for a person, whose unit is then None; no name is told."""

    nomination: UUID
    from_unit: str
    unit: str | None
    rule: str
    reason: str


class HouseChangesShown(TypedDict):
    """
    What an act would change, as it is now.

    Of a file of rules: the digests of the proposed file and of the one in force (None where there
    is none), and the lines that differ, as a unified diff. Of a reform: all `ways` and the first
    200 `cases`. `known` is False where the bytes are not kept here, or the house does not know the
    reform under this digest: then look at them where it was proposed.
    """

    act: UUID
    kind: str
    subject: str
    digest: str
    summary: str
    known: bool
    in_force: str | None
    diff: str | None
    ways: list[HouseWayShown]
    left_to_a_person: int
    cases: list[HouseCaseShown]


def told_changes(system: "System", act: UUID, by: Hand) -> HouseChangesShown:
    """
    Return what an act would change.

    Raises:
        Refused: the reader may not, or there is none.
    """
    said = told_act(system.ledger, act, by)
    found = changes(Histories(system.ledger).of(HOUSE_ACT, act), shelf_of(system, by))
    ways = found.tally.ways.most_common() if found.tally else []
    return {
        "act": act,
        "kind": said["kind"],
        "subject": said["subject"],
        "digest": said["digest"],
        "summary": said["summary"],
        "known": found.known,
        "in_force": found.in_force,
        "diff": found.diff,
        "ways": [
            {"from_unit": one.from_unit, "unit": one.unit, "rule": one.rule, "cases": cases}
            for one, cases in ways
        ],
        "left_to_a_person": found.tally.choices.total() if found.tally else 0,
        "cases": list(map(_case, found.cases)),
    }


def shelf_of(system: "System", by: Hand) -> Shelf:
    """Return where changes are looked up."""

    def tries(plan: Reform) -> Hand:
        return hand_for(plan, by.actor, system)

    return Shelf(system.ledger, system.rules_files, system.reform, tries)


def hand_for(plan: Reform, actor: str, system: "System") -> Hand:
    """Return the hand by which somebody applies a reform here, or tries what it would do."""
    forces = system.rulebooks.forces()
    return hand_of(actor, plan, system.clock, system.calendars, forces)


def _case(would: Would) -> HouseCaseShown:
    case, fact = would
    unit = fact.proposer if isinstance(fact, CaseReassigned) else None
    before = fact.from_proposer if isinstance(fact, CaseReassigned) else fact.proposer
    return {
        "nomination": case,
        "from_unit": before,
        "unit": unit,
        "rule": fact.rule,
        "reason": fact.reason,
    }


def summary(tally: Tally, *, would: bool) -> str:
    """Return in one line what a reform did, or would do."""
    verb = "would move" if would else "moved"
    return (
        f"{tally.cases} cases, {tally.ended} of them ended: {tally.moved.total()} {verb}, "
        f"{tally.choices.total()} left to a person, {tally.unchanged} stay as they are"
    )

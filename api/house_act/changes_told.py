"""What is told of what an act on the house would change."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from api.house_act.told import told_act
from domain.hand import Hand
from domain.house_acts.state import HOUSE_ACT
from domain.nomination.authority import CaseReassigned
from domain.reform.plan import Reform
from domain.units import Units
from services.dry_runs import DryRuns, Would
from services.histories import Histories
from services.house_changes import Shelf, changes
from services.reform import hand_of
from services.reform_tally import Tally, Way

if TYPE_CHECKING:
    from api.system import System


class HouseWayShown(TypedDict):
    """From which unit to which how many cases go, and by which rule; names are of those days."""

    from_unit: str
    from_unit_name: str
    unit: str
    unit_name: str
    rule: str
    cases: int


class HouseCaseShown(TypedDict):
    """A case that would move, or wait for a person, whose unit is then None; no name is told."""

    nomination: UUID
    from_unit: str
    from_unit_name: str
    unit: str | None
    unit_name: str | None
    rule: str
    reason: str


class HouseChangesShown(TypedDict):
    """
    What an act would change, as it is now.

    Of a file of rules: the digests of the proposed file and of the one in force (None where there
    is none), and the lines that differ, as a unified diff. Of a reform: all `ways` and the first
    200 `cases`, with everything in the log up to `position`, None of what is no reform. `known` is
    False where the bytes are not kept here, or the house does not know the reform under this
    digest: then look at them where it was proposed.
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
    position: int | None


def told_changes(system: "System", act: UUID, by: Hand, dry_runs: DryRuns) -> HouseChangesShown:
    """
    Return what an act would change; a dry run is made only where none of those made so far holds.

    Raises:
        Refused: the reader may not, or there is none.
    """
    said = told_act(system.ledger, act, by)
    found = changes(Histories(system.ledger).of(HOUSE_ACT, act), shelf_of(system, by, dry_runs))
    ways = found.tally.ways.most_common() if found.tally else []
    named = _named(system, said["subject"])
    return {
        "act": act,
        "kind": said["kind"],
        "subject": said["subject"],
        "digest": said["digest"],
        "summary": said["summary"],
        "known": found.known,
        "in_force": found.in_force,
        "diff": found.diff,
        "ways": [_way(one, cases, named) for one, cases in ways],
        "left_to_a_person": found.tally.choices.total() if found.tally else 0,
        "cases": [_case(one, named) for one in found.cases],
        "position": found.position,
    }


def shelf_of(system: "System", by: Hand, dry_runs: DryRuns) -> Shelf:
    """Return where changes are looked up."""

    def tries(plan: Reform) -> Hand:
        return hand_for(plan, by.actor, system)

    return Shelf(system.ledger, system.rules_files, system.reform, tries, dry_runs)


def hand_for(plan: Reform, actor: str, system: "System") -> Hand:
    """Return the hand by which somebody applies a reform here, or tries what it would do."""
    forces = system.rulebooks.forces()
    return hand_of(actor, plan, system.clock, system.calendars, forces)


@dataclass(frozen=True, slots=True)
class _Named:
    """Names of units at a reform: before it as of the day before, after it as of its day."""

    units: Units
    on: date

    def before(self, code: str) -> str:
        """Return the name of a unit of before; its code where it has none."""
        return self._name(code, self.on - timedelta(days=1))

    def after(self, code: str) -> str:
        """Return the name of a unit that goes on."""
        return self._name(code, self.on)

    def _name(self, code: str, day: date) -> str:
        unit = self.units.unit(code, day)
        return unit.name if unit else code


def _named(system: "System", key: str) -> _Named:
    reform = system.reform(key)
    return _Named(system.units, reform.in_force_from if reform else date.max)


def _way(way: Way, cases: int, named: _Named) -> HouseWayShown:
    return {
        "from_unit": way.from_unit,
        "from_unit_name": named.before(way.from_unit),
        "unit": way.unit,
        "unit_name": named.after(way.unit),
        "rule": way.rule,
        "cases": cases,
    }


def _case(would: Would, named: _Named) -> HouseCaseShown:
    case, fact = would
    unit = fact.proposer if isinstance(fact, CaseReassigned) else None
    before = fact.from_proposer if isinstance(fact, CaseReassigned) else fact.proposer
    return {
        "nomination": case,
        "from_unit": before,
        "from_unit_name": named.before(before),
        "unit": unit,
        "unit_name": named.after(unit) if unit else None,
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

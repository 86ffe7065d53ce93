"""Cases opened after a power moved: real rulebooks, decided again, held against who is faster."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

import pytest

from domain.facts import CommandReceived
from domain.hand import Hand
from domain.nomination.authority import CaseReassigned
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationFiled, NominationOpened, Nominee
from domain.reform.events import PowersMoved, UnitsReorganised
from domain.reform.plan import Reform
from domain.reform.powers import POWERS_STREAM
from infra.rulebooks.reform_files import load_reform
from services.favourable import foreseen, known_regime, ordered
from services.handle import Order, handle
from services.histories import Histories
from services.import_log import quiet
from services.opening import Proposal, nomination_id, opening
from services.ports import Append
from services.redeciding.findings import Looked
from services.redeciding.houses import SILENT
from services.reform import hand_of, rehearse
from services.what_if import of_case
from tests.notebook import Notebook
from tests.plain_house import PAST, RULEBOOKS
from tests.redeciding import HOUSE, found
from tests.reform_folders import forgotten
from tests.reforms_of_powers import a_move
from tests.second_person import apply
from tests.services.test_house_acts_again import codes
from tests.services.test_reform import At

SPACE = UUID("0e4b7c52-0000-4000-8000-00000000c0de")
WARD, PROVINCE, DAY = "10532", "31", date(2026, 11, 20)
NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)


@pytest.fixture
def plan(reform_folder):
    """Put a reform that moves a decision to the wards among those of the house."""
    a_move(reform_folder)
    forgotten()
    return load_reform("2026-11-02")


def run(plan, ledger):
    """Apply a reform that two operators stand behind."""
    return apply(
        plan, hand_of("operator", plan, At(NOON), At(NOON), RULEBOOKS.forces()), ledger, quiet
    )


def order(name: str, on: date = DAY, award: str = "bk-tinh") -> Order:
    """Return the order to open a case of the ward."""
    mine = uuid5(SPACE, name)
    held = frozenset({"nominating-officer"}), frozenset({WARD})
    hand = Hand("officer", *held, on, NOON, NOON, "TM", forces=RULEBOOKS.forces())
    nominee = Nominee(uuid5(mine, "nominee"), "person", WARD)
    said = Proposal(nominee, WARD, award, "Số hoá phường")
    return Order(opening(said, mine, hand, RULEBOOKS), mine, name, "f" * 64)


def opened(name: str, ledger, on: date = DAY, award: str = "bk-tinh"):
    """Open a case of the ward; return its file."""
    handle(order(name, on, award), ledger)
    return Histories(ledger).of(NOMINATION, nomination_id(uuid5(SPACE, name))).dossier


def decides(file) -> tuple[str, str]:
    """Return at which level and in which unit a case is decided."""
    last = file.ladder.steps[-1]
    return last.level, last.unit


def test_what_is_opened_after_the_reform_is_decided_where_the_power_went(plan):
    ledger = Notebook()
    before = opened("before", ledger, date(2026, 11, 1))
    run(plan, ledger)
    after, older = opened("after", ledger), opened("older", ledger, date(2026, 11, 1))

    assert ("province", PROVINCE) == decides(before)
    assert [("ward", WARD)] * 2 == [decides(after), decides(older)]
    assert "province" == opened("another award", ledger, award="cstd-tinh").ladder.steps[-1].level
    assert [] == found(ledger.log, HOUSE)


def test_what_was_opened_between_the_day_and_the_run_is_moved_by_the_run_and_only_once(plan):
    ledger = Notebook()
    opened("between", ledger)
    hand = hand_of("operator", plan, At(NOON), At(NOON), RULEBOOKS.forces())
    said = rehearse(plan, hand, ledger, quiet)
    first, again = run(plan, ledger), run(plan, ledger)
    file = Histories(ledger).of(NOMINATION, nomination_id(uuid5(SPACE, "between"))).dossier

    assert ("ward", WARD) == decides(file)
    assert [1, 1, 0] == [one.moved.total() for one in (said, first, again)]
    assert [] == found(ledger.log, HOUSE)


def test_a_run_takes_a_case_up_to_a_level_it_did_not_climb_through(reform_folder):
    path = a_move(reform_folder, level="ward", to="province")
    path.write_text(path.read_text().replace("bk-tinh", "gk-phuong"))
    forgotten()
    ledger, plan = Notebook(), load_reform("2026-11-02")
    opened("between", ledger, award="gk-phuong")
    told = run(plan, ledger)
    file = Histories(ledger).of(NOMINATION, nomination_id(uuid5(SPACE, "between"))).dossier

    assert (1, 0) == (told.moved.total(), told.choices.total())
    assert ("province", PROVINCE) == decides(file)
    assert [] == found(ledger.log, HOUSE)


def test_a_house_in_which_an_earlier_version_applied_it_is_completed_by_a_second_run(plan):
    ledger = Notebook()
    run(plan, ledger)
    older = Notebook()
    for one in ledger.log:
        if not isinstance(one.event, PowersMoved):
            at = len(older.read(one.stream))
            older.append([Append(one.stream, at, (one.event,))], one.envelope)
    late = opened("late", older)
    run(plan, older)

    assert ("province", PROVINCE) == decides(late)
    assert 1 == len(older.read(POWERS_STREAM))
    assert ("ward", WARD) == decides(opened("new", older))
    seen = Looked()
    assert [] == found(older.log, HOUSE, seen)
    assert 1 == seen.untold[SILENT]


def test_a_case_that_hides_what_moved_and_one_that_makes_it_up_are_told(plan):
    ledger = Notebook()
    run(plan, ledger)
    opened("after", ledger)
    log = list(ledger.log)

    assert [] == codes(log)
    assert ["incomplete"] == codes(_without(CaseReassigned | CommandReceived, log))
    assert ["role-missing"] == codes(_without(PowersMoved, log))
    assert ["otherwise"] == codes(list(map(_at_another_desk, log)))


def _without(kinds, log):
    return [one for one in log if not isinstance(one.event, kinds)]


def _at_another_desk(one):
    """Let what moved go to another ward than the one it went to."""
    if not isinstance(one.event, CaseReassigned):
        return one
    (handed,) = one.event.handed
    return replace(one, event=replace(one.event, handed=(replace(handed, unit="10600"),)))


def test_powers_that_no_reform_moves_are_told(plan):
    ledger = Notebook()
    run(plan, ledger)
    forged = [
        replace(one, event=replace(one.event, powers=()))
        if isinstance(one.event, PowersMoved)
        else one
        for one in ledger.log
    ]
    assert ["otherwise"] == codes(forged)


def test_a_newer_regime_is_foreseen_and_chosen_as_powers_moved(plan):
    ladder = RULEBOOKS.ladder("bk-tinh", WARD, date(2026, 9, 1))
    assert ladder is not None
    nominee = Nominee(uuid5(SPACE, "somebody"), "person", WARD)
    start = NominationOpened(nominee, "x", WARD, date(2026, 9, 1), "Số hoá", ladder, None)
    ledger = Notebook()
    ledger.append([Append(SPACE, 0, (start, NominationFiled("ward-review", None)))], PAST)
    run(plan, ledger)
    newer, by = known_regime("law06-2026", RULEBOOKS), order("a secretary").command.hand
    by = replace(by, actor="secretary", roles=frozenset({"council-secretary"}))
    seen = foreseen(SPACE, newer, by, ledger, RULEBOOKS)
    handle(Order(ordered(SPACE, newer, by, "why", ledger, RULEBOOKS), SPACE, "s"), ledger)
    file = Histories(ledger).of(NOMINATION, SPACE).dossier

    assert ((), ("ward", WARD)) == (seen.broken, (seen.steps[-1].level, seen.steps[-1].unit))
    assert [("law06-2026", ("ward", WARD))] == [(file.ladder.regime, decides(file))]
    assert file.ladder.steps[-len(seen.steps) :] == seen.steps


class Slow(Notebook):
    """A ledger in which a reform is applied after an opening was decided, before it is written."""

    plan: Reform | None = None

    def append(self, appends, envelope):
        plan, self.plan = self.plan, None
        if plan is not None:
            run(plan, self)
        return super().append(appends, envelope)


def test_no_power_moves_while_a_case_is_being_opened(plan):
    ledger = Slow()
    ledger.plan = plan
    file = opened("raced", ledger)

    assert ("ward", WARD) == decides(file)
    kinds = [type(one.event) for one in ledger.log]
    assert kinds.index(UnitsReorganised) < kinds.index(NominationOpened)
    assert [] == found(ledger.log, HOUSE)


def test_the_reform_of_2025_moves_nothing_for_new_cases_for_a_regime_began_with_it():
    assert load_reform("2025-07-01").over is None


def test_under_other_rules_a_case_is_told_the_powers_that_moved_there(plan):
    ledger = Notebook()
    moved = opened("after", ledger)
    run(plan, ledger)
    case = nomination_id(uuid5(SPACE, "after"))
    under = {key: told for key, _, told in of_case(case, RULEBOOKS, RULEBOOKS.forces(), ledger)}
    older = [one for one in under["nd152-2025"] if one.about in {"route", "power-moved"}]

    assert ("province", PROVINCE) == decides(moved)
    assert () == under["law06-2026"]
    assert ["route", "power-moved"] == [one.about for one in older]
    assert "ward decide (2026-11-02: Decree 9/NĐ-CP | art. 2)" == older[1].was

"""A case of before a reform that is entered after its run gets at once what others got by it."""

from dataclasses import replace
from datetime import date

import pytest

from domain.facts import CommandReceived
from domain.house_acts.events import HouseActAgreed
from domain.nomination.authority import CaseReassigned
from domain.reform.events import PowersMoved
from infra.rulebooks.reform_files import load_reform
from services.handle import handle
from services.redeciding.findings import Looked
from services.redeciding.late import LEFT_BEHIND
from services.redeciding.words import WORDS
from tests.late_cases import PROVINCE, WARD, House, decides, drafted, rewritten
from tests.notebook import Notebook
from tests.reform_folders import forgotten, merger
from tests.reforms_of_powers import a_move

MERGED = "2026-11-10"


def house_with(reform_folder, *made):
    """Return a house with these reforms among its own, and the reforms."""
    for make in made:
        make(reform_folder)
    forgotten()
    return House(), [load_reform(path.stem) for path in sorted(reform_folder.glob("2026*.toml"))]


def merges(reform_folder):
    merger(reform_folder, MERGED)


def divides(reform_folder):
    rewritten(merger(reform_folder, MERGED), 'into = ["99001"]', 'into = ["99001", "10525"]')


def test_a_late_case_of_a_unit_that_was_merged_is_of_the_one_that_carries_it_on(reform_folder):
    house, (plan,) = house_with(reform_folder, merges)
    ledger = Notebook()
    house.opened("in time", ledger)
    house.run(plan, ledger)
    late = house.opened("late", ledger)

    assert ["99001"] * 2 == [one.dossier.unit for one in (late, drafted("in time", ledger))]
    assert late.dossier.ladder == drafted("in time", ledger).dossier.ladder
    assert (plan.in_force_from,) * 2 == (late.dossier.units_of, late.dossier.came_on)
    assert (0, 0) == tuple(
        one.moved.total() for one in (house.would(plan, ledger), house.run(plan, ledger))
    )
    assert [] == house.codes(ledger)


def test_a_late_case_of_a_divided_unit_waits_for_a_person(reform_folder):
    house, (plan,) = house_with(reform_folder, divides)
    ledger = Notebook()
    house.run(plan, ledger)
    case = house.opened("late", ledger)

    assert case.dossier.undecided is not None
    assert ("99001", "10525") == case.dossier.undecided.candidates
    assert [] == house.codes(ledger)


def test_a_reform_that_nobody_applied_moves_no_late_case(reform_folder):
    house, _ = house_with(reform_folder, merges, a_move)
    ledger = Notebook()
    case = house.opened("late", ledger)

    assert (WARD, {}) == (case.dossier.unit, case.dossier.laid)


def test_a_late_case_goes_by_each_reform_in_turn_and_by_none_of_its_own_day_again(reform_folder):
    house, plans = house_with(reform_folder, merges, a_move)
    ledger = Notebook()
    for plan in plans:
        house.run(plan, ledger)
    late = house.opened("late", ledger)
    house.opened("between", ledger, date(2026, 11, 5))
    told = [one.event for one in ledger.log if isinstance(one.event, CaseReassigned)]

    assert ["2026-11-02", MERGED] * 2 == [one.reform for one in told]
    assert ("ward", "99001") == decides(late) == decides(drafted("between", ledger))
    assert [] == house.codes(ledger)


def test_a_late_case_without_what_it_gets_is_counted_until_the_log_begins_to_give_it(reform_folder):
    house, (plan,) = house_with(reform_folder, merges)
    ledger, seen = Notebook(), Looked()
    house.run(plan, ledger)
    house.opened("first", ledger)
    house.opened("second", ledger)
    at = [n for n, one in enumerate(ledger.log) if isinstance(one.event, CaseReassigned)]
    whole = list(ledger.log)

    ledger.log = without_any(whole, at)
    assert [] == house.codes(ledger, seen)
    assert 2 == seen.untold[LEFT_BEHIND]
    ledger.log = without_any(whole, at[1:])
    assert ["incomplete"] == house.codes(ledger)


def without_any(log, places):
    """Return a log without what stands at some places, and without receipts."""
    kept = (one for at, one in enumerate(log) if at not in places)
    return [one for one in kept if not isinstance(one.event, CommandReceived)]


def test_an_older_reform_that_is_run_late_is_followed_by_what_came_after_it(reform_folder):
    def back(there):
        a_move(there, "2026-11-10", level="ward", to="province")

    house, (down, up) = house_with(reform_folder, a_move, back)
    ledger = Notebook()
    house.opened("in time", ledger)
    house.run(up, ledger)
    would, told = house.would(down, ledger), house.run(down, ledger)

    assert ("province", PROVINCE) == decides(drafted("in time", ledger))
    assert [({"2026-11-10": 1}, {"unit-stands": 1})] * 2 == [
        (one.onward, one.moved) for one in (would, told)
    ]
    assert decides(house.opened("late", ledger)) == decides(drafted("in time", ledger))
    assert [0, 0] == [house.run(one, ledger).moved.total() for one in (down, up)]
    assert [] == house.codes(ledger)


def test_an_older_reform_moves_what_a_later_one_left_of_a_case(reform_folder):
    house, (down, merged) = house_with(reform_folder, a_move, merges)
    ledger = Notebook()
    house.opened("in time", ledger)
    house.run(merged, ledger)
    house.run(down, ledger)

    assert ("ward", "99001") == decides(drafted("in time", ledger))
    assert [] == house.codes(ledger)


def test_a_source_that_was_found_since_blames_nothing(reform_folder):
    house, (plan,) = house_with(reform_folder, a_move)
    ledger, seen = Notebook(), Looked()
    house.opened("in time", ledger)
    house.run(plan, ledger)
    house.opened("late", ledger)
    path = reform_folder / "2026-11-02.toml"
    for was, now in (('source = "art. 2"', 'source = "art. 3"'), ('"made up"', '"found"')):
        rewritten(path, was, now)
    forgotten()
    assert [] == House().codes(ledger, seen)
    assert 4 == seen.untold[WORDS]


def begins_later(there):
    rewritten(there / "2026-11-02.toml", "in_force_from = 2026-11-02", "in_force_from = 2026-11-03")


def goes_elsewhere(there):
    rewritten(there / "2026-11-02.toml", 'to = "ward"', 'to = "central"')


def is_divided(there):
    rewritten(there / f"{MERGED}.toml", 'into = ["99001"]', 'into = ["99001", "10525"]')


@pytest.mark.parametrize(
    ("made", "change"), [(a_move, begins_later), (a_move, goes_elsewhere), (merges, is_divided)]
)
def test_a_rule_that_changed_since_is_seen(reform_folder, made, change):
    house, (plan,) = house_with(reform_folder, made)
    ledger = Notebook()
    house.opened("in time", ledger)
    house.run(plan, ledger)
    change(reform_folder)
    forgotten()

    assert ["agreed-otherwise", "reform-differs"] == House().codes(ledger)


@pytest.mark.parametrize("forged", ["Decree 10/NĐ-CP | art. 2", "art. 2"])
def test_another_law_in_the_reason_of_a_case_is_no_word(reform_folder, forged):
    house, (plan,) = house_with(reform_folder, a_move)
    ledger = Notebook()
    house.opened("in time", ledger)
    house.run(plan, ledger)
    ledger.log = [
        replace(one, event=replace(one.event, reason=forged))
        if isinstance(one.event, CaseReassigned)
        else one
        for one in ledger.log
    ]
    assert ["otherwise"] == house.codes(ledger)


def test_a_reform_of_a_file_that_the_house_lacks_is_decided_again_by_what_it_moved(tmp_path):
    plan, house, ledger, seen = load_reform(a_move(tmp_path)), House(), Notebook(), Looked()
    house.opened("in time", ledger)
    house.run(plan, ledger)

    assert ("ward", WARD) == decides(house.opened("late", ledger))
    assert ("ward", WARD) == decides(drafted("in time", ledger))
    assert ([], {}) == (house.codes(ledger, seen), dict(seen.untold))
    ledger.log = [
        replace(one, event=replace(one.event, powers=()))
        if isinstance(one.event, PowersMoved)
        else one
        for one in ledger.log
    ]
    assert "otherwise" in house.codes(ledger)


def test_a_file_that_merges_units_the_house_does_not_know_is_set_apart_and_told(tmp_path):
    plan, house, ledger, seen = load_reform(merger(tmp_path, MERGED)), House(), Notebook(), Looked()
    house.opened("in time", ledger)
    house.run(plan, ledger)
    late = house.opened("late", ledger)

    assert WARD == late.dossier.unit
    assert [] == house.codes(ledger, seen)
    assert {f"the reform {MERGED}": 2} == dict(seen.untold)
    assert 1 == house.would(plan, ledger).moved.total()


def test_a_file_that_two_persons_did_not_agree_to_is_told_whoever_keeps_it(tmp_path):
    plan, house, ledger = load_reform(merger(tmp_path, MERGED)), House(), Notebook()
    house.run(plan, ledger)
    ledger.log = [one for one in ledger.log if not isinstance(one.event, HouseActAgreed)]

    assert ["second-person-missing"] == house.codes(ledger)


def test_a_case_that_waits_and_goes_on_by_an_older_reform_is_nobodys_choice(reform_folder):
    house, (moved,) = house_with(reform_folder, a_move)
    ledger, old = Notebook(), load_reform("2025-07-01")
    handle(house.order("old", date(2025, 4, 15), unit="10531"), ledger)
    house.run(moved, ledger)
    assert drafted("old", ledger).dossier.undecided is not None
    house.run(old, ledger)

    assert drafted("old", ledger).dossier.undecided is None
    assert [] == house.codes(ledger)

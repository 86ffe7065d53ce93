"""The doctor tells cases entered late that nobody gave what a reform of before gave others."""

from domain.facts import CommandReceived
from domain.nomination.authority import CaseReassigned
from infra.ledger.check import read_through
from infra.rulebooks.reform_files import load_reform
from infra.verifying.reform_check import left_behind, looking
from services.ports import Append
from tests.late_cases import House, Now, drafted
from tests.notebook import Notebook
from tests.plain_house import CALENDARS
from tests.reform_folders import forgotten, merger

MERGED = "2026-11-10"


def seen_in(ledger: Notebook, house: House) -> tuple[bool, str]:
    """Return whether the doctor warns, and what it saw."""
    hand = looking(Now(), CALENDARS, house.rules.forces())
    found = left_behind(read_through(ledger), ledger, hand)
    return found.warns, found.seen


def test_late_cases_that_go_by_a_reform_are_counted_and_those_left_behind_are_named(reform_folder):
    path = merger(reform_folder, MERGED)
    forgotten()
    house, ledger, older = House(), Notebook(), Notebook()
    house.run(load_reform(path), ledger)
    house.opened("late", ledger)
    for one in ledger.log:
        if not isinstance(one.event, CaseReassigned | CommandReceived):
            at = len(older.read(one.stream))
            older.append([Append(one.stream, at, (one.event,))], one.envelope)

    whole = "1 dated before a reform and entered after its day go by it"
    assert (False, whole) == seen_in(ledger, house)
    warns, seen = seen_in(older, house)
    assert warns
    assert seen.startswith(f"1 may have to go by {MERGED}: ")


def test_late_cases_of_a_reform_that_nobody_here_knows_are_named(tmp_path):
    plan, house, ledger = load_reform(merger(tmp_path, MERGED)), House(), Notebook()
    house.run(plan, ledger)
    house.opened("late", ledger)

    assert seen_in(ledger, house)[0]
    house.run(plan, ledger)
    assert "99001" == drafted("late", ledger).dossier.unit
    assert not seen_in(ledger, house)[0]

"""Who may do what with a case: the policy held against the table by hand, cell by cell."""

import sys
from collections import Counter

import pytest

from infra.ledger.ledger import StoreLedger
from tests.authority import persons
from tests.authority.cells import ALONE, Hands, admitted, all_hands, cells, share
from tests.authority.places import LEVELS, Place, places
from tests.authority.rows import ROLES, ROWS, UNITS

LEAST, LEAST_WHOLE = 66_000, 660_000  # of 697,248: fewer are a lost place, role or act
PART = 10
ALL = list(places())
# What the route of the table cannot bring about: these have their stories in tests/domain.
DONE_ELSEWHERE = {"regime", "successor"}


def held_against(stage: StoreLedger, part: int) -> tuple[int, list[str]]:
    """Return how many cells were held against the table, and those that do not agree."""
    count, wrong = 0, []
    for place in ALL:
        for cell in cells(place, stage, share(place, part)):
            count += 1
            wrong += [] if cell.agrees else [str(cell)]
    return count, wrong


@pytest.mark.no_cover
def test_the_policy_is_the_table_cell_by_cell(stage):
    count, wrong = held_against(stage, PART)
    assert (count >= LEAST, wrong[:20]) == (True, []), f"{count} cells, {len(wrong)} wrong"


@pytest.mark.drill
@pytest.mark.no_cover
def test_the_policy_is_the_table_in_every_cell(stage, capsys):
    count, wrong = held_against(stage, 1)
    with capsys.disabled():
        sys.stdout.write(f"\n{count} cells, {len(wrong)} unlike the table\n")
    assert (count >= LEAST_WHOLE, wrong[:20]) == (True, []), f"{count} cells, {len(wrong)} wrong"


def test_the_shares_of_all_turns_are_all_cells():
    assert {len(ROLES), len(UNITS), len(LEVELS)} == {14, 7, 4}
    for place in ALL:
        every, mine = list(all_hands(place)), share(place, PART)
        assert set(mine) <= set(every)
        assert len(mine) in {len(every) // PART, len(every) // PART + 1}


@pytest.mark.no_cover
def test_every_act_is_really_done_somewhere_by_whom_the_table_names(stage):
    done = Counter[str]()
    for place in ALL:
        strangers = [Hands(office, persons.NOBODY) for office in admitted(place)]
        done.update(one.act for one in cells(place, stage, strangers) if not one.codes)
    assert ROWS.keys() - done.keys() == DONE_ELSEWHERE


def test_every_person_of_the_table_is_somebody_in_a_story():
    told = {one for place in ALL for what in persons.traits(place).values() for one in what}
    barred = {one for rows in ROWS.values() for row in rows for one in row.bars}
    assert barred <= told


@pytest.mark.parametrize("act", ROWS)
def test_every_row_is_about_some_place(act):
    assert [row for row in ROWS[act] if not any(row.opens(one) for one in ALL)] == []


def test_who_acts_for_another_is_held_to_what_both_are():
    draft = Place("draft", None, "plain")
    mine = Hands(("leader", "ward"), persons.OPENER, "by delegation").hand(draft)
    assert (mine.actor, mine.delegation.delegator) == ("a-delegate", persons.OPENER)
    alone = Hands(("leader", "ward"), persons.OPENER, ALONE).hand(draft)
    assert (alone.actor, alone.delegation) == (persons.OPENER, None)

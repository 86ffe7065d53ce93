"""Powers that move between levels that stay: cases in hand go where the act is done then."""

from dataclasses import replace

import pytest

from domain.ladder import Act, Step
from domain.nomination.authority import Desk, StepHanded
from domain.nomination.events import NominationFiled, StepPassed
from domain.reform.commands import ReassignCase
from domain.reform.plan import EVERY_AWARD, Transfer
from domain.rulebooks.reform import MovedPower, ReformFile, moves_of, wrong_in_reform
from tests.builders import APRIL, CASE, LADDER, opened
from tests.reforms import FIRST, OPERATOR, reform
from tests.spec import given_in

UP = Transfer("province", "Law of the move up", confirmed=False)
DOWN = Transfer("ward", "Law of the move down", confirmed=False)
STEPS = (
    Step("review", "ward", Act.REVIEW, "secretary", "04000"),
    Step("decide", "province", Act.DECIDE, "leader", "14"),
)
start = replace(opened, unit="04000", ladder=replace(LADDER, steps=STEPS))


def moved(moves, *facts):
    """Return the facts that a reform which moves powers alone gives a case."""
    plan = replace(reform(transfers={}), moves=moves)
    return [one.event for one in given_in(CASE, *facts).when(_order(plan)).changes]


def _order(plan):
    return ReassignCase(CASE, OPERATOR, plan)


def test_a_decision_moves_down_and_the_case_waits_there():
    facts = (start, NominationFiled("review", None), StepPassed("review", "decide", APRIL))
    (fact,) = moved({("province", Act.DECIDE, EVERY_AWARD): DOWN}, *facts)

    handed = StepHanded("decide", "province", "14", "ward", "04000", "power-moved")
    assert ("unit-stands", (handed,)) == (fact.rule, fact.handed)
    assert (Desk("act", "14", "decide", "province"), Desk("act", "04000", "decide", "ward")) == (
        fact.from_desk,
        fact.desk,
    )
    assert fact.reason.endswith("Law of the move down")


def test_a_review_moves_up():
    (fact,) = moved({("ward", Act.REVIEW, EVERY_AWARD): UP}, start, NominationFiled("review", None))

    assert Desk("act", "14", "review", "province") == fact.desk


def test_what_is_said_of_the_award_goes_before_what_is_said_of_all():
    mine, other = ("province", Act.DECIDE, "gk-tp"), ("province", Act.DECIDE, "bk-tinh")
    every = ("province", Act.DECIDE, EVERY_AWARD)
    central = replace(UP, to="central")

    assert [] == moved({other: DOWN}, start)
    assert "ward" == moved({mine: DOWN, every: central}, start)[0].handed[0].level
    assert "central" == moved({other: DOWN, every: central}, start)[0].handed[0].level


def test_a_power_that_moves_below_the_proposer_waits_for_a_person():
    steps = (replace(STEPS[1], key="decide"),)
    above = replace(start, unit="14", ladder=replace(LADDER, steps=steps))
    (fact,) = moved({("province", Act.DECIDE, EVERY_AWARD): DOWN}, above)

    assert ("level-unfilled", "VN") == (fact.rule, fact.decided_by)


FILE = ReformFile("k", FIRST, "law", "test", False)
POWER = MovedPower("province", (Act.DECIDE,), "ward", "test", False)


def test_a_file_says_which_powers_move():
    two = replace(POWER, awards=("bk-tinh", "gk-tp"))
    found = moves_of(replace(FILE, moved=(two,)))

    assert {("province", Act.DECIDE, one): "ward" for one in two.awards} == {
        key: one.to for key, one in found.items()
    }


@pytest.mark.parametrize(
    ("powers", "said"),
    [
        ((replace(POWER, to="province"),), "is no way between levels that stay"),
        ((POWER, POWER), "a power stands twice"),
        ((replace(POWER, acts=()),), "or none does"),
        ((replace(POWER, awards=("bk-moon",)),), "unknown award bk-moon"),
    ],
)
def test_moves_that_make_no_sense_are_told(powers, said):
    assert any(said in one for one in wrong_in_reform(replace(FILE, moved=powers), ("bk-tinh",)))
    assert [] == wrong_in_reform(replace(FILE, moved=(POWER,)), ())

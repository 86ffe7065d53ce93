"""Which differences of a newer regime are against the nominee, and that only those are refused."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.bonus import Coefficient
from domain.ladder import Condition, Streak
from domain.nomination.decide import NOMINATION
from domain.nomination.events import CouncilVoted
from domain.nomination.otherwise import (
    differences,
    something_is_not_against_the_nominee,
    weighed,
)
from domain.nomination.weighing import Side
from tests.builders import CASE as NUMBER
from tests.builders import LADDER, VOTE, minutes, opened, report
from tests.domain.test_favourable import ORDER, SHORT, at_appraisal
from tests.reforms import folded
from tests.spec import given_in

STEPS = LADDER.steps
EITHER = Condition("either", "A hoặc B.", "A or B.", "law", confirmed=False)
A = Condition("a", "A.", "It is A.", "law", confirmed=False)
B = Condition("b", "B.", "It is B.", "law", confirmed=False)
THREE, TWO = (Streak("cstdcs", times, "law", confirmed=False) for times in (3, 2))
FILE = folded(NOMINATION, opened, report, minutes).dossier


def bonus(times):
    """Return a ladder with another bonus."""
    return {"coefficients": (Coefficient("person", Decimal(times), "x", confirmed=True),)}


def share(percent):
    """Return a ladder whose vote needs another share."""
    steps = (replace(one, percent=percent) if one.key == VOTE.key else one for one in STEPS)
    return {"steps": tuple(steps)}


def between(was, would):
    """Return what is told between two ladders, and which way each of it is."""
    case = replace(FILE, ladder=replace(LADDER, **was))
    return [
        (one.about, one.was, one.would, side.value)
        for one, side in weighed(case, (), replace(LADDER, **would))
    ]


@pytest.mark.parametrize(
    ("was", "would", "told"),
    [
        ({"conditions": (EITHER,)}, {"conditions": (A, B)},
         ("conditions", "A hoặc B. (A or B.)", "A. (It is A.) B. (It is B.)", "against")),
        ({"conditions": (A, B)}, {"conditions": (A,)},
         ("conditions", "B. (It is B.)", "-", "for")),
        ({"conditions": (A,)}, {"conditions": (B,)},
         ("conditions", "A. (It is A.)", "B. (It is B.)", "open")),
        ({"conditions": (A,)}, {"conditions": (replace(A, years=5), B)},
         ("conditions", "A. (It is A.)", "A. (It is A.) B. (It is B.)", "open")),
        ({}, {"streaks": (THREE,)}, ("title-streak", "-", "cstdcs x3", "against")),
        ({"streaks": (THREE,)}, {"streaks": (THREE,), "papers": ("proposal-letter",)},
         ("papers-lacking", "-", "proposal-letter", "against")),
        ({"streaks": (THREE,)}, {"streaks": (TWO,)},
         ("title-streak", "cstdcs x3", "cstdcs x2", "for")),
        (share(90), share(60), ("vote-share", "district 90 %", "district 60 %", "for")),
        (share(60), share(90), ("vote-share", "district 60 %", "district 90 %", "against")),
        (bonus("0.3"), bonus("0.5"), ("bonus-coefficient", "0.3", "0.5", "for")),
        (bonus("0.5"), bonus("0.3"), ("bonus-coefficient", "0.5", "0.3", "against")),
        (bonus("0.5"), {"coefficients": ()}, ("bonus-coefficient", "0.5", "-", "open")),
        ({"coefficients": ()}, bonus("0.5"), ("bonus-coefficient", "-", "0.5", "open")),
        ({}, {"papers": ("proposal-letter",)},
         ("papers-lacking", "-", "proposal-letter", "against")),
        ({}, {"subjects": ("household",)},
         ("subject-not-honoured", "person", "household", "against")),
    ],
)  # fmt: skip
def test_each_difference_is_told_and_weighed(was, would, told):
    assert [told] == between(was, would)


@pytest.mark.parametrize(
    "other", [replace(A, source="another"), replace(A, shown_by=("initiative",))]
)
def test_where_a_condition_is_read_or_how_it_is_shown_makes_it_no_other(other):
    assert [] == between({"conditions": (A,)}, {"conditions": (other,)})


@pytest.mark.parametrize("percent", [None, 90])
def test_a_share_that_one_rule_does_not_say_is_not_told(percent):
    assert [] == between(share(percent), share(None if percent else 90))


def test_a_route_is_not_weighed_and_a_vote_is():
    (route,) = weighed(FILE, (), replace(LADDER, steps=STEPS[:1]))
    assert Side.OPEN is route[1]
    lost = CouncilVoted(VOTE.key, 11, 9, 10, carried=False, minutes=None)
    told = weighed(FILE, [lost], replace(LADDER, **share(80)))
    assert [Side.FOR] == [side for one, side in told if one.about == "vote-outcome"]
    won = replace(lost, needed=9, carried=True)
    told = weighed(FILE, [won], replace(LADDER, **share(91)))
    assert [Side.AGAINST] == [side for one, side in told if one.about == "vote-outcome"]
    ((none, side),) = weighed(FILE, (), None)
    assert ("award-not-given", Side.AGAINST) == (none.about, side)


WORSE = replace(LADDER, regime="newer", papers=("proposal-letter",))


def test_a_regime_of_which_all_that_differs_is_against_the_nominee_is_refused():
    order = replace(ORDER, ladder=replace(WORSE, **bonus("0.2")))
    outcome = given_in(NUMBER, *at_appraisal).when(order)
    (refusal,) = outcome.then_refused("not-more-favourable").refusals
    against = "papers-lacking, bonus-coefficient"
    told = {"from": LADDER.regime, "to": "newer", "about": against}
    assert told == refusal.facts


@pytest.mark.parametrize(
    "other",
    [
        replace(LADDER, regime="newer"),
        replace(WORSE, **bonus("0.5")),
        replace(WORSE, steps=SHORT.steps),
    ],
    ids=["no difference", "a better bonus", "another route"],
)
def test_what_is_better_or_cannot_be_judged_does_not_refuse(other):
    assert something_is_not_against_the_nominee(FILE, other) is None
    assert given_in(NUMBER, *at_appraisal).when(replace(ORDER, ladder=other)).changes
    assert bool(differences(FILE, (), other)) is (other != replace(LADDER, regime="newer"))

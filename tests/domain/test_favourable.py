"""An open case goes on under a newer regime by an explicit act, where the transition lets it."""

from dataclasses import replace
from datetime import date

import pytest

from domain.ladder import Act, Step
from domain.nomination.choosing import ChooseRegime
from domain.nomination.decide import NOMINATION
from domain.nomination.events import (
    NominationWithdrawn,
    ReturnedForSupplement,
    StepEndorsed,
    StepPassed,
)
from domain.nomination.favour import Difference, RegimeChosen
from domain.nomination.favourable import the_hand_sits_on_the_way
from domain.nomination.state import AtStep, Returned
from domain.refusal import ImpossibleHistory
from domain.rulebooks.regime import Favour, Regime, Rule
from domain.rulebooks.words import Text
from tests.builders import (
    APPRAISAL,
    APPRAISER,
    APRIL,
    CASE,
    DECIDE,
    DISTRICT,
    LADDER,
    OFFICER,
    REMARK,
    REVIEW,
    SECRETARY,
    SUBMIT,
    VOTE,
    WARD,
    at_submit,
    endorsed,
    filed,
    opened,
    received,
    report,
    up,
)
from tests.reforms import folded
from tests.spec import given_in

LAW = Rule("vi", "en", "law", confirmed=False)
FAVOUR = Favour(("nd98-2023",), "vi", "the new rule applies", "S43", confirmed=False)
NEWER = Regime("newer", Text("vi", "en"), (), date(2025, 1, 1), "law", False, LAW, None, (), FAVOUR)
POST = Step("district-post", "district", Act.PUBLISH, "council-secretary", "288", working_days=3)
SHORT = replace(LADDER, regime="newer", steps=(REVIEW, SUBMIT, POST, APPRAISAL, DECIDE))
ORDER = ChooseRegime(CASE, APPRAISER, NEWER, SHORT, "less is asked")
at_appraisal = (*at_submit, up, received)
ROUTE = Difference(
    "route",
    "ward review > ward submit > district appraise > district vote > district decide",
    "ward review > ward submit > district publish > district appraise > district decide",
)


def chosen(ladder, step, due, differences=(ROUTE,)):
    """Return the fact."""
    law = "the new rule applies (S43)"
    reason = "less is asked"
    return RegimeChosen("nd98-2023", "newer", ladder, step, due, reason, law, False, differences)


def test_the_steps_ahead_are_those_of_the_newer_regime_and_the_finished_ones_stay():
    fact = chosen(SHORT, "district-post", date(2025, 4, 18))
    given_in(CASE, *at_appraisal).when(ORDER).then(fact)
    state = folded(NOMINATION, *at_appraisal, fact)
    assert ("newer", POST, date(2025, 4, 18)) == (
        state.dossier.ladder.regime,
        state.step,
        state.due_on,
    )
    assert (REVIEW, SUBMIT) == state.dossier.ladder.before("district-post")


def test_a_step_that_stays_keeps_its_term_and_who_agreed():
    two = replace(REVIEW, quorum=2)
    start = replace(opened, ladder=replace(LADDER, steps=(two, *LADDER.steps[1:])))
    ladder = replace(SHORT, steps=(two, *SHORT.steps[1:]))
    case = given_in(CASE, start, report, filed, endorsed)
    order = replace(ORDER, hand=SECRETARY, ladder=ladder)
    fact = chosen(ladder, "ward-review", filed.due_on)
    case.when(order).then(fact)
    state = folded(NOMINATION, start, report, filed, endorsed, fact)
    assert isinstance(state, AtStep)
    assert {"secretary"} == state.endorsed_by


def test_a_returned_case_comes_back_to_a_step_of_the_newer_regime():
    back = ReturnedForSupplement("district-appraisal", (REMARK,), "why")
    facts = (*at_appraisal, back)
    fact = chosen(SHORT, "district-post", None)
    given_in(CASE, *facts).when(ORDER).then(fact)
    state = folded(NOMINATION, *facts, fact)
    assert isinstance(state, Returned)
    assert ("district-post", (REMARK,)) == (state.step.key, state.missing)


@pytest.mark.parametrize(
    ("facts", "changes", "codes"),
    [
        ((opened, report), {}, ["not-in-this-state"]),
        ((*at_submit, up), {}, ["not-in-this-state"]),
        ((opened, NominationWithdrawn("moved")), {}, ["not-in-this-state"]),
        (at_appraisal, {"hand": OFFICER}, ["role-missing", "own-nomination"]),
        (at_appraisal, {"hand": replace(APPRAISER, units=frozenset({"31"}))}, ["unit-foreign"]),
        (at_appraisal, {"hand": replace(APPRAISER, units=frozenset({WARD}))}, ["unit-foreign"]),
        (at_appraisal, {"hand": replace(APPRAISER, effective_on=date(2024, 12, 31))}, [
            "dated-before-opening", "regime-not-in-force",
        ]),
        (at_appraisal, {"newer": replace(NEWER, favours=None)}, ["transition-forbids"]),
        (at_appraisal, {"newer": replace(NEWER, favours=replace(FAVOUR, regimes=()))}, [
            "transition-forbids",
        ]),
        (at_appraisal, {"ladder": None}, ["award-not-given"]),
        (at_appraisal, {"ladder": replace(SHORT, subjects=("household",))}, [
            "subject-not-honoured",
        ]),
    ],
)  # fmt: skip
def test_every_broken_rule_is_told(facts, changes, codes):
    given_in(CASE, *facts).when(replace(ORDER, **changes)).then_refused(*codes)


@pytest.mark.parametrize("steps", [LADDER.steps, (VOTE,)])
def test_an_appraiser_hears_where_one_has_a_step_else_where_anybody_may_choose(steps):
    start = replace(opened, ladder=replace(LADDER, steps=steps))
    ward = replace(APPRAISER, units=frozenset({WARD}))
    wrong = the_hand_sits_on_the_way(ward, folded(NOMINATION, start).dossier)
    assert wrong is not None
    assert (wrong.code, wrong.facts) == ("unit-foreign", {"unit": DISTRICT})


def test_all_that_is_wrong_is_told_at_once():
    hand = replace(OFFICER, units=frozenset({"31"}))
    order = replace(ORDER, hand=hand, ladder=None, newer=replace(NEWER, favours=None))
    given_in(CASE, opened, report).when(order).then_refused(
        "not-in-this-state",
        "role-missing",
        "unit-foreign",
        "own-nomination",
        "transition-forbids",
        "award-not-given",
    )


def test_a_case_goes_under_a_regime_once():
    fact = chosen(SHORT, "district-post", date(2025, 4, 18))
    case = given_in(CASE, *at_appraisal, fact)
    case.when(ORDER).then_refused("transition-forbids")


def test_an_opinion_given_at_the_step_binds_the_date_of_the_choice():
    later = replace(APPRAISER, effective_on=APRIL.replace(day=1))
    given_in(CASE, *at_appraisal).when(replace(ORDER, hand=later)).then_refused(
        "dated-before-opening"
    )


def test_a_choice_for_a_case_that_does_not_wait_is_impossible():
    with pytest.raises(ImpossibleHistory):
        folded(NOMINATION, opened, chosen(SHORT, "ward-review", None))


def test_the_case_climbs_on_by_the_newer_route():
    fact = chosen(SHORT, "district-post", date(2025, 4, 18))
    passed = StepPassed("district-post", "district-appraisal", None)
    state = folded(NOMINATION, *at_appraisal, fact, StepEndorsed("district-post", "x", "y"), passed)
    assert VOTE not in state.dossier.ladder.steps
    assert DECIDE == state.dossier.ladder.after(state.step.key)

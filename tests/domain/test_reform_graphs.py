"""Any reform of any units: every case in any state gets one authority, or waits for a person."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Event
from domain.ladder import Act
from domain.nomination import handing
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.decide import NOMINATION, decide
from domain.nomination.events import (
    NominationFiled,
    NominationForwarded,
    ReturnedForSupplement,
    StepPassed,
)
from domain.nomination.state import Draft
from domain.recorded import Dated
from domain.reform.commands import ReassignCase
from domain.reform.plan import Transfer
from domain.units import Fate
from tests.builders import APRIL, CASE, PAPER, REMARK, opened
from tests.histories import ladders
from tests.reforms import FIRST, LAST, OPERATOR, folded, reform, unit

OLD, NEW = [f"1{n}" for n in range(6)], [f"2{n}" for n in range(4)]
ACTS = [act for act in Act if act is not Act.DECIDE]


@st.composite
def reforms(draw):
    """Draw old and new wards, who follows whom, and what becomes of the district's acts."""
    units = [unit("VN", "central", None), unit("p", "province", "VN")]
    units += [unit("q", "province", "VN", into=("r",)), unit("r", "province", "VN", FIRST)]
    units += [unit(f"d{up}", "district", up, fate=Fate.DISSOLVED) for up in "pq"]
    units += [unit(code, "ward", draw(st.sampled_from("pr")), FIRST) for code in NEW]
    for code in OLD:
        into = tuple(draw(st.lists(st.sampled_from(NEW), unique=True, max_size=3)))
        above = draw(st.sampled_from(["dp", "dq"]))
        units.append(unit(code, "ward", above, into=into, fate=None if into else Fate.UNTRACED))
    to = st.sampled_from([None, "ward", "province"])
    goes = {("district", act): Transfer(draw(to), "drawn", False) for act in ACTS}
    deciding = Transfer(draw(st.sampled_from(["ward", "province"])), "drawn", False)
    return reform(units, {**goes, ("district", Act.DECIDE): deciding})


@st.composite
def lives(draw, plan, ladder):
    """Draw a case of an old ward that came as far as any step of a ladder."""
    ward = draw(st.sampled_from(OLD))
    above = {one: plan.units.at_level(ward, one, LAST).code for one in LEVELS}
    steps = tuple(replace(one, unit=above[one.level]) for one in ladder.steps)
    start = replace(opened, unit=ward, ladder=replace(ladder, steps=steps))
    climbed = [one.key for one in steps[: draw(st.integers(0, len(steps)))]]
    return [start, *climb(draw, climbed, steps)]


def climb(draw, climbed, steps):
    """Draw the facts of a case that came as far as the last of *climbed*."""
    if not climbed:
        return []
    passed = (StepPassed(one, to, None) for one, to in pairwise(climbed))
    facts: list[Event] = [NominationFiled(climbed[0], APRIL), *passed]
    last, at = draw(st.sampled_from(["waits", "back", "on its way"])), climbed[-1]
    if last == "back":
        facts.append(ReturnedForSupplement(at, (REMARK,), "unclear"))
    if last == "on its way" and len(climbed) < len(steps):
        facts.append(NominationForwarded(at, steps[len(climbed)].key, PAPER))
    return facts


LEVELS = ("ward", "district", "province", "central")
STORIES = st.tuples(reforms(), ladders()).flatmap(
    lambda drawn: st.tuples(st.just(drawn[0]), lives(*drawn))
)


def after(plan, facts):
    """Return the state before, the one fact of the reform, and the state after it."""
    before = folded(NOMINATION, *facts)
    (fact,) = decide(ReassignCase(CASE, OPERATOR, plan), before)
    return before, fact, folded(NOMINATION, *facts, Dated(fact, FIRST))


@given(STORIES)
def test_each_case_has_one_authority_that_stands_or_waits_for_a_person(story):
    plan, facts = story
    _, fact, state = after(plan, facts)

    if isinstance(fact, CaseUnassigned):
        assert fact == state.dossier.undecided
        assert 1 != len(plan.units.carrying_on(fact.proposer, LAST, FIRST))
    else:
        assert plan.units.unit(fact.desk.unit, FIRST)
        assert fact.desk == handing.desk_of(state)
        assert plan.units.unit(state.dossier.unit, FIRST).level == "ward"


@given(STORIES)
def test_the_steps_ahead_keep_their_order_stand_on_that_day_and_end_in_a_decision(story):
    plan, facts = story
    before, fact, state = after(plan, facts)
    if isinstance(fact, CaseReassigned):
        steps = handing.ahead(state)
        was = [one.key for one in handing.ahead(before)]

        assert [one.key for one in steps] == [key for key in was if key not in gone(fact)]
        assert steps[-1].act is Act.DECIDE
        for one in steps:
            found = plan.units.at_level(state.dossier.unit, one.level, FIRST)
            assert found.code == one.unit


def gone(fact):
    """Return the steps a reform took away."""
    return {one.step for one in fact.dropped}


@given(STORIES)
def test_what_was_passed_stays_and_a_second_reform_of_that_day_changes_nothing(story):
    plan, facts = story
    before, _, state = after(plan, facts)

    if not isinstance(before, Draft):
        kept = before.dossier.ladder.before(before.step.key)
        assert kept == state.dossier.ladder.steps[: len(kept)]
    assert [] == decide(ReassignCase(CASE, OPERATOR, plan), state)

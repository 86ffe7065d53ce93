"""A reform gives each open case one authority, or leaves the choice to a person."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.ladder import Act, Step
from domain.nomination import commands as c
from domain.nomination.authority import (
    CaseReassigned,
    Desk,
    StepDropped,
    StepHanded,
)
from domain.nomination.decide import NOMINATION
from domain.nomination.events import (
    NominationSupplemented,
    NominationWithdrawn,
    ReturnedForSupplement,
)
from domain.nomination.state import AtStep, InTransit
from domain.recorded import Dated
from domain.reform.commands import ReassignCase
from tests.builders import (
    APRIL,
    CASE,
    LADDER,
    PAPER,
    REMARK,
    at_submit,
    endorsed,
    filed,
    hand,
    minutes,
    opened,
    received,
    report,
    up,
)
from tests.reforms import FIRST, OPERATOR, REFORM, TRANSFERS, folded, reform
from tests.spec import given_in

CENTRAL = Step("decide", "central", Act.DECIDE, "leader", "VN")
NOWHERE = {("ward", act): TRANSFERS["district", Act.VOTE] for act in Act} | {
    ("district", act): TRANSFERS["district", Act.VOTE] for act in Act
}
ORDER = ReassignCase(CASE, OPERATOR, REFORM)
BECAUSE = "Resolution 202/2025/QH15 | on appraise | on vote | on decide"
WARD_STEPS = tuple(
    StepHanded(key, "ward", "10531", "ward", "10532", "unit-merged")
    for key in ("ward-review", "ward-submit")
)
DROPPED = tuple(
    StepDropped(key, "district", "288", "level-abolished", None)
    for key in ("district-appraisal", "district-vote")
)
OWN = StepDropped("ward-submit", "ward", "10531", "nothing-to-submit", "district-decision")
DECIDES = StepHanded("district-decision", "district", "288", "ward", "10532", "level-abolished")
MOVED = CaseReassigned(
    "2025-07-01", FIRST, "unit-merged", BECAUSE, "10531", "10532",
    Desk("act", "10531", "ward-review", "ward"), Desk("act", "10532", "ward-review", "ward"),
    (WARD_STEPS[0], DECIDES), (OWN, *DROPPED), filed.due_on,
)  # fmt: skip
at_review = given_in(CASE, opened, report, filed)
divided = replace(opened, unit="10700")
NEW = hand("new", "council-secretary", "10532", on=FIRST)


def test_a_case_at_a_step_goes_to_the_successor_with_its_term():
    at_review.when(ORDER).then(MOVED)


def test_a_draft_goes_to_the_successor_whole():
    there = Desk("draft", "10532", None, None)
    now = replace(MOVED, from_desk=replace(there, unit="10531"), desk=there, due_on=None)

    given_in(CASE, opened).when(ORDER).then(now)


def test_a_case_at_a_step_that_falls_away_goes_on_at_the_next_with_a_whole_term():
    there = Desk("act", "10532", "district-decision", "ward")
    before = Desk("act", "288", "district-appraisal", "district")
    facts = (*at_submit, up, received)
    term = replace(LADDER.steps[4], working_days=3)
    ladder = replace(LADDER, steps=(*LADDER.steps[:4], term))
    now = replace(
        MOVED, from_desk=before, desk=there, handed=(DECIDES,), dropped=DROPPED,
        due_on=date(2025, 12, 4),
    )  # fmt: skip

    given_in(CASE, replace(opened, ladder=ladder), *facts[1:]).when(ORDER).then(now)


def test_a_term_at_a_new_desk_begins_with_the_reform_when_it_is_noted_before():
    early = replace(OPERATOR, recorded_at=datetime(2025, 6, 30, 20, tzinfo=UTC))
    term = replace(LADDER.steps[4], working_days=1)
    ladder = replace(LADDER, steps=(*LADDER.steps[:4], term))
    facts = (replace(opened, ladder=ladder), *at_submit[1:], up, received)
    (change,) = given_in(CASE, *facts).when(replace(ORDER, hand=early)).changes

    assert date(2025, 7, 2) == change.event.due_on


def test_a_case_on_its_way_is_answered_by_the_new_unit():
    facts = (*at_submit, up)
    (change,) = given_in(CASE, *facts).when(ORDER).changes
    state = folded(NOMINATION, *facts, Dated(change.event, FIRST))

    assert Desk("answer", "10532", "district-decision", "ward") == change.event.desk
    assert None is change.event.due_on
    assert isinstance(state, InTransit)
    assert ("district-decision", "10532", PAPER) == (
        state.step.key,
        state.step.unit,
        state.submission,
    )


def test_a_returned_case_is_with_the_successor_of_who_proposed():
    back = ReturnedForSupplement("ward-review", (REMARK,), "unclear")
    (change,) = given_in(CASE, opened, report, filed, back).when(ORDER).changes

    assert Desk("supplement", "10532", "ward-review", "ward") == change.event.desk
    given_in(CASE, opened, report, filed, back, Dated(change.event, FIRST)).when(
        c.SupplementNomination(CASE, hand("o", "nominating-officer", "10532", on=FIRST), (REMARK,))
    ).then_in(CASE, *_supplemented())


def _supplemented():
    return [NominationSupplemented("ward-review", (REMARK,), "", date(2025, 7, 15))]


def test_the_new_unit_acts_and_the_old_one_no_more():
    moved = given_in(CASE, opened, report, minutes, filed, Dated(MOVED, FIRST))
    act = c.EndorseStep(CASE, NEW, "ward-review", "deserved")

    (_, passing) = moved.when(act).changes
    assert "district-decision" == passing.event.next_step
    old = hand("old", "council-secretary", "10531", on=FIRST)
    moved.when(replace(act, hand=old)).then_refused("unit-foreign")
    moved.when(replace(act, hand=replace(NEW, effective_on=APRIL))).then_refused(
        "dated-before-earlier-act"
    )


def test_the_papers_of_a_submission_within_one_unit_are_asked_for_at_the_next_step():
    state = folded(NOMINATION, opened, report, filed, Dated(MOVED, FIRST))

    assert ["ward-review", "district-decision"] == [one.key for one in state.dossier.ladder.steps]
    assert [(), ("council-minutes",)] == [one.papers for one in state.dossier.ladder.steps]
    assert "10531" == state.dossier.nominee.unit


def test_steps_that_were_passed_keep_the_names_of_their_time():
    facts = (*at_submit, up, received)
    (change,) = given_in(CASE, *facts).when(ORDER).changes
    state = folded(NOMINATION, *facts, Dated(change.event, FIRST))

    passed = state.dossier.ladder.before("district-decision")
    assert ["10531", "10531"] == [one.unit for one in passed]


def test_opinions_given_at_a_step_that_stays_count_on():
    two = replace(LADDER.steps[0], quorum=2)
    start = replace(opened, ladder=replace(LADDER, steps=(two, *LADDER.steps[1:])))
    facts = (start, report, filed, endorsed, Dated(MOVED, FIRST))
    state = folded(NOMINATION, *facts)

    assert isinstance(state, AtStep)
    assert (frozenset({"secretary"}), filed.due_on) == (state.endorsed_by, state.due_on)


def test_an_act_after_the_reform_stays_the_latest():
    late = date(2025, 8, 1)
    facts = (opened, report, Dated(filed, late), Dated(MOVED, FIRST))

    assert late == folded(NOMINATION, *facts).dossier.last_act_on


@pytest.mark.parametrize(
    "facts",
    [
        (opened, report, filed, Dated(MOVED, FIRST)),
        (opened, NominationWithdrawn("moved")),
        (replace(opened, opened_on=FIRST),),
        (
            replace(
                opened,
                unit="VN",
                ladder=replace(LADDER, steps=(Step("x", "central", Act.DECIDE, "leader", "VN"),)),
            ),
        ),
    ],
    ids=["moved before", "ended", "opened after", "nothing changes"],
)
def test_what_needs_no_other_authority_stays_as_it_is(facts):
    given_in(CASE, *facts).when(ORDER).then_nothing()


def test_a_case_of_a_unit_that_stands_loses_the_steps_of_the_level():
    start = replace(opened, unit="04000")
    (change,) = given_in(CASE, start).when(ORDER).changes

    assert ("unit-stands", "04000") == (change.event.rule, change.event.proposer)
    assert {"district-appraisal", "district-vote"} < {one.step for one in change.event.dropped}


def test_only_an_operator_moves_cases_and_not_ahead():
    ahead = replace(OPERATOR, roles=frozenset(), effective_on=date(2026, 1, 1))

    at_review.when(replace(ORDER, hand=ahead)).then_refused("role-missing", "dated-ahead")


@pytest.mark.parametrize(
    "plan",
    [
        reform(transfers={}),
        reform(transfers=NOWHERE),
    ],
    ids=["a level without a rule", "no step left"],
)  # fmt: skip
def test_a_case_that_would_be_left_to_nobody_waits_for_a_person(plan):
    (change,) = at_review.when(replace(ORDER, reform=plan)).changes

    assert ("level-unfilled", ("10532",), "31") == (
        change.event.rule, change.event.candidates, change.event.decided_by,
    )  # fmt: skip


def test_a_submission_that_was_always_within_one_unit_stays():
    steps = (
        Step("up", "central", Act.SUBMIT, "leader", "VN"),
        CENTRAL,
    )
    start = replace(opened, ladder=replace(LADDER, steps=steps))
    (change,) = given_in(CASE, start).when(ORDER).changes

    assert ((), ()) == (change.event.handed, change.event.dropped)


def test_a_step_goes_to_the_unit_above_the_successor():
    steps = (Step("decide", "province", Act.DECIDE, "leader", "30"),)
    start = replace(opened, ladder=replace(LADDER, steps=steps))
    (change,) = given_in(CASE, start).when(ORDER).changes

    handed = StepHanded("decide", "province", "30", "province", "31", "above-successor")
    assert (handed,) == change.event.handed

"""What a file holds: assessments, scores, papers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.movement import EvaluatorWeight
from domain.nomination.commands import (
    AddEvidence,
    AssessCriterion,
    ScoreNomination,
    WithdrawEvidence,
)
from domain.nomination.events import (
    EvaluatorScored,
    EvidenceAdded,
    EvidenceWithdrawn,
    NominationForwarded,
    ReturnedForSupplement,
)
from domain.nomination.scores import Score, weighted_mean
from tests.builders import (
    APPRAISER,
    CAMPAIGN,
    CASE,
    OFFICER,
    ONLINE,
    PAPER,
    QUALITY,
    REMARK,
    SCORING,
    SECRETARY,
    assessed,
    at_submit,
    filed,
    hand,
    opened,
    opened_in_movement,
    report,
    sha,
)
from tests.spec import given_in

draft = given_in(CASE, opened_in_movement, report)
at_review = given_in(
    CASE, opened_in_movement, report, assessed(ONLINE, 85), assessed(QUALITY, 1), filed
)


def assess(measured, criterion="online", by=OFFICER, evidence=()):
    return AssessCriterion(CASE, by, criterion, Decimal(measured), evidence)


def add(name="report", paper="achievement-report", form="original", by=OFFICER):
    return AddEvidence(CASE, by, sha(name), 9, "application/pdf", paper, form, "R")


def points(value, by=SECRETARY, step="ward-review"):
    return ScoreNomination(CASE, by, step, Decimal(value))


@pytest.mark.parametrize(("measured", "met"), [(79, False), (80, True), (100, True)])
def test_a_measure_is_held_against_the_pinned_target(measured, met):
    outcome = draft.when(assess(measured))
    outcome.then(assessed(ONLINE, measured))
    assert [met] == [change.event.met for change in outcome.changes]


def test_a_criterion_without_a_number_is_assessed_without_a_verdict():
    draft.when(assess(1, "quality")).then(assessed(QUALITY, 1))


def test_nothing_at_all_and_everything_are_measures():
    for measured in (0, 100):
        draft.when(assess(measured)).then(assessed(ONLINE, measured))


@pytest.mark.parametrize("measured", ["-1", "100.01", "NaN", "Infinity"])
def test_impossible_measures_are_refused(measured):
    draft.when(assess(measured)).then_refused("measure-impossible")


def test_a_measure_that_is_no_share_may_exceed_a_hundred():
    assert draft.when(assess(250, "quality")).changes


def test_unknown_criterion_and_unknown_evidence_are_both_named():
    refused = draft.when(assess(1, "charm", evidence=(sha("nothing"),))).then_refused(
        "criterion-unknown", "evidence-unknown"
    )
    assert {"sha256": sha("nothing")} == refused.refusals[-1].facts


def test_a_measure_rests_on_papers_that_are_in_the_file():
    draft.when(assess(80, evidence=(sha("nothing"),))).then_refused("evidence-unknown")


def test_a_case_outside_a_movement_has_no_criteria():
    given_in(CASE, opened).when(assess(1)).then_refused("criterion-unknown")


def test_the_steps_judge_may_assess_and_the_proposers_may_not_any_more():
    at_review.when(assess(90, by=SECRETARY)).then(assessed(ONLINE, 90))
    at_review.when(assess(90)).then_refused("role-missing", "own-nomination")


def test_points_carry_the_weight_of_the_role():
    at_review.when(points("87.5")).then(
        EvaluatorScored("ward-review", "secretary", Decimal("87.5"), Decimal(2))
    )


def test_without_a_movement_the_steps_role_weighs_one():
    plain = given_in(CASE, opened, report, filed)
    plain.when(points(80)).then(
        EvaluatorScored("ward-review", "secretary", Decimal(80), Decimal(1))
    )


@pytest.mark.parametrize("value", ["0", "0.01", "0.5", "100"])
def test_marks_go_from_nought_to_a_hundred_in_hundredths(value):
    (change,) = at_review.when(points(value)).changes
    assert Decimal(value) == change.event.points


@pytest.mark.parametrize("value", ["-0.01", "100.01", "50.001", "NaN"])
def test_impossible_points_are_refused(value):
    at_review.when(points(value)).then_refused("points-impossible")


def test_everything_wrong_with_points_is_said_at_once():
    stranger = hand("officer", "leader", "288")
    at_review.when(points(101, stranger, "district-vote")).then_refused(
        "step-not-current",
        "not-an-evaluator",
        "unit-foreign",
        "own-nomination",
        "points-impossible",
    )


def test_the_weighted_mean_is_rounded_to_hundredths():
    scores = {
        ("s", "a"): Score(Decimal(80), Decimal(2)),
        ("s", "b"): Score(Decimal(90), Decimal(1)),
        ("t", "c"): Score(Decimal(1), Decimal(1)),
    }
    assert Decimal("83.33") == weighted_mean(scores, "s")
    assert weighted_mean(scores, "u") is None


def test_a_paper_joins_the_file_once():
    given_in(CASE, opened).when(add()).then(report)
    draft.when(add()).then_nothing()


def test_one_paper_is_not_filed_as_two_kinds():
    draft.when(add(paper="council-minutes")).then_refused("evidence-filed-otherwise")


def test_plain_copies_do_not_count():
    draft.when(add("other", form="copy")).then_refused("not-an-original")


def test_a_withdrawn_paper_leaves_the_file_but_not_the_log():
    draft.when(WithdrawEvidence(CASE, OFFICER, sha("report"), "wrong year")).then(
        EvidenceWithdrawn(sha("report"), "wrong year")
    )
    draft.when(WithdrawEvidence(CASE, OFFICER, sha("other"), "?")).then_refused("evidence-unknown")
    stranger = WithdrawEvidence(CASE, APPRAISER, sha("report"), "?")
    draft.when(stranger).then_refused("role-missing", "unit-foreign")
    gone = given_in(CASE, opened, report, EvidenceWithdrawn(sha("report"), "wrong year"))
    gone.when(add()).then(report)


def test_a_judge_takes_out_only_papers_of_the_step():
    order = WithdrawEvidence(CASE, SECRETARY, sha("report"), "dislike")
    at_review.when(order).then_refused("not-the-judges-paper")
    at_submit_step = given_in(CASE, *at_submit)
    chair = hand("ward-chairman", "leader", "10531")
    mine = WithdrawEvidence(CASE, chair, sha("minutes"), "unsigned")
    at_submit_step.when(mine).then(EvidenceWithdrawn(sha("minutes"), "unsigned"))


def test_nobody_takes_out_a_paper_that_a_passed_step_asked_for():
    order = WithdrawEvidence(CASE, OFFICER, sha("minutes"), "lost")
    back = ReturnedForSupplement("district-appraisal", (REMARK,), "unclear")
    above = (*at_submit, NominationForwarded("ward-submit", "district-appraisal", PAPER))
    (refusal,) = (
        given_in(CASE, *above, back).when(order).then_refused("not-the-proposers-paper").refusals
    )
    assert {"paper": "council-minutes", "step": "ward-submit"} == refusal.facts
    assert given_in(CASE, *above, back).when(replace(order, sha256=sha("report"))).changes
    still_at_submit = replace(back, step="ward-submit")
    assert given_in(CASE, *at_submit, still_at_submit).when(order).changes


def test_what_was_brought_since_the_return_may_be_taken_out_again():
    back = ReturnedForSupplement("district-appraisal", (REMARK,), "unclear")
    brought = EvidenceAdded(sha("signed"), 9, "text/plain", "council-minutes", "original", "M")
    above = (*at_submit, NominationForwarded("ward-submit", "district-appraisal", PAPER), back)
    order = WithdrawEvidence(CASE, OFFICER, sha("signed"), "wrong case")
    assert given_in(CASE, *above, brought).when(order).changes


def test_the_heaviest_role_counts():
    both = replace(SECRETARY, roles=frozenset({"council-secretary", "council-member"}))
    light = EvaluatorWeight("council-member", Decimal(1), "house", confirmed=False)
    campaign = replace(CAMPAIGN, scoring=(light, *SCORING))
    start = (replace(opened_in_movement, campaign=campaign), report, assessed(ONLINE, 85), filed)
    given_in(CASE, *start).when(points(80, both)).then(
        EvaluatorScored("ward-review", "secretary", Decimal(80), Decimal(2))
    )


def test_papers_older_than_the_case_are_refused():
    early = replace(OFFICER, effective_on=date(2025, 4, 14))
    draft.when(assess(80, by=early)).then_refused("dated-before-opening")


def test_a_foreign_hand_changes_nothing_in_a_draft():
    draft.when(add("other", by=APPRAISER)).then_refused("role-missing", "unit-foreign")

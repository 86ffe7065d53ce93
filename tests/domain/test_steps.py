"""Filing, endorsing, appraising, voting: the climb."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from domain.facts import Event
from domain.ladder import SubjectPaper
from domain.nomination.commands import (
    AppraiseCase,
    AssessCriterion,
    EndorseStep,
    FileNomination,
    RecordVote,
    WithdrawNomination,
)
from domain.nomination.events import (
    CaseAppraised,
    CouncilVoted,
    NominationForwarded,
    NominationReceived,
    NominationRefused,
    NominationWithdrawn,
    StepEndorsed,
    StepPassed,
)
from tests.builders import (
    APPRAISER,
    CASE,
    LADDER,
    LEADER,
    NOMINEE,
    OFFICER,
    ONLINE,
    PAPER,
    QUALITY,
    REVIEW,
    SECRETARY,
    VOTE,
    VOTES,
    assessed,
    at_submit,
    endorsed,
    filed,
    hand,
    minutes,
    opened,
    opened_in_movement,
    report,
    sha,
)
from tests.spec import Given, at_review, given_in

received = (
    *at_submit,
    NominationForwarded("ward-submit", "district-appraisal", PAPER),
    NominationReceived("district-appraisal", PAPER, None),
)
at_appraisal = given_in(CASE, *received)
at_vote = given_in(CASE, *received, StepPassed("district-appraisal", "district-vote", None))


def endorse(by=SECRETARY, step="ward-review"):
    return EndorseStep(CASE, by, step, "deserved")


def vote(in_favour, members=11, minutes_sha=None):
    return RecordVote(CASE, VOTES, "district-vote", members, in_favour, minutes_sha)


def test_a_complete_draft_goes_to_the_first_step_with_a_term():
    given_in(CASE, opened, report).when(FileNomination(CASE, OFFICER)).then_in(CASE, filed)


def test_filing_names_every_missing_paper_and_assessment_at_once():
    given_in(CASE, opened_in_movement).when(FileNomination(CASE, OFFICER)).then_refused(
        "paper-missing", "criterion-missing", "criterion-missing"
    )
    half = given_in(CASE, opened_in_movement, report, assessed(ONLINE, 80))
    half.when(FileNomination(CASE, OFFICER)).then_refused("criterion-missing")
    full = given_in(CASE, opened_in_movement, report, assessed(ONLINE, 1), assessed(QUALITY, 1))
    full.when(FileNomination(CASE, OFFICER)).then_in(CASE, filed)


def test_papers_of_the_kind_of_nominee_are_asked_for_when_it_is_filed_and_later():
    papers = (SubjectPaper("person", "letter"), SubjectPaper("collective", "list"))
    asked = replace(opened, ladder=replace(LADDER, subject_papers=papers))
    for case, order in (
        (given_in(CASE, asked, report), FileNomination(CASE, OFFICER)),
        (given_in(CASE, asked, report, filed), EndorseStep(CASE, SECRETARY, "ward-review", "x")),
    ):
        (refusal,) = case.when(order).then_refused("paper-missing").refusals
        assert {"paper": "letter"} == refusal.facts


def test_nobody_files_twice_and_nobody_files_the_unknown():
    at_review.when(FileNomination(CASE, OFFICER)).then_refused("not-in-this-state")
    Given().when(FileNomination(uuid4(), OFFICER)).then_refused("nomination-unknown")


def test_one_endorsement_is_enough_where_the_quorum_is_one():
    at_review.when(endorse()).then(endorsed, StepPassed("ward-review", "ward-submit", None))


def test_a_quorum_of_two_needs_two_officers():
    two = replace(LADDER, steps=(replace(REVIEW, quorum=2), *LADDER.steps[1:]))
    history = (replace(opened, ladder=two), report, filed)
    given_in(CASE, *history).when(endorse()).then(endorsed)
    once = given_in(CASE, *history, endorsed)
    once.when(endorse()).then_nothing()
    second = hand("second", "council-secretary", "10531")
    once.when(endorse(second)).then(
        StepEndorsed("ward-review", "second", "deserved"),
        StepPassed("ward-review", "ward-submit", None),
    )


def test_all_broken_rules_are_reported_at_once():
    stranger = hand("officer", "clerk", "288", on=date(2025, 4, 1))
    at_review.when(endorse(stranger, "district-decision")).then_refused(
        "step-not-current", "role-missing", "unit-foreign", "own-nomination", "dated-before-opening"
    )


def test_a_step_that_is_no_review_takes_no_endorsement():
    given_in(CASE, *at_submit[:1], *at_submit[1:]).when(
        endorse(hand("x", "leader", "10531"), "ward-submit")
    ).then_refused("act-not-of-step")


def test_papers_of_the_step_come_before_its_passing():
    strict = replace(
        LADDER, steps=(replace(REVIEW, papers=("council-minutes",)), *LADDER.steps[1:])
    )
    history = (replace(opened, ladder=strict), report, filed)
    given_in(CASE, *history).when(endorse()).then_refused("paper-missing")
    assert given_in(CASE, *history, minutes).when(endorse()).changes


def test_the_nominee_may_not_judge():
    nominee = hand(str(opened.nominee.ref), "council-secretary", "10531")
    at_review.when(endorse(nominee)).then_refused("own-nomination")


def test_a_favourable_appraisal_passes_the_step():
    at_appraisal.when(AppraiseCase(CASE, APPRAISER, "district-appraisal", True, "sound")).then(
        CaseAppraised("district-appraisal", "appraiser", True, "sound"),
        StepPassed("district-appraisal", "district-vote", None),
    )


def test_an_unfavourable_appraisal_is_a_fact_that_moves_nothing():
    history = CaseAppraised("district-appraisal", "appraiser", False, "weak")
    at_appraisal.when(AppraiseCase(CASE, APPRAISER, "district-appraisal", False, "weak")).then(
        history
    )
    again = given_in(CASE, *received, history)
    assert again.when(AppraiseCase(CASE, APPRAISER, "district-appraisal", True, "ok")).changes


@pytest.mark.parametrize(("in_favour", "carried"), [(0, False), (9, False), (10, True), (11, True)])
def test_ninety_percent_of_eleven_members_are_ten_ballots(in_favour, carried):
    facts: list[Event] = [CouncilVoted("district-vote", 11, in_favour, 10, carried, None)]
    if carried:
        facts.append(StepPassed("district-vote", "district-decision", None))
    else:
        facts.append(NominationRefused("district-vote", "vote-lost", f"{in_favour} of 10 ballots"))
    at_vote.when(vote(in_favour)).then(*facts)


@pytest.mark.parametrize(("members", "in_favour"), [(0, 0), (5, 6), (5, -1)])
def test_ballots_must_add_up(members, in_favour):
    at_vote.when(vote(in_favour, members)).then_refused("ballots-impossible")


def test_minutes_of_a_vote_are_in_the_file():
    at_vote.when(vote(10, minutes_sha=sha("minutes")))
    at_vote.when(vote(10, minutes_sha=sha("none"))).then_refused("evidence-unknown")


def test_a_ballot_is_not_judged_without_a_stated_share():
    vague = replace(LADDER, steps=(*LADDER.steps[:3], replace(VOTE, percent=None), LADDER.steps[4]))
    history = (replace(opened, ladder=vague), *received[1:])
    passed = StepPassed("district-appraisal", "district-vote", None)
    given_in(CASE, *history, passed).when(vote(10)).then_refused("threshold-unknown")
    at_appraisal.when(vote(10)).then_refused("step-not-current", "act-not-of-step", "role-missing")


def test_an_order_for_another_state_says_so():
    ended = given_in(CASE, opened, NominationWithdrawn("moved"))
    ended.when(endorse()).then_refused("not-in-this-state")
    ended.when(WithdrawNomination(CASE, OFFICER, "again")).then_refused("not-in-this-state")
    at_review.when(WithdrawNomination(CASE, LEADER, "?")).then_refused(
        "role-missing", "unit-foreign"
    )
    assert given_in(CASE, opened).when(AssessCriterion(CASE, OFFICER, "x", Decimal(1))).refusals


@pytest.mark.parametrize("ref", [str.upper, "{{{}}}".format, "urn:uuid:{}".format])
def test_a_nominee_is_known_however_the_reference_is_written(ref):
    nominee = replace(SECRETARY, actor=ref(str(NOMINEE.ref)))
    at_review.when(replace(endorse(), hand=nominee)).then_refused("own-nomination")


def test_people_are_known_in_capitals_too():
    nominator = replace(SECRETARY, actor="OFFICER")
    at_review.when(replace(endorse(), hand=nominator)).then_refused("own-nomination")
    two = replace(LADDER, steps=(replace(LADDER.first, quorum=2), *LADDER.steps[1:]))
    once = given_in(CASE, replace(opened, ladder=two), report, filed, endorsed)
    once.when(replace(endorse(), hand=replace(SECRETARY, actor="Secretary"))).then_nothing()

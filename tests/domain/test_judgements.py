"""A person's word on a condition: of its day, of what stands, and of a hand that may judge."""

from dataclasses import replace
from datetime import timedelta

from domain.eligibility.conditions import Standing
from domain.nomination.commands import EndorseStep, WithdrawNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.duties import of_an_opinion
from domain.nomination.events import (
    NominationSupplemented,
    NominationWithdrawn,
    ReturnedForSupplement,
    StepEndorsed,
)
from domain.recorded import Dated
from tests.builders import (
    APRIL,
    CASE,
    OFFICER,
    REMARK,
    SECRETARY,
    at_submit,
    filed,
    minutes,
    report,
)
from tests.domain.test_award_conditions import (
    EITHER,
    INITIATIVE,
    JUDGE,
    NO,
    WORTHY,
    YES,
    asking,
    found,
    the,
)
from tests.reforms import folded
from tests.spec import given_in
from tests.wording import read


def test_a_word_is_forgotten_when_the_case_goes_back_for_what_is_missing():
    told = (asking(WORTHY), report, filed, YES)
    assert Standing.MET is the(given_in(CASE, *told), "worthy").standing
    back = ReturnedForSupplement("ward-review", (REMARK,), "unclear")
    again = NominationSupplemented("ward-review", (REMARK,), "", None)
    assert Standing.TO_BE_JUDGED is the(given_in(CASE, *told, back, again), "worthy").standing


def test_a_proposer_who_judges_a_case_that_is_with_them_hears_every_reason():
    back = ReturnedForSupplement("ward-review", (REMARK,), "unclear")
    case = given_in(CASE, asking(WORTHY), report, filed, back)
    own = replace(JUDGE, hand=OFFICER)
    assert {"not-in-this-state", "role-missing", "own-nomination"} <= {
        one.code for one in case.when(own).refusals
    }


def test_an_older_word_does_not_take_the_place_of_a_younger_one():
    on = [replace(JUDGE.hand, effective_on=APRIL + timedelta(days=n)) for n in (1, 2)]
    case = given_in(CASE, asking(WORTHY), report, filed, Dated(NO, on[1].effective_on))
    case.when(replace(JUDGE, hand=on[0])).then_refused("dated-before-earlier-act")
    case.when(replace(JUDGE, hand=on[1])).then(YES)


JUDGED = (asking(WORTHY), report, filed, YES)
SENT_BACK = ReturnedForSupplement("ward-review", (REMARK,), "unclear")


def test_who_found_a_condition_met_takes_no_part_as_proposer():
    both = replace(OFFICER, actor="secretary")
    back = given_in(CASE, *JUDGED).when(WithdrawNomination(CASE, both, "moved"))
    assert "own-agreement" in {one.code for one in back.refusals}
    refused = given_in(CASE, asking(WORTHY), report, filed, NO)
    refused.when(WithdrawNomination(CASE, both, "moved")).then(NominationWithdrawn("moved"))


def test_who_found_a_condition_met_endorses_at_that_step_and_at_no_other():
    case = given_in(CASE, *JUDGED)
    assert case.when(EndorseStep(CASE, SECRETARY, "ward-review", "deserved")).changes
    by_another = StepEndorsed("ward-review", "another", "deserved")
    up = folded(NOMINATION, *JUDGED, minutes, by_another, *at_submit[5:])
    assert "endorsed-twice" in {one.code for one in of_an_opinion(SECRETARY, up) if one}


def test_who_endorsed_at_a_step_judges_no_condition_at_the_next():
    case = given_in(CASE, asking(WORTHY), *at_submit[1:])
    own = replace(SECRETARY, roles=frozenset({"leader"}))
    case.when(replace(JUDGE, hand=own, step="ward-submit")).then_refused("endorsed-twice")


def test_a_word_that_fell_with_a_return_is_no_agreement_any_more():
    supplemented = NominationSupplemented("ward-review", (REMARK,), "", None)
    case = given_in(CASE, *JUDGED, SENT_BACK, supplemented)
    both = replace(OFFICER, actor="secretary")
    case.when(WithdrawNomination(CASE, both, "moved")).then(NominationWithdrawn("moved"))


def unshown(*said, basis=None):
    """Return what a verdict tells of words that no fact bears out."""
    verdict = found(given_in(CASE, asking(EITHER, WORTHY, basis=basis), report, filed, YES, *said))
    (told,) = [one for one in verdict.findings if one.rule.key == "words-agree-with-facts"]
    assert not told.stops
    return [(one.code, one.facts) for one in read(told.broken)]


def test_a_word_that_a_condition_is_met_is_told_of_where_facts_could_show_it_and_do_not():
    word = replace(YES, condition="either")
    assert [("condition-unshown", {"condition": "either"})] == unshown(word)
    assert [] == unshown(word, basis=INITIATIVE)
    assert [] == unshown()
    assert [] == unshown(replace(word, met=False))

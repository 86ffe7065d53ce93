"""A person's word on a condition: of its day, of what stands, and of a hand that may judge."""

from dataclasses import replace
from datetime import timedelta

from domain.eligibility.conditions import Standing
from domain.nomination.events import NominationSupplemented, ReturnedForSupplement
from domain.recorded import Dated
from tests.builders import APRIL, CASE, OFFICER, REMARK, filed, report
from tests.domain.test_award_conditions import JUDGE, NO, WORTHY, YES, asking, the
from tests.spec import given_in


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

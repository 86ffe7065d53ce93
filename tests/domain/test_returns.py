"""Returning, supplementing, refusing, withdrawing."""

from dataclasses import replace

from domain.nomination.commands import (
    RefuseNomination,
    ReturnForSupplement,
    SupplementNomination,
    WithdrawNomination,
)
from domain.nomination.events import (
    EvidenceAdded,
    EvidenceWithdrawn,
    Missing,
    NominationRefused,
    NominationSupplemented,
    NominationWithdrawn,
    ReturnedForSupplement,
)
from tests.builders import (
    APPRAISER,
    CASE,
    OFFICER,
    ONLINE,
    QUALITY,
    REMARK,
    SECRETARY,
    assessed,
    filed,
    minutes,
    opened,
    opened_in_movement,
    report,
    sha,
)
from tests.spec import at_review, given_in

NEWER = Missing("paper", "achievement-report", "last year's")
ONLINE_AGAIN = Missing("criterion", "online")
returned = ReturnedForSupplement("ward-review", (NEWER, REMARK), "incomplete", 0)
new_report = EvidenceAdded(sha("new"), 9, "application/pdf", "achievement-report", "original", "R")
back = (opened, report, filed, returned)


def send_back(*missing, by=SECRETARY, step="ward-review"):
    return ReturnForSupplement(CASE, by, step, missing, "incomplete")


def supplement(*answers):
    return SupplementNomination(CASE, OFFICER, answers, "done")


def test_a_return_lists_what_the_officer_named():
    at_review.when(send_back(NEWER, REMARK)).then(returned)


def test_a_return_also_lists_what_is_formally_missing_so_that_one_list_is_enough():
    gone = given_in(
        CASE, opened_in_movement, report, filed, EvidenceWithdrawn(sha("report"), "wrong")
    )
    listed = (
        REMARK,
        Missing("paper", "achievement-report"),
        Missing("criterion", "online"),
        Missing("criterion", "quality"),
    )
    gone.when(send_back(REMARK)).then(ReturnedForSupplement("ward-review", listed, "incomplete", 0))


def test_a_return_names_something_once_and_of_the_class():
    at_review.when(send_back()).then_refused("nothing-missing")
    at_review.when(send_back(REMARK, REMARK, Missing("criterion", "charm"))).then_refused(
        "listed-twice", "criterion-unknown"
    )


def test_only_the_steps_judge_returns_at_the_current_step():
    at_review.when(send_back(REMARK, by=APPRAISER, step="ward-submit")).then_refused(
        "step-not-current", "role-missing", "unit-foreign"
    )


def test_a_supplement_names_everything_that_is_still_missing():
    given_in(CASE, *back).when(supplement()).then_refused("paper-missing", "remark-missing")
    given_in(CASE, *back, new_report).when(supplement()).then_refused("remark-missing")


def test_the_case_waits_at_the_same_step_when_all_was_brought():
    answer = Missing("remark", "r1", "the one-stop desk")
    given_in(CASE, *back, new_report).when(supplement(answer)).then(
        NominationSupplemented("ward-review", (answer,), "done", filed.due_on)
    )


def test_a_supplement_is_refused_for_whatever_the_next_return_would_list():
    emptied = (
        EvidenceWithdrawn(sha("report"), "wrong"),
        replace(returned, missing=(REMARK, ONLINE_AGAIN)),
    )
    start = given_in(CASE, opened_in_movement, report, filed, *reversed(emptied))
    start.when(supplement(REMARK)).then_refused(
        "criterion-missing", "paper-missing", "criterion-missing"
    )
    whole = (new_report, assessed(ONLINE, 82), assessed(QUALITY, 1))
    brought = (opened_in_movement, report, filed, *reversed(emptied), *whole)
    assert given_in(CASE, *brought).when(supplement(REMARK)).changes


def test_a_paper_brought_and_withdrawn_again_is_missing():
    gone = given_in(
        CASE, opened, filed, returned, new_report, EvidenceWithdrawn(sha("new"), "wrong")
    )
    gone.when(supplement(REMARK)).then_refused("paper-missing")


def test_a_paper_that_only_the_return_asked_for_is_missing_once_it_is_taken_out():
    listed = ReturnedForSupplement("ward-review", (Missing("paper", "plan"),), "thin")
    plan = EvidenceAdded(sha("plan"), 9, "application/pdf", "plan", "original", "P")
    case = given_in(CASE, opened, report, filed, listed, plan)
    assert case.when(supplement()).changes
    gone = given_in(
        CASE, opened, report, filed, listed, plan, EvidenceWithdrawn(sha("plan"), "wrong")
    )
    gone.when(supplement()).then_refused("paper-missing")


def test_the_same_paper_taken_out_and_put_in_again_brings_nothing_new():
    gone = EvidenceWithdrawn(sha("report"), "again")
    same = given_in(CASE, *back, gone, report)
    same.when(supplement(REMARK)).then_refused("paper-missing")


def test_a_listed_criterion_is_assessed_again():
    listed = ReturnedForSupplement("ward-review", (ONLINE_AGAIN,), "recount")
    start = (opened_in_movement, report, assessed(ONLINE, 80), assessed(QUALITY, 1), filed, listed)
    given_in(CASE, *start).when(supplement()).then_refused("criterion-missing")
    assert given_in(CASE, *start, assessed(ONLINE, 82)).when(supplement()).changes
    given_in(CASE, *start, minutes).when(supplement()).then_refused("criterion-missing")


def test_a_refusal_carries_a_coded_reason():
    order = RefuseNomination(CASE, SECRETARY, "ward-review", "below-standard", "not yet")
    at_review.when(order).then(NominationRefused("ward-review", "below-standard", "not yet"))
    at_review.when(RefuseNomination(CASE, APPRAISER, "ward-submit", "dislike", "no")).then_refused(
        "step-not-current", "role-missing", "unit-foreign", "reason-unknown"
    )


def test_the_proposing_unit_takes_its_case_back():
    for history in ((opened,), (opened, report, filed), back):
        given_in(CASE, *history).when(WithdrawNomination(CASE, OFFICER, "moved")).then(
            NominationWithdrawn("moved")
        )

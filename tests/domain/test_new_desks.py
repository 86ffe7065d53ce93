"""After a reform: whose desk a case is at, and from when its term runs."""

from dataclasses import replace
from datetime import date

from domain.ladder import Act, Step
from domain.nomination.authority import Desk
from domain.nomination.events import NominationFiled, ReturnedForSupplement, StepPassed
from domain.reform.commands import ReassignCase
from tests.builders import CASE, DECIDE, LADDER, REMARK, REVIEW, opened
from tests.reforms import OPERATOR, REFORM
from tests.spec import given_in

ORDER = ReassignCase(CASE, OPERATOR, REFORM)
LATE = date(2025, 6, 30)


def test_a_step_that_goes_to_another_level_has_a_whole_term_there():
    short = replace(LADDER, steps=(REVIEW, replace(DECIDE, working_days=2)))
    facts = (
        replace(opened, ladder=short),
        NominationFiled(REVIEW.key, None),
        StepPassed(REVIEW.key, DECIDE.key, LATE),
    )
    (change,) = given_in(CASE, *facts).when(ORDER).changes

    assert Desk("act", "10532", DECIDE.key, "ward") == change.event.desk
    assert date(2025, 12, 3) == change.event.due_on


def test_a_case_returned_from_above_is_with_who_proposed_and_goes_back_there():
    above = Step("decide", "province", Act.DECIDE, "leader", "30")
    back = ReturnedForSupplement(above.key, (REMARK,), "unclear")
    start = replace(opened, ladder=replace(LADDER, steps=(above,)))
    (change,) = given_in(CASE, start, NominationFiled(above.key, LATE), back).when(ORDER).changes

    assert Desk("supplement", "10531", "decide", "province") == change.event.from_desk
    assert Desk("supplement", "10532", "decide", "province") == change.event.desk

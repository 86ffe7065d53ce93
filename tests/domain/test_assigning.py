"""What no rule decides, a person chooses; and a reform is noted once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.nomination import commands as c
from domain.nomination.authority import CaseUnassigned, Desk
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationWithdrawn
from domain.recorded import Dated
from domain.reform.commands import AssignSuccessor, ReassignCase, ReorganiseUnits
from domain.reform.decide import REFORM as APPLIED_ONCE
from domain.reform.events import UnitsReorganised
from domain.refusal import ImpossibleHistory
from tests.builders import APRIL, CASE, filed, hand, opened, report
from tests.reforms import FIRST, KEEPER, OPERATOR, REFORM, folded, reform
from tests.spec import given_in

ORDER = ReassignCase(CASE, OPERATOR, REFORM)
NEW = hand("new", "council-secretary", "10532", on=FIRST)
divided = replace(opened, unit="10700")
UNDECIDED = CaseUnassigned(
    "2025-07-01", FIRST, "unit-divided", "Resolution 202/2025/QH15", "10700",
    Desk("draft", "10700", None, None), ("10532", "10601"), "31",
)  # fmt: skip
waiting = given_in(CASE, divided, Dated(UNDECIDED, FIRST))
CHOICE = AssignSuccessor(CASE, KEEPER, REFORM, "10601", "the street lies there")


def test_a_case_of_a_divided_unit_waits_for_a_person():
    given_in(CASE, divided).when(ORDER).then(UNDECIDED)
    waiting.when(ORDER).then_nothing()


def test_nobody_acts_on_a_case_that_waits_for_a_choice():
    officer = hand("officer", "nominating-officer", "10700", on=FIRST)
    waiting.when(c.WithdrawNomination(CASE, officer, "x")).then_refused("successor-undecided")
    judged = given_in(CASE, divided, report, filed, Dated(UNDECIDED, FIRST))
    judge = hand("judge", "council-secretary", "10531", on=FIRST)
    points = c.ScoreNomination(CASE, judge, "ward-review", Decimal(80))
    for order in (c.EndorseStep(CASE, judge, "ward-review", "x"), points):
        assert "successor-undecided" in [one.code for one in judged.when(order).refusals]


def test_a_person_chooses_and_the_case_goes_on():
    (change,) = waiting.when(CHOICE).changes
    event = change.event

    assert ("chosen-by-a-person", "10601", CHOICE.reason) == (
        event.rule,
        event.proposer,
        event.reason,
    )
    given_in(CASE, divided, Dated(UNDECIDED, FIRST), Dated(event, KEEPER.effective_on)).when(
        CHOICE
    ).then_refused("nothing-undecided")


def test_a_person_may_choose_on_the_day_of_the_reform():
    on_the_day = replace(CHOICE.hand, effective_on=FIRST)
    assert waiting.when(replace(CHOICE, hand=on_the_day)).changes


def test_the_choice_is_held_against_every_rule():
    wrong = hand("officer", "clerk", "30", on=APRIL)
    waiting.when(AssignSuccessor(CASE, wrong, REFORM, "04000", "x")).then_refused(
        "role-missing", "unit-foreign", "own-nomination", "dated-before-reform", "not-a-successor"
    )
    waiting.when(replace(CHOICE, unit="00000")).then_refused(
        "not-a-successor", "no-authority-there"
    )
    other = reform(key="other")
    waiting.when(replace(CHOICE, reform=other)).then_refused("nothing-undecided")
    given_in(CASE, opened).when(CHOICE).then_refused("nothing-undecided")


def test_where_nothing_is_known_any_unit_with_a_way_may_be_chosen():
    lost = given_in(CASE, replace(opened, unit="00000"))
    (change,) = lost.when(ORDER).changes
    after = given_in(CASE, replace(opened, unit="00000"), Dated(change.event, FIRST))

    assert ("unit-untraced", None) == (change.event.rule, change.event.decided_by)
    assert "10601" == after.when(CHOICE).changes[0].event.proposer


APPLIED = UnitsReorganised(
    "2025-07-01", FIRST, "Resolution 202/2025/QH15", "f" * 64, "test", False
)  # fmt: skip


def test_a_reform_is_noted_once():
    order = ReorganiseUnits(OPERATOR, REFORM)
    given_in(CASE, opened).when(order).then_in(REFORM.stream, APPLIED)
    noted = given_in(REFORM.stream, APPLIED)
    noted.when(order).then_nothing()
    other = replace(REFORM, digest="0" * 64)
    noted.when(ReorganiseUnits(NEW, other)).then_refused("role-missing", "reform-differs")
    ahead = replace(OPERATOR, effective_on=date(2025, 12, 2))
    noted.when(ReorganiseUnits(ahead, REFORM)).then_refused("dated-ahead")


def test_a_reform_is_not_applied_twice():
    with pytest.raises(ImpossibleHistory, match="UnitsReorganised after UnitsR"):
        folded(APPLIED_ONCE, APPLIED, APPLIED)


def test_an_ended_case_can_have_got_no_authority():
    with pytest.raises(ImpossibleHistory):
        folded(NOMINATION, opened, NominationWithdrawn("moved"), UNDECIDED)

"""What no rule decides, a person chooses; and a reform is noted once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.house_acts.commands import Answer, AnswerHouseAct
from domain.house_acts.events import HouseActAgreed, HouseActDone, HouseActProposed
from domain.house_acts.state import act_stream
from domain.nomination import commands as c
from domain.nomination.authority import CaseUnassigned, Desk
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationWithdrawn
from domain.recorded import Dated
from domain.reform.commands import AssignSuccessor, ReassignCase, ReorganiseUnits
from domain.reform.decide import REFORM as APPLIED_ONCE
from domain.reform.events import UnitsReorganised
from domain.refusal import ImpossibleHistory
from tests.builders import APRIL, CASE, NOON, filed, hand, opened, report
from tests.reforms import FIRST, KEEPER, OPERATOR, REFORM, folded, reform
from tests.second_person import agreed_facts
from tests.spec import given_in

ORDER = ReassignCase(CASE, OPERATOR, REFORM)
NEW = hand("new", "council-secretary", "10532", on=FIRST)
divided = replace(opened, unit="10700")
UNDECIDED = CaseUnassigned(
    "2025-07-01", FIRST, "unit-divided", "Resolution 202/2025/QH15", "10700",
    Desk("draft", "10700", None, None), ("10532", "10601"), "31",
)  # fmt: skip
waiting = given_in(CASE, divided, Dated(UNDECIDED, FIRST))
CHOICE = AssignSuccessor(CASE, KEEPER, REFORM, "10601", "the street lies there", asked=False)


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


def test_where_no_keeper_is_above_the_choice_stays_with_the_candidates():
    nobody = replace(UNDECIDED, rule="level-unfilled", candidates=("10601",), decided_by=None)
    alone = given_in(CASE, divided, Dated(nobody, FIRST))

    assert alone.when(CHOICE).changes
    alone.when(replace(CHOICE, unit="10532")).then_refused("not-a-successor")


APPLIED = UnitsReorganised(
    "2025-07-01", FIRST, "Resolution 202/2025/QH15", "f" * 64, "test", False
)  # fmt: skip


ACT = act_stream("reform", REFORM.key)
DONE = HouseActDone("reform", REFORM.key, REFORM.digest, ("first",), ("second",))


def test_a_reform_is_noted_once():
    order = ReorganiseUnits(OPERATOR, REFORM)
    agreed = given_in(ACT, *agreed_facts(REFORM, NOON))
    agreed.when(order).then_in(REFORM.stream, APPLIED).then_in(ACT, DONE)
    given_in(CASE, opened).when(replace(order, asked=False)).then(APPLIED)
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


CHOICE_ACT = act_stream("assignment", str(CASE))
SAYS = ("assignment", str(CASE), CHOICE.digest, "10601", CHOICE.reason, "31", NOON.date())
OFFERED = (Dated(HouseActProposed(*SAYS), FIRST, ("keeper",)),)
AGREED = (*OFFERED, Dated(HouseActAgreed(CHOICE.digest), FIRST, ("other",)))


def test_a_choice_is_carried_out_once_another_keeper_agreed_to_it():
    asks = replace(CHOICE, asked=True)
    waiting.when(asks).then_refused("second-person-missing")
    waiting.and_in(CHOICE_ACT, *OFFERED).when(asks).then_refused("second-person-missing")
    agreed = waiting.and_in(CHOICE_ACT, *AGREED)
    done = HouseActDone("assignment", str(CASE), CHOICE.digest, ("keeper",), ("other",))
    agreed.when(asks).then_in(CHOICE_ACT, done)
    assert ((CASE,), ()) == (done.nominations, DONE.nominations)
    for other in (replace(asks, unit="10532"), replace(asks, reason="another")):
        agreed.when(other).then_refused("agreed-otherwise")


def test_another_keeper_of_the_unit_agrees_and_nobody_with_the_case():
    offered = waiting.and_in(CHOICE_ACT, *OFFERED)
    order = AnswerHouseAct(KEEPER, CHOICE_ACT, CHOICE.digest, Answer.AGREE)
    offered.when(order).then_refused("second-person-is-first")
    other = replace(KEEPER, actor="other")
    offered.when(replace(order, hand=other)).then(HouseActAgreed(CHOICE.digest))
    foreign = hand("officer", "directory-keeper", "14", on=FIRST)
    offered.when(replace(order, hand=foreign)).then_refused("house-act-none")
    own = hand("officer", "directory-keeper", next(iter(KEEPER.units)), on=FIRST)
    offered.when(replace(order, hand=own)).then_refused("own-nomination")
    nowhere = given_in(CHOICE_ACT, *OFFERED)
    nowhere.when(replace(order, hand=other)).then(HouseActAgreed(CHOICE.digest))

"""Acts on the house at the edges: first and last days, who answers for a unit, what comes after."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.house_acts import events as e
from domain.house_acts.commands import Answer, AnswerHouseAct, AskSecondPerson
from domain.house_acts.policies import the_hand_reads_house_acts
from domain.house_acts.state import HOUSE_ACT, act_stream
from domain.refusal import Kind, Refusal
from tests.builders import CASE, NOON, hand, opened
from tests.domain.test_house_acts import (
    ACT,
    AGREE,
    AGREED,
    ALONE,
    BACK,
    CARRY,
    DAY,
    FILE,
    FIRST_ONE,
    HOLD,
    LAST,
    PROPOSE,
    PROPOSED,
    SERVICE,
    D,
    says,
    stands,
)
from tests.reforms import REFORM, folded
from tests.second_person import FIRST_HAND, SECOND_HAND, at
from tests.spec import Given

ON_LAST, LATE = NOON + timedelta(days=14), NOON + timedelta(days=15)
OF_CASE = act_stream("assignment", str(CASE))
YES, NO = e.LoneActConfirmed(D, "x"), e.LoneActDisputed(D, "x")
DONE = e.HouseActDone("reform", REFORM.key, D, ("first",), ("second",))
DONE_ALONE = replace(DONE, agreed_by=())


def of_unit(told, unit: str):
    return replace(told, kind="assignment", subject=str(CASE), unit=unit)


def answers(answer: Answer, role: str, unit: str, actor: str = "second", act=ACT):
    return AnswerHouseAct(hand(actor, role, unit, on=DAY), act, D, answer, "x")


@pytest.mark.parametrize("days", [1, 90])
def test_a_proposal_stands_for_a_day_or_for_ninety(days):
    until = replace(PROPOSED, expires_on=DAY + timedelta(days=days))
    stands(PROPOSED, BACK).when(replace(PROPOSE, days=days)).then(until)


def test_the_days_are_those_of_viet_nam():
    evening = replace(PROPOSE.hand, recorded_at=NOON.replace(hour=20))
    tomorrow = replace(PROPOSED, expires_on=LAST + timedelta(days=1))
    stands(PROPOSED, BACK).when(replace(PROPOSE, hand=evening)).then(tomorrow)


def test_on_its_last_day_a_proposal_is_open_and_after_it_may_still_be_declined():
    again = replace(PROPOSE, hand=at(FIRST_HAND, ON_LAST))
    stands(PROPOSED).when(again).then_refused("house-act-open")
    decline = replace(AGREE, hand=at(SECOND_HAND, LATE), answer=Answer.DECLINE, reason="late")
    stands(PROPOSED).when(decline).then(e.HouseActDeclined(D, "late"))


def test_what_nobody_agreed_to_is_refused_for_that_alone_and_names_the_act():
    late = replace(CARRY, hand=replace(CARRY.hand, recorded_at=LATE))
    (missing,) = stands(PROPOSED).when(late).then_refused("second-person-missing").refusals
    assert {"act": str(ACT), "kind": "reform", "subject": REFORM.key} == missing.facts


def test_in_an_emergency_one_acts_alone_also_while_a_proposal_is_open():
    stands(PROPOSED).when(replace(PROPOSE, alone=True)).then(ALONE)


def test_nobody_without_a_role_stands_by_what_was_taken_alone():
    carried = stands(ALONE, DONE_ALONE)
    carried.when(answers(Answer.CONFIRM, "clerk", "VN")).then_refused("house-act-none")


def test_for_an_act_of_a_unit_its_keepers_and_its_auditors_answer():
    lone, asked = (stands(of_unit(one, "31"), act=OF_CASE) for one in (ALONE, PROPOSED))
    auditing = answers(Answer.CONFIRM, "auditor", "31", act=OF_CASE)
    lone.when(auditing).then_refused("role-missing")
    carried = replace(DONE_ALONE, kind="assignment", subject=str(CASE))
    done = stands(of_unit(ALONE, "31"), carried, act=OF_CASE)
    done.when(auditing).then(YES)
    other = answers(Answer.CONFIRM, "auditor", "14", act=OF_CASE)
    lone.when(other).then_refused("house-act-none")
    asked.when(answers(Answer.AGREE, "directory-keeper", "31", act=OF_CASE)).then(AGREED)
    foreign = answers(Answer.AGREE, "directory-keeper", "14", act=OF_CASE)
    asked.when(foreign).then_refused("house-act-none")


def test_who_proposed_a_case_does_not_agree_to_where_it_goes_on():
    asked = stands(of_unit(PROPOSED, "31"), act=OF_CASE).and_in(CASE, opened)
    own = answers(Answer.AGREE, "directory-keeper", "31", "officer", OF_CASE)
    asked.when(own).then_refused("own-nomination")


def test_a_new_proposal_has_nobody_behind_it_but_who_made_it_and_is_not_done():
    stands(PROPOSED, AGREED, DONE, PROPOSED).when(AGREE).then(AGREED)
    stands(ALONE, DONE_ALONE, YES, ALONE).when(CARRY).then_in(ACT, DONE_ALONE)
    assert folded(HOUSE_ACT, PROPOSED).carried is False


def test_what_was_disputed_may_be_proposed_anew_and_waits_for_no_answer():
    disputed = stands(ALONE, DONE_ALONE, NO)
    disputed.when(PROPOSE).then(PROPOSED)
    confirm = answers(Answer.CONFIRM, "operator", "VN")
    disputed.when(confirm).then_refused("house-act-elsewhere")


def test_a_file_that_was_carried_out_or_put_back_is_the_one_in_force():
    digest = "a" * 64
    said = ("rules", "rules", digest, "3 forces", "why", None, LAST)
    done = e.HouseActDone("rules", "rules", digest, ("first",), ("second",))
    agreed = (e.HouseActProposed(*said), e.HouseActAgreed(digest), done)
    gone, back = e.RulesGone("rules"), e.RulesPutBack("rules", digest)
    stands(*agreed, act=FILE).when(HOLD).then_nothing()
    stands(*agreed, gone, act=FILE).when(HOLD).then(back)
    stands(*agreed, gone, back, act=FILE).when(HOLD).then_nothing()


@pytest.mark.parametrize(
    "order", [HOLD, AskSecondPerson(SERVICE)], ids=lambda one: type(one).__name__
)
def test_the_service_dates_nothing_ahead(order):
    ahead = replace(SERVICE, effective_on=DAY + timedelta(days=1))
    Given().when(replace(order, hand=ahead)).then_refused("dated-ahead")


def test_what_two_agreed_to_is_not_put_in_one_hand_and_what_is_alone_is_taken_back():
    stands(PROPOSED).when(replace(PROPOSE, alone=True)).then(ALONE)
    stands(PROPOSED, AGREED).when(replace(PROPOSE, alone=True)).then_refused("house-act-open")
    stands(ALONE).when(says(Answer.WITHDRAW, FIRST_ONE, BACK.reason)).then(BACK)
    stands(ALONE, DONE_ALONE).when(says(Answer.WITHDRAW, FIRST_ONE)).then_refused(
        "house-act-elsewhere"
    )
    stands(ALONE, BACK).when(CARRY).then_refused("second-person-missing")


def test_who_reads_an_act_as_an_auditor_answers_for_no_other_unit_by_another_role():
    asked = stands(of_unit(PROPOSED, "31"), act=OF_CASE)
    agree = answers(Answer.AGREE, "directory-keeper", "VN", act=OF_CASE)
    both = replace(agree.hand, roles=agree.hand.roles | {"auditor"})
    asked.when(replace(agree, hand=both)).then_refused("unit-foreign")


def test_an_operator_of_any_unit_confirms_what_is_of_the_house():
    stands(ALONE, DONE_ALONE).when(answers(Answer.CONFIRM, "operator", "31")).then(YES)


def test_acts_on_the_house_are_read_by_who_proposes_and_who_audits_them():
    assert the_hand_reads_house_acts(FIRST_ONE) is None
    assert the_hand_reads_house_acts(hand("auditor", "auditor", "31")) is None
    clerk = the_hand_reads_house_acts(hand("clerk", "clerk", "VN"))
    allowed = {"role": "auditor, directory-keeper, inspector, operator"}
    told = "these acts are for whoever answers"
    assert clerk == Refusal("role-missing", Kind.FORBIDDEN, told, allowed)

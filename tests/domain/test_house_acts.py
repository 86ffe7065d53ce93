"""Acts on the house: one proposes, another agrees to the same digest, then it is carried out."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from domain.acting import ActingFor
from domain.house_acts import events as e
from domain.house_acts.commands import Answer, AskSecondPerson, HoldRules
from domain.house_acts.policies import the_hand_reads_it
from domain.house_acts.state import BOOK, BOOK_STREAM, HOUSE_ACT, act_stream
from domain.recorded import Dated
from domain.reform.commands import ReassignCase, ReorganiseUnits
from domain.refusal import ImpossibleHistory
from tests.builders import CASE, NOON, hand, opened
from tests.reforms import FIRST, REFORM, folded
from tests.second_person import FIRST_HAND, SECOND_HAND, agreement, at, proposal
from tests.spec import Given, given_in

DAY = NOON.date()
LAST = DAY + timedelta(days=14)
FIRST_ONE, SECOND_ONE = at(FIRST_HAND, NOON), at(SECOND_HAND, NOON)
ACT = act_stream("reform", REFORM.key)
D, WHY = REFORM.digest, "its day comes"
SAID = ("reform", REFORM.key, D, "2 cases", WHY, None, LAST)
PROPOSED, ALONE = e.HouseActProposed(*SAID), e.HouseActTakenAlone(*SAID)
AGREED, NO = e.HouseActAgreed(D), e.HouseActDeclined(D, "too early")
BACK = e.HouseActWithdrawn(D, "a slip")
LISTED = e.HouseActListed(ACT, "reform", REFORM.key)
PROPOSE, AGREE = proposal(REFORM, FIRST_ONE), agreement(REFORM, SECOND_ONE)
CARRY = ReorganiseUnits(replace(hand("operator", "operator", "VN"), effective_on=FIRST), REFORM)
LENT = ActingFor(uuid4(), "first", "1", DAY)
AUDITOR = replace(hand("auditor", "auditor", "VN"), effective_on=DAY)


def stands(*events: e.HouseActEvent, act: UUID = ACT) -> Given:
    """Start from facts of an act: the first person proposes, the second says the rest."""
    theirs = (e.HouseActProposed, e.HouseActTakenAlone, e.HouseActWithdrawn)
    told = [Dated(one, DAY, ("first" if isinstance(one, theirs) else "second",)) for one in events]
    return given_in(BOOK_STREAM, e.SecondPersonAsked(1), LISTED).and_in(act, *told)


def says(answer: Answer, by=SECOND_ONE, reason: str = "x"):
    return replace(AGREE, hand=by, answer=answer, reason=reason)


def test_the_first_proposal_asks_for_a_second_person_and_enters_the_book():
    asks = e.SecondPersonAsked(1)
    Given().when(PROPOSE).then(asks, LISTED, PROPOSED)
    stands(PROPOSED, NO).when(PROPOSE).then(PROPOSED)
    stands(PROPOSED, BACK).when(replace(PROPOSE, alone=True)).then(ALONE)


def test_a_proposal_is_held_against_every_rule():
    wrong = replace(hand("officer", "clerk", "30"), effective_on=DAY + timedelta(days=400))
    order = replace(proposal(REFORM, wrong), unit="31", days=91, reason=" ")
    stands(PROPOSED).when(order).then_refused(
        "role-missing", "unit-foreign", "dated-ahead", "house-act-days", "house-act-reasonless",
        "house-act-open",
    )  # fmt: skip
    stands(PROPOSED, AGREED).when(replace(PROPOSE, days=0)).then_refused(
        "house-act-days", "house-act-open"
    )
    stands(ALONE).when(PROPOSE).then_refused("lone-act-unconfirmed")
    Given().when(replace(PROPOSE, kind="other")).then_refused("house-act-unknown")


@pytest.mark.parametrize("days", [-(10**12), -1_000_000, 0, 91, 10**12])
def test_any_other_number_of_days_is_refused(days):
    Given().when(replace(PROPOSE, days=days)).then_refused("house-act-days")


def test_an_expired_proposal_makes_room_for_another():
    later = at(FIRST_HAND, NOON + timedelta(days=15))
    day = LAST + timedelta(days=15)
    stands(PROPOSED).when(replace(PROPOSE, hand=later)).then(replace(PROPOSED, expires_on=day))


def test_another_person_agrees_or_says_no_and_one_of_them_takes_it_back():
    stands(PROPOSED).when(AGREE).then(AGREED)
    stands(PROPOSED).when(says(Answer.DECLINE, reason="too early")).then(NO)
    for given in (stands(PROPOSED), stands(PROPOSED, AGREED)):
        given.when(says(Answer.WITHDRAW, FIRST_ONE, "a slip")).then(BACK)
    stands(PROPOSED, AGREED).when(says(Answer.WITHDRAW, reason="a slip")).then(BACK)
    stands(PROPOSED).when(says(Answer.WITHDRAW)).then_refused("house-act-not-theirs")


def test_the_first_person_is_no_second_one_also_not_by_delegation():
    lent = replace(SECOND_ONE, delegation=LENT)
    again = replace(FIRST_ONE, actor=" FIRST ")
    for by in (FIRST_ONE, again, lent):
        stands(PROPOSED).when(says(Answer.AGREE, by)).then_refused("second-person-is-first")
    stands(ALONE).when(says(Answer.CONFIRM, FIRST_ONE)).then_refused("second-person-is-first")


def test_an_answer_is_held_against_every_rule():
    stranger = hand("officer", "clerk", "30")
    stands(PROPOSED).when(says(Answer.AGREE, stranger)).then_refused("house-act-none")
    wrong = replace(AUDITOR, effective_on=DAY + timedelta(days=400))
    stands(PROPOSED, NO).when(
        replace(says(Answer.DECLINE, wrong, ""), digest="0" * 64)
    ).then_refused(
        "role-missing", "dated-ahead", "house-act-differs", "house-act-elsewhere",
        "house-act-reasonless",
    )  # fmt: skip
    late = at(SECOND_HAND, NOON + timedelta(days=15))
    stands(PROPOSED).when(says(Answer.AGREE, late)).then_refused("house-act-expired")
    assert stands(PROPOSED).when(says(Answer.AGREE, at(SECOND_HAND, NOON + timedelta(14)))).changes
    Given().when(AGREE).then_refused("house-act-none")


@pytest.mark.parametrize("told", [(), (PROPOSED,), (PROPOSED, NO), (PROPOSED, AGREED, BACK)])
def test_without_a_second_person_nothing_is_carried_out(told):
    given = stands(*told) if told else Given()
    given.when(CARRY).then_refused("second-person-missing")


def test_what_was_agreed_to_is_carried_out_and_nothing_else():
    agreed = stands(PROPOSED, AGREED)
    done = e.HouseActDone("reform", REFORM.key, D, ("first",), ("second",))
    agreed.when(CARRY).then_in(ACT, done)
    stands(PROPOSED, AGREED, done).when(PROPOSE).then(PROPOSED)
    other = replace(REFORM, digest="0" * 64)
    agreed.when(replace(CARRY, reform=other)).then_refused("agreed-otherwise")
    known = replace(other, known_as=frozenset({D}))
    assert agreed.when(replace(CARRY, reform=known)).changes
    late = replace(CARRY.hand, recorded_at=NOON + timedelta(days=15))
    agreed.when(replace(CARRY, hand=late)).then_refused("house-act-expired")


def test_what_is_taken_alone_is_carried_out_and_waits_for_somebody():
    done = e.HouseActDone("reform", REFORM.key, D, ("first",), ())
    stands(ALONE).when(CARRY).then_in(ACT, done)
    carried = stands(ALONE, done)
    carried.when(CARRY).then_refused("second-person-missing")
    yes, no = e.LoneActConfirmed(D, "x"), e.LoneActDisputed(D, "x")
    for by in (SECOND_ONE, AUDITOR):
        carried.when(says(Answer.CONFIRM, by)).then(yes)
        carried.when(says(Answer.DISPUTE, by)).then(no)
    stands(ALONE, done, no).when(CARRY).then_refused("second-person-missing")
    stands(ALONE, done, yes).when(CARRY).then_refused("second-person-missing")
    twice = replace(done, agreed_by=("second",))
    stands(ALONE, yes).when(CARRY).then_in(ACT, twice)
    stands(PROPOSED).when(says(Answer.AGREE, AUDITOR)).then_refused("role-missing")
    stands(ALONE).when(says(Answer.CONFIRM, AUDITOR)).then_refused("role-missing")
    carried.when(says(Answer.CONFIRM, auditor_of("10531"))).then_refused("house-act-none")


def auditor_of(unit: str):
    return replace(AUDITOR, units=frozenset({unit}))


def test_an_act_is_read_by_who_answers_for_it_and_by_auditors_above():
    keeper = hand("keeper", "directory-keeper", "31")
    of_a_case = replace(ALONE, kind="assignment", unit="31")
    for by in (FIRST_ONE, AUDITOR):
        assert the_hand_reads_it(by, PROPOSED) is None
    for by in (keeper, AUDITOR, auditor_of("31")):
        assert the_hand_reads_it(by, of_a_case) is None
    assert "unit-foreign" == the_hand_reads_it(replace(keeper, units=frozenset()), of_a_case).code
    assert "role-missing" == the_hand_reads_it(FIRST_ONE, of_a_case).code
    assert "unit-foreign" == the_hand_reads_it(auditor_of("14"), of_a_case).code


def test_no_case_moves_by_a_reform_that_nobody_applied():
    order, asked = ReassignCase(CASE, CARRY.hand, REFORM), e.SecondPersonAsked(1)
    case = given_in(CASE, replace(opened, unit="00000"))
    assert case.when(order).changes
    case.and_in(BOOK_STREAM, asked).when(order).then_refused("reform-not-applied")


SERVICE = replace(hand("service", "service", "VN"), effective_on=DAY)
HOLD = HoldRules(SERVICE, "rules", "a" * 64)
FILE = act_stream("rules", "rules")
TAKEN = e.RulesTakenOver("rules", "a" * 64)
BEGUN = given_in(BOOK_STREAM, e.SecondPersonAsked(1))


def test_a_file_of_before_the_rule_is_taken_over_and_a_later_one_is_not():
    listed = e.HouseActListed(FILE, "rules", "rules")
    Given().when(HOLD).then(listed, TAKEN)
    BEGUN.when(HOLD).then_refused("second-person-missing")
    held = given_in(FILE, TAKEN)
    held.when(HOLD).then_nothing()
    other = replace(HOLD, digest="b" * 64)
    held.when(other).then_refused("second-person-missing")
    BEGUN.when(replace(HOLD, digest=None)).then_nothing()


def test_a_file_that_is_gone_is_told_and_may_come_back_as_it_was():
    gone = e.RulesGone("rules")
    given_in(FILE, TAKEN).when(replace(HOLD, digest=None)).then(gone)
    back = BEGUN.and_in(FILE, TAKEN, gone)
    back.when(HOLD).then(e.RulesPutBack("rules", "a" * 64))
    back.when(replace(HOLD, digest="b" * 64)).then_refused("second-person-missing")
    assert "b" * 64 != folded(HOUSE_ACT, TAKEN, gone, e.RulesPutBack("rules", "a" * 64)).present


def test_an_agreed_file_is_in_force_until_somebody_disputes_what_was_alone():
    said = ("rules", "rules", "b" * 64, "3 forces", WHY, None, LAST)
    agreed = (Dated(e.HouseActProposed(*said), DAY, ("first",)), e.HouseActAgreed("b" * 64))
    order = replace(HOLD, digest="b" * 64)
    done = e.HouseActDone("rules", "rules", "b" * 64, ("first",), ())
    (change,) = BEGUN.and_in(FILE, TAKEN, *agreed).when(order).changes
    assert done == change.event
    BEGUN.and_in(FILE, TAKEN, *agreed, done).when(HOLD).then_refused("second-person-missing")
    lone = (e.HouseActTakenAlone(*said), done, e.LoneActDisputed("b" * 64, "x"))
    BEGUN.and_in(FILE, *lone).when(order).then_refused("second-person-missing")
    never_carried = BEGUN.and_in(FILE, TAKEN, lone[0], lone[2])
    never_carried.when(HOLD).then_nothing()
    never_carried.when(order).then_refused("second-person-missing")


def test_a_file_is_held_by_the_service_and_must_be_known():
    wrong = replace(HOLD, hand=FIRST_ONE, file="passwords")
    Given().when(wrong).then_refused("role-missing", "rules-file-unknown")


def test_a_second_person_is_asked_for_once():
    Given().when(AskSecondPerson(SERVICE)).then(e.SecondPersonAsked(1))
    BEGUN.when(AskSecondPerson(SERVICE)).then_nothing()
    BEGUN.when(AskSecondPerson(FIRST_ONE)).then_refused("role-missing")


@pytest.mark.parametrize(
    "facts",
    [
        (ALONE, PROPOSED), (AGREED,), (PROPOSED, AGREED, NO), (PROPOSED, NO, BACK),
        (PROPOSED, e.HouseActDone("reform", REFORM.key, D, ("first",), ("second",))),
        (ALONE, e.HouseActDone("reform", REFORM.key, D, ("first",), ()), BACK),
        (PROPOSED, e.HouseActAgreed("0" * 64)), (PROPOSED, e.LoneActConfirmed(D, "x")),
        (TAKEN, TAKEN), (PROPOSED, TAKEN), (PROPOSED, e.RulesGone("rules")),
        (TAKEN, e.RulesPutBack("rules", "a" * 64)), (TAKEN, e.RulesGone("rules"), AGREED),
    ],
)  # fmt: skip
def test_what_cannot_have_happened_is_a_defect(facts):
    with pytest.raises(ImpossibleHistory, match=f"{type(facts[-1]).__name__} after HouseAct$"):
        folded(HOUSE_ACT, *facts)


def test_a_second_person_is_not_asked_for_twice():
    with pytest.raises(ImpossibleHistory, match=r"SecondPersonAsked after Book$"):
        folded(BOOK, e.SecondPersonAsked(1), LISTED, e.SecondPersonAsked(1))

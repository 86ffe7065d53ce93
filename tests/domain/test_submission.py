"""A submission carries many cases one level up; each is answered on its own."""

from dataclasses import replace

from domain.nomination.commands import WithdrawNomination
from domain.nomination.events import (
    NominationForwarded,
    NominationReceived,
    NominationRefused,
    NominationWithdrawn,
    ReturnedForSupplement,
)
from domain.nomination.keys import keys_of
from domain.nomination.state import opened as dossier_of
from domain.register.claims import claim_stream, number_key
from domain.register.events import KeyClaimed
from domain.submission.commands import (
    AcceptItem,
    AnswerSubmission,
    DispatchSubmission,
    RefuseItem,
    ReturnItem,
)
from domain.submission.events import (
    ItemAccepted,
    ItemRefused,
    ItemReturned,
    ItemWithdrawn,
    SubmissionDispatched,
)
from tests.builders import (
    APPRAISER,
    APRIL,
    CASE,
    CHAIRMAN,
    DECISION,
    DISTRICT,
    LADDER,
    OFFICER,
    OTHER,
    PAPER,
    REMARK,
    WARD,
    at_submit,
    filed,
    hand,
    opened,
    report,
)
from tests.spec import Given, given_in

KEY = number_key("submission", WARD, 2025, "12/TTR-UBND")
dispatched = SubmissionDispatched("12/TTr-UBND", APRIL, WARD, DISTRICT, (CASE, OTHER))
forwarded = NominationForwarded("ward-submit", "district-appraisal", PAPER)
take_back = WithdrawNomination(CASE, OFFICER, "moved")
withdrawn = NominationWithdrawn("moved")
waiting = given_in(CASE, *at_submit).and_in(OTHER, *at_submit)
sent = (
    given_in(PAPER, dispatched)
    .and_in(CASE, *at_submit, forwarded)
    .and_in(OTHER, *at_submit, forwarded)
)


def dispatch(by=CHAIRMAN, to=DISTRICT, number="12/TTr-UBND", cases=(CASE, OTHER)):
    return DispatchSubmission(PAPER, by, number, WARD, to, cases)


def answer(*answers, by=APPRAISER, paper=PAPER):
    return AnswerSubmission(paper, by, answers)


def test_one_paper_carries_many_cases_at_once():
    waiting.when(dispatch()).then(dispatched, KeyClaimed(KEY, PAPER), forwarded, forwarded)


def test_one_case_that_may_not_go_keeps_the_paper_at_home():
    mixed = given_in(CASE, *at_submit).and_in(OTHER, opened, report, filed)
    outcome = mixed.when(dispatch()).then_refused(
        "act-not-of-step", "not-the-receiver", "role-missing"
    )
    assert {str(OTHER)} == {one.facts["nomination"] for one in outcome.refusals}


def test_drafts_and_unknown_cases_do_not_travel():
    given_in(CASE, opened).when(dispatch()).then_refused("not-at-a-step", "nomination-unknown")


def test_the_stream_of_another_kind_is_an_unknown_case():
    wrong = given_in(CASE, *at_submit).and_in(DECISION, dispatched)
    wrong.when(dispatch(cases=(CASE, DECISION))).then_refused("nomination-unknown")


def test_no_level_is_skipped_and_no_foreign_paper_sent():
    skipped = waiting.when(dispatch(to="30", cases=(CASE,))).then_refused("not-the-receiver")
    assert [f"the next step belongs to {DISTRICT}"] == [one.detail for one in skipped.refusals]
    top = replace(opened, ladder=replace(LADDER, steps=LADDER.steps[:2]))
    climbed = given_in(CASE, top, *at_submit[1:]).when(dispatch(cases=(CASE,)))
    climbed.then_refused("not-the-receiver")
    assert ["the next step belongs to nobody"] == [one.detail for one in climbed.refusals]
    elsewhere = replace(dispatch(cases=(CASE,)), from_unit="10532")
    waiting.when(elsewhere).then_refused("not-the-sender")


def test_the_paper_is_numbered_once_a_year_signed_in_a_capacity_and_names_cases_once():
    taken = waiting.and_in(claim_stream(KEY), KeyClaimed(KEY, OTHER))
    taken.when(dispatch(number=" 12/ttr-ubnd")).then_refused("number-taken")
    unsigned = replace(CHAIRMAN, capacity=None)
    waiting.when(dispatch(unsigned, number=" ", cases=())).then_refused(
        "capacity-missing", "number-missing", "list-empty"
    )
    waiting.when(dispatch(cases=(CASE, CASE))).then_refused("listed-twice")


def test_a_case_that_holds_its_keys_itself_may_go():
    """An achievement that another case holds keeps a paper at home, the own one does not."""
    key = keys_of(dossier_of(opened))[0]
    for holder, codes in ((CASE, []), (OTHER, ["achievement-taken"])):
        kept = given_in(CASE, *at_submit).and_in(claim_stream(key), KeyClaimed(key, holder))
        outcome = kept.when(dispatch(cases=(CASE,)))
        assert codes == [one.code for one in outcome.refusals]


def test_the_minutes_come_before_the_paper():
    without = tuple(fact for fact in at_submit if getattr(fact, "paper", "") != "council-minutes")
    given_in(CASE, *without).when(dispatch(cases=(CASE,))).then_refused("paper-missing")


def test_a_submission_goes_out_once():
    sent.when(dispatch(cases=(CASE,))).then_refused("already-sent", "not-at-a-step")


def test_the_receiver_accepts_returns_and_refuses_each():
    sent.when(answer(AcceptItem(CASE), RefuseItem(OTHER, "wrong-subject", "not ours"))).then(
        ItemAccepted(CASE),
        NominationReceived("district-appraisal", PAPER, None),
        ItemRefused(OTHER, "wrong-subject", "not ours"),
        NominationRefused("district-appraisal", "wrong-subject", "not ours"),
    )
    sent.when(answer(ReturnItem(CASE, (REMARK,), "unclear"))).then(
        ItemReturned(CASE, (REMARK,), "unclear"),
        ReturnedForSupplement("district-appraisal", (REMARK,), "unclear"),
    )


def test_every_broken_answer_is_named_with_its_case():
    stranger = answer(ReturnItem(CASE, (), ""), by=CHAIRMAN)
    sent.when(stranger).then_refused("role-missing", "unit-foreign", "nothing-missing")
    bad = (ReturnItem(CASE, (), ""), RefuseItem(OTHER, "dislike", "no"))
    outcome = sent.when(answer(*bad)).then_refused("nothing-missing", "reason-unknown")
    assert [str(CASE), str(OTHER)] == [one.facts["nomination"] for one in outcome.refusals]


def test_only_the_receiver_answers_and_only_what_is_pending():
    sent.when(answer(AcceptItem(CASE), by=hand("x", "clerk", WARD))).then_refused(
        "role-missing", "unit-foreign"
    )
    answered = sent.and_in(PAPER, dispatched, ItemAccepted(CASE))
    answered.when(answer(AcceptItem(CASE))).then_refused("not-pending")
    sent.when(answer()).then_refused("list-empty")
    Given().when(answer(AcceptItem(CASE))).then_refused("submission-unknown")


def test_a_case_withdrawn_on_the_way_leaves_the_paper_that_carries_it():
    sent.when(take_back).then(ItemWithdrawn(CASE, "moved"), withdrawn).then_in(CASE, withdrawn)


def test_only_the_proposing_unit_takes_a_case_back_on_its_way():
    foreign = replace(take_back, hand=APPRAISER)
    sent.when(foreign).then_refused("role-missing", "unit-foreign")


def test_a_case_withdrawn_on_the_way_is_not_answered_the_others_are():
    gone = sent.and_in(PAPER, dispatched, ItemWithdrawn(CASE, "moved")).and_in(
        CASE, *at_submit, forwarded, withdrawn
    )
    gone.when(answer(AcceptItem(CASE))).then_refused("item-withdrawn")
    gone.when(answer(AcceptItem(OTHER))).then_in(PAPER, ItemAccepted(OTHER))


def test_a_paper_that_was_not_told_of_a_withdrawal_awaits_no_answer_either():
    untold = sent.and_in(CASE, *at_submit, forwarded, withdrawn)
    untold.when(answer(AcceptItem(CASE))).then_refused("item-withdrawn")


def test_a_case_withdrawn_after_its_answer_was_answered():
    taken_in = NominationReceived("district-appraisal", PAPER, None)
    later = sent.and_in(PAPER, dispatched, ItemAccepted(CASE)).and_in(
        CASE, *at_submit, forwarded, taken_in, withdrawn
    )
    later.when(answer(AcceptItem(CASE))).then_refused("not-pending")


def test_a_case_whose_paper_does_not_await_it_is_withdrawn_alone():
    given_in(CASE, *at_submit, forwarded).when(take_back).then(withdrawn)
    answered = sent.and_in(PAPER, dispatched, ItemAccepted(CASE))
    answered.when(take_back).then(withdrawn)

"""What of a case waits while a council sits about it, and what goes on (ADR 133)."""

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest

from domain.hearing import commands as h
from domain.nomination import commands as n
from domain.nomination.choosing import ChooseRegime
from domain.nomination.clock_orders import IssueNotice, NoteMissedDeadline
from domain.reform.commands import AssignSuccessor, ReassignCase
from domain.terms import Notice, NoticeAct
from tests import builders as b
from tests import council as c
from tests.domain.test_counts_of_an_earlier_file import BACK, SENT_BACK, wrote
from tests.domain.test_favourable import NEWER
from tests.domain.test_held_votes import LIFTED, held_meanwhile, kept, two
from tests.reforms import OPERATOR, REFORM

AGENDA, COUNT = "on-an-agenda", "count-kept"
TAX = "tax-confirmation"
AT, BY, SHA = "district-vote", b.VOTES, b.sha("report")
WORDING = ("achievement", "Paperless ward", "Paper-less ward", "slip")
HOLD = ("discipline", "7/QĐ", "an inquiry")
PAPER = (SHA, 9, "application/pdf", "evidence", "original", "of an opinion")
NOTICE = Notice("last-day", NoticeAct.REMINDER, 0, "house", confirmed=False)
QUESTION = (h.Question("TAX", "taxes", 5),)

WAITS = (
    SENT_BACK,
    n.RefuseNomination(b.CASE, BY, AT, "below-standard", "a second look"),
    n.RecordVote(b.CASE, BY, AT, 3, 3),
    n.AssessCriterion(b.CASE, BY, "online", Decimal(1)),
    n.WithdrawEvidence(b.CASE, BY, SHA, "not theirs"),
    n.CorrectNomination(b.CASE, b.OFFICER, *WORDING),
    h.JudgeCondition(b.CASE, BY, AT, "worthy", True, "as all know"),
    ChooseRegime(b.CASE, BY, NEWER, b.LADDER, "less is asked"),
)
"""Change or end, by one hand, what the council has before it: refused while it sits."""
GOES_ON = (
    n.AddEvidence(b.CASE, BY, *PAPER),  # opinions of absent members cite papers of the file
    n.ScoreNomination(b.CASE, BY, AT, Decimal(90)),  # the members' own points
    n.WithdrawNomination(b.CASE, b.OFFICER, "at their wish"),  # theirs to take back (ADR 66)
    n.NameNominee(b.CASE, b.OFFICER, "a slip"),  # of the person, apart from the file
    n.PutOnHold(b.CASE, BY, *HOLD),  # keeps the count, and ends nothing
    n.LiftHold(b.CASE, BY, "TC 1", "unfounded"),
    h.RequestConsultation(b.CASE, BY, AT, QUESTION, "agrees"),  # what is asked keeps the count
    h.AnswerConsultation(b.CASE, BY, "TAX", "agrees", "fine"),
    h.WithdrawConsultation(b.CASE, BY, "TAX", "answered elsewhere"),
    h.NoteLapsedConsultation(b.CASE, BY, "TAX"),
    h.PostCase(b.CASE, BY, AT, "the hall"),
    h.ReceiveObjection(b.CASE, BY, "1/PA", "achievement", b.PAPER),
    h.SettleObjection(b.CASE, BY, "1/PA", False, "unfounded"),
    h.EndPosting(b.CASE, BY),
    h.ReceiveComplaint(b.CASE, BY, "complaint", "2/KN", b.PAPER),
    h.SettleComplaint(b.CASE, BY, "2/KN", "unfounded", "nothing in it"),
    h.RequestConfirmation(b.CASE, BY, TAX, "TAX"),  # an authority's own papers
    h.RecordConfirmation(b.CASE, BY, TAX, "TAX", "5/XN", b.APRIL, b.APRIL, b.APRIL, True),
    h.NoteExpiredConfirmation(b.CASE, BY, TAX),
    NoteMissedDeadline(b.CASE, BY, AT, b.APRIL),  # the clock goes on
    IssueNotice(b.CASE, BY, AT, b.APRIL, NOTICE),
    ReassignCase(b.CASE, OPERATOR, REFORM),  # the law goes on (ADR 112)
    AssignSuccessor(b.CASE, OPERATOR, REFORM, b.WARD, "the seat"),
)
NEVER_THERE = (
    n.OpenNomination,
    n.FileNomination,
    n.SupplementNomination,
    n.EndorseStep,
    n.AppraiseCase,
)
"""Not of a case that waits at the step of a vote."""


def named(order):
    return type(order).__name__


def codes(case, order):
    return [one.code for one in case.when(order).refusals]


def test_every_order_on_a_case_has_its_place():
    placed = [*map(type, WAITS), *map(type, GOES_ON), *NEVER_THERE]
    assert sorted(map(str, placed)) == sorted(map(str, get_args(n.NominationCommand)))


SITTING = {
    "with ballots out": held_meanwhile(LIFTED),
    "begun": two(c.begun(1, 2, 3), held=()),
    "with an opinion": two(wrote(b.CASE), held=()),
}


@pytest.mark.parametrize("order", WAITS, ids=named)
def test_what_changes_or_ends_the_case_waits_until_the_council_is_done(order):
    for case in SITTING.values():
        assert AGENDA in codes(case, order)


@pytest.mark.parametrize("order", GOES_ON, ids=named)
def test_what_comes_from_outside_or_is_the_nominees_own_goes_on(order):
    assert AGENDA not in codes(SITTING["begun"], order)


def test_what_only_is_called_may_change_but_not_its_share_of_votes():
    called = two(held=())
    found = {named(one) for one in WAITS if AGENDA in codes(called, one)}
    assert {"ChooseRegime", "RecordVote"} == found


def test_a_session_that_is_over_lets_everything_go_on():
    over = kept(LIFTED)
    assert not [named(one) for one in WAITS if AGENDA in codes(over, one)]


@pytest.mark.parametrize("favour", [3, 2])
def test_nobody_goes_past_a_count_that_is_kept(favour):
    held = kept(in_favour=favour)
    assert COUNT in codes(held, WAITS[1])
    assert COUNT in codes(held, WAITS[4])
    assert COUNT in codes(held, WAITS[7])
    assert not codes(held, SENT_BACK)


def test_a_case_that_was_sent_back_comes_again_once_the_council_is_done():
    again = n.SupplementNomination(b.CASE, b.OFFICER, (b.REMARK,))
    away = two(c.begun(1, 2, 3), held=(BACK,))
    away.when(again).then_refused(AGENDA)
    assert not codes(two(held=(BACK,)), again)
    assert AGENDA not in codes(away, n.WithdrawEvidence(b.CASE, b.OFFICER, SHA, "another year"))
    assert AGENDA not in codes(away, n.AssessCriterion(b.CASE, b.OFFICER, "x", Decimal(1)))


def test_a_regime_is_not_chosen_for_a_case_that_was_sent_back_from_an_agenda():
    order = replace(WAITS[7], hand=b.APPRAISER)
    (why,) = (one for one in two(held=(BACK,)).when(order).refusals if one.code == AGENDA)
    assert {"session": str(c.SESSION)} == why.facts

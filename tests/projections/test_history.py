"""The history tells who did what, when, in what capacity, why, and under which rule."""

from datetime import date
from uuid import UUID

import pytest

from domain.booking.events import PaperBooked
from domain.change import Change
from domain.decision.events import DecisionCorrected, DecisionIssued, GrantsAnnulled
from domain.exchange.events import StatusTold
from domain.facts import CommandReceived
from domain.nomination import events as n
from domain.nomination.clock import CaseEscalated, ReminderIssued
from domain.register.claims import claimed
from domain.register.decide import honour_of
from domain.register.events import HonourAnnulled, HonourRegistered, HonourRestored
from domain.submission.events import ItemAccepted, ItemWithdrawn
from projections.history import Wanted, of_nomination, trail
from tests.builders import (
    APRIL,
    CASE,
    DECISION,
    DISTRICT,
    GRANTS,
    NOMINEE,
    NOON,
    OTHER,
    PAPER,
    SPACE,
    at_submit,
    endorsed,
    filed,
    opened,
    sent,
    up,
)
from tests.projections.following import acts_on, picked

issued = DecisionIssued("9/QĐ", APRIL, DISTRICT, "leader", "Chair", "Law", None, GRANTS)
gone = GrantsAnnulled((OTHER,), "fraud", "false figures", "10/QĐ", APRIL)
corrected = DecisionCorrected("legal_basis", "Law", "Law 06", "typo")
lifted = HonourRestored("8/QĐ", APRIL, DISTRICT, "court")
HONOUR = honour_of(CASE)


def granted(case: UUID) -> list[Change]:
    """Return what a decision does to a case and to the register."""
    entry = HonourRegistered(case, DECISION, NOMINEE, "gk-tp", DISTRICT, APRIL, None, False, None)
    done = n.NominationGranted("district-decision", DECISION, honour_of(case))
    return [Change(case, done), Change(honour_of(case), entry)]


def words(following, rows):
    """Return the kinds of fact a question finds, in order."""
    return [row["kind"] for row in following.ask(rows)]


def lives(following):
    """Let two cases climb together, and one of the two honours be annulled."""
    for case in (CASE, OTHER):
        following.given(case, *at_submit)
    following.given_together(Change(PAPER, sent), Change(CASE, up), Change(OTHER, up))
    following.given_together(Change(PAPER, ItemAccepted(OTHER)))
    following.given_together(Change(DECISION, issued), *granted(CASE), *granted(OTHER))
    following.given(DECISION, corrected)
    out = Change(honour_of(OTHER), HonourAnnulled(DECISION, "fraud", "10/QĐ", APRIL))
    following.given_together(Change(DECISION, gone), out)
    following.given(honour_of(OTHER), lifted)


BEFORE = [
    "nomination-opened",
    "evidence-added",
    "evidence-added",
    "nomination-filed",
    "step-endorsed",
    "step-passed",
    "submission-dispatched",
    "nomination-forwarded",
]


def test_a_nomination_s_history_tells_its_own_acts_and_those_of_its_papers(following):
    lives(following)
    later = ["decision-issued", "nomination-granted", "honour-registered", "decision-corrected"]
    assert [*BEFORE, *later] == words(following, of_nomination(CASE))


def test_what_concerns_another_case_of_the_same_paper_is_not_told(following):
    lives(following)
    annulled = ["grants-annulled", "honour-annulled", "honour-restored"]
    assert ["item-accepted"] == words(following, of_nomination(OTHER))[8:9]
    assert annulled == words(following, of_nomination(OTHER))[-3:]
    told = [row["detail"] for row in following.ask(of_nomination(CASE))]
    assert str(OTHER) not in repr(told)


def test_an_act_tells_who_when_in_what_capacity_and_why(following):
    following.given(CASE, opened, filed)
    following.given(CASE, endorsed, by="secretary", on=date(2025, 4, 20))
    row = following.ask(of_nomination(CASE))[-1]
    assert ("nomination", "step-endorsed", "ward-review", 3, 3) == picked(
        row, "thing", "kind", "step", "version", "position"
    )
    assert ("secretary", ["clerk", "leader"], "TM", None) == picked(
        row, "actor", "roles", "capacity", "delegation"
    )
    assert (date(2025, 4, 20), NOON, NOON) == picked(
        row, "effective_on", "received_at", "recorded_at"
    )
    assert following.book.log[2].envelope.command == row["command"]
    assert "deserved" == row["detail"]["reason"]


def test_an_act_on_a_nomination_names_the_rule_it_stands_under(following):
    lives(following)
    rules = {
        picked(row, "award", "regime", "ladder_digest")
        for row in following.ask(of_nomination(CASE))
    }
    assert {("gk-tp", "nd98-2023", "d" * 64)} == rules


def test_an_opening_names_its_steps_and_not_the_whole_ladder(following):
    following.given(CASE, opened)
    (row,) = following.ask(acts_on(CASE))
    detail = row["detail"]
    assert ("nd98-2023", "Paperless ward", str(NOMINEE.ref)) == (
        detail["regime"],
        detail["achievement"],
        detail["nominee"]["ref"],
    )
    assert "ward-review" == detail["steps"][0]


def test_a_paper_s_history_has_each_act_once(following):
    lives(following)
    assert ["submission-dispatched", "item-accepted"] == words(following, acts_on(PAPER))
    whole = following.ask(acts_on(PAPER))[0]["detail"]
    assert [str(CASE), str(OTHER)] == whole["nominations"]


def test_a_withdrawal_on_the_way_is_told_of_the_case_and_of_its_paper(following):
    for case in (CASE, OTHER):
        following.given(case, *at_submit)
    following.given_together(Change(PAPER, sent), Change(CASE, up), Change(OTHER, up))
    gone = n.NominationWithdrawn("moved")
    following.given_together(Change(PAPER, ItemWithdrawn(CASE, "moved")), Change(CASE, gone))

    both = ["item-withdrawn", "nomination-withdrawn"]
    assert both == words(following, of_nomination(CASE))[-2:]
    assert ["submission-dispatched", "item-withdrawn"] == words(following, acts_on(PAPER))
    assert BEFORE == words(following, of_nomination(OTHER))


def test_receipts_and_claims_are_not_acts(following):
    receipt = CommandReceived("0" * 64, CASE, 1)
    following.given_together(Change(CASE, opened), claimed("k", CASE), Change(SPACE, receipt))
    assert ["nomination-opened"] == words(following, trail(Wanted()))


def test_the_trail_has_every_act_once_and_is_filtered_and_turned(following):
    lives(following)
    acts = len(following.book.log)
    assert acts == len(following.ask(trail(Wanted(), limit=1_000)))
    assert ["item-accepted"] == words(following, trail(Wanted(kind="item-accepted")))
    assert {"honour"} == {row["thing"] for row in following.ask(trail(Wanted(thing="honour")))}
    assert [] == following.ask(trail(Wanted(actor="nobody")))
    first = following.ask(trail(Wanted(), limit=5))
    after = picked(first[4], "position", "subject")
    assert 6 == following.ask(trail(Wanted(), after))[0]["position"]


DUE = date(2025, 4, 29)
NEAR = ReminderIssued("ward-review", DUE, "near", -2, "leader", "10531")
ABOVE = CaseEscalated("ward-review", DUE, "late", 3, "leader", "10531")


@pytest.mark.parametrize(
    ("fact", "on", "vi", "en"),
    [
        (NEAR, date(2025, 4, 27), "còn 2 ngày đến hạn 29/04/2025", "ends in 2 days, on 29/04/2025"),
        (NEAR, DUE, "đến hạn hôm nay", "ends today"),
        (NEAR, date(2025, 12, 1), "đã quá hạn 216 ngày, hạn", "ended 216 days ago, on 29/04/2025"),
        (ABOVE, date(2025, 5, 5), "đã quá hạn 6 ngày, hạn", "ended 6 days ago, on 29/04/2025"),
    ],
)
def test_a_notice_says_in_both_languages_how_the_term_stood_on_its_day(following, fact, on, vi, en):
    following.given(CASE, opened, filed)
    following.given(CASE, fact, by="vinhdanh", on=on)
    *_, line = following.ask(of_nomination(CASE))
    text, above = line["detail"]["text"], fact is ABOVE
    assert ("vinhdanh", fact.notice) == (line["actor"], line["detail"]["notice"])
    assert (
        f"{'Báo cáo' if above else 'Nhắc hạn'} leader, 10531: bước ward-review {vi}" in text["vi"]
    )
    assert f"to leader, 10531: the term of ward-review {en}" in text["en"]


def test_a_missed_term_is_in_the_history_of_its_case(following):
    following.given(CASE, opened, filed, n.DeadlineMissed("ward-review", date(2025, 4, 29)))
    *_, late = following.ask(of_nomination(CASE))
    assert ("deadline-missed", "ward-review", {"step": "ward-review", "due_on": "2025-04-29"}) == (
        picked(late, "kind", "step", "detail")
    )


def test_an_entry_in_a_book_is_an_act_on_its_own_sort_of_paper(following):
    for paper, first, sort in ((PAPER, sent, "submission"), (DECISION, issued, "decision")):
        following.given(paper, first, PaperBooked(sort, DISTRICT, "incoming", "12", APRIL))
        lines = following.ask(trail(Wanted(thing=sort, kind="paper-booked")))
        assert [(paper, "12")] == [(line["stream"], line["detail"]["number"]) for line in lines]


def test_what_a_receiver_says_of_a_paper_is_in_the_history_of_its_cases(following):
    opening_of_both(following)
    following.given(PAPER, sent, told_of("submission"), on=date(2025, 4, 20))
    following.given(DECISION, issued, told_of("decision"))
    lines = [row for row in following.ask(of_nomination(CASE)) if row["kind"] == "status-told"]

    assert [("submission", PAPER), ("decision", DECISION)] == [
        picked(row, "thing", "stream") for row in lines
    ]
    assert (date(2025, 4, 20), "no seal") == (
        lines[0]["effective_on"],
        lines[0]["detail"]["words"],
    )


def opening_of_both(following):
    for case in (CASE, OTHER):
        following.given(case, opened)


def told_of(sort):
    word = ("02", "rejected", True, True, "no seal")
    return StatusTold(sort, "30", *word, APRIL, "09:30:00")

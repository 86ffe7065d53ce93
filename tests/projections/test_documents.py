"""The papers tell what they carried, and what became of each item."""

from datetime import date

from domain.booking.events import PaperBooked
from domain.decision.events import DecisionCorrected, DecisionIssued, GrantsAnnulled
from domain.exchange.events import StatusTold
from domain.nomination.events import Missing
from domain.reading import EVERYTHING
from domain.register.decide import honour_of
from domain.register.events import HonourRegistered, HonourRestored
from domain.submission.events import (
    ItemAccepted,
    ItemRefused,
    ItemReturned,
    ItemWithdrawn,
    SubmissionDispatched,
)
from projections.documents import Wanted, document, listed
from tests.builders import (
    APRIL,
    CASE,
    DECISION,
    DISTRICT,
    GRANTS,
    NOMINEE,
    OTHER,
    PAPER,
    SPACE,
    WARD,
    sent,
)
from tests.projections.following import picked

issued = DecisionIssued("9/QĐ", APRIL, DISTRICT, "leader", "Chair", "Law", 2_340_000, GRANTS)
annulled = GrantsAnnulled((CASE,), "fraud", "false figures", "10/QĐ", date(2025, 6, 1))


def paper_of(following, key):
    """Return one paper."""
    (row,) = following.ask(document(key))
    return row


def answers(row):
    """Return what became of the items."""
    return [(one["nomination"], one["answer"]) for one in row["items"]]


def test_a_submission_waits_for_an_answer_to_each_item(following):
    following.given(PAPER, sent, by="ward-chairman")
    row = paper_of(following, PAPER)
    assert ("submission", "5/TTr", APRIL, WARD, DISTRICT, "ward-chairman", "TM", 2) == picked(
        row, "kind", "number", "dated", "unit", "to_unit", "signer", "capacity", "waiting"
    )
    assert [(str(CASE), "waiting"), (str(OTHER), "waiting")] == answers(row)


def test_each_item_is_answered_on_its_own(following):
    following.given(PAPER, sent, ItemAccepted(CASE))
    row = paper_of(following, PAPER)
    assert [(str(CASE), "accepted"), (str(OTHER), "waiting")] == answers(row)
    assert (1, 2) == picked(row, "waiting", "version")
    following.given(PAPER, ItemRefused(OTHER, "violation", "found"), on=date(2025, 5, 1))
    row = paper_of(following, PAPER)
    said = picked(row["items"][1], "answer", "reason", "detail", "on")
    assert ("refused", "violation", "found", "2025-05-01") == said
    assert 0 == row["waiting"]


def test_a_returned_item_says_what_is_missing(following):
    following.given(PAPER, sent, ItemReturned(CASE, (Missing("paper", "minutes"),), "incomplete"))
    line = paper_of(following, PAPER)["items"][0]
    assert ("returned", "incomplete") == picked(line, "answer", "reason")
    assert [{"kind": "paper", "key": "minutes", "detail": ""}] == line["missing"]


def test_an_item_withdrawn_on_its_way_waits_no_more(following):
    following.given(PAPER, sent)
    following.given(PAPER, ItemWithdrawn(CASE, "moved"), on=date(2025, 5, 2))
    row = paper_of(following, PAPER)
    assert [(str(CASE), "withdrawn"), (str(OTHER), "waiting")] == answers(row)
    assert ("moved", "2025-05-02") == picked(row["items"][0], "reason", "on")
    assert (1, 2) == picked(row, "waiting", "version")


def test_a_paper_shows_where_it_is_booked(following):
    entry = PaperBooked("submission", DISTRICT, "incoming", "12", APRIL)
    following.given(PAPER, sent, entry)
    row = paper_of(following, PAPER)
    booked = {"unit": DISTRICT, "book": "incoming", "number": "12", "dated": "2025-04-15"}
    assert ([booked], 2) == picked(row, "bookings", "version")
    assert 2 == row["waiting"]


def test_a_decision_names_signer_basis_and_grants(following):
    following.given(DECISION, issued)
    row = paper_of(following, DECISION)
    assert ("decision", "leader", "Chair", "Law", 2_340_000, DISTRICT) == picked(
        row, "kind", "signer", "signer_position", "legal_basis", "base_salary", "unit"
    )
    assert [(str(CASE), "granted"), (str(OTHER), "granted")] == answers(row)
    assert str(honour_of(CASE)) == row["items"][0]["honour"]


def test_a_correction_keeps_the_first_writing(following):
    following.given(DECISION, issued, DecisionCorrected("legal_basis", "Law", "Law 06", "typo"))
    following.given(DECISION, DecisionCorrected("signer_position", "Chair", "Vice", "typo"))
    row = paper_of(following, DECISION)
    assert ("Law 06", "Vice") == picked(row, "legal_basis", "signer_position")
    assert [("legal_basis", "Law"), ("signer_position", "Chair")] == [
        picked(one, "field", "was") for one in row["corrections"]
    ]


def test_an_annulment_marks_the_grants_and_is_a_paper_of_the_same_unit(following):
    following.given(DECISION, issued, annulled)
    row = paper_of(following, DECISION)
    assert [(str(CASE), "annulled"), (str(OTHER), "granted")] == answers(row)
    assert ("fraud", "10/QĐ") == picked(row["items"][0], "reason", "detail")
    (paper,) = following.ask(listed(Wanted(about=DECISION), EVERYTHING))
    assert ("annulment", "10/QĐ", date(2025, 6, 1), DISTRICT, "fraud", "false figures") == picked(
        paper, "kind", "number", "dated", "unit", "reason", "detail"
    )
    assert [(str(CASE), "annulled")] == answers(paper_of(following, paper["document"]))


def test_a_restoration_is_a_paper_about_its_honour(following):
    honour = honour_of(CASE)
    entry = HonourRegistered(CASE, DECISION, NOMINEE, "gk-tp", DISTRICT, APRIL, None, False, None)
    following.given(honour, entry, HonourRestored("11/QĐ", APRIL, DISTRICT, "court"))
    (paper,) = following.ask(listed(Wanted(kind="restoration"), EVERYTHING))
    assert (honour, DISTRICT, "court") == picked(paper, "about", "unit", "reason")
    assert str(honour) == paper_of(following, paper["document"])["items"][0]["honour"]


def test_papers_are_listed_without_items_by_day_and_unit(following):
    following.given(PAPER, sent)
    following.given(DECISION, issued, annulled)
    following.given(SPACE, SubmissionDispatched("1/TTr", date(2025, 1, 1), WARD, "other", ()))
    assert ["1/TTr", "5/TTr"] == numbers(following, Wanted(), WARD)
    assert {"9/QĐ", "10/QĐ"} == set(numbers(following, Wanted(), DISTRICT))
    assert ["5/TTr"] == numbers(following, Wanted(to_unit=DISTRICT))
    assert ["9/QĐ"] == numbers(following, Wanted(number="9/QĐ"))
    rows = following.ask(listed(Wanted(), EVERYTHING, limit=1))
    assert "items" not in rows[0]
    after = picked(rows[0], "dated", "document")
    assert 3 == len(following.ask(listed(Wanted(), EVERYTHING, None, after)))


def numbers(following, *asked):
    """Return the numbers of the papers listed."""
    return [row["number"] for row in following.ask(listed(asked[0], EVERYTHING, *asked[1:]))]


def told(status, to_do, day, at="", unit=DISTRICT):
    """Return what a receiver says of a paper."""
    said = (f"m{status}", to_do, True, "no seal", date(2025, 4, day), at)
    return StatusTold("submission", unit, status, *said)


def exchange_of(row):
    """Return the statuses of a paper, the state of its exchange, and whether it asks for an act."""
    return [one["status"] for one in row["exchange"]], *picked(row, "exchange_state", "to_do")


def test_a_paper_shows_what_its_receiver_says_in_the_order_of_days(following):
    following.given(PAPER, sent, told("03", to_do=False, day=18), told("02", to_do=True, day=17))
    row = paper_of(following, PAPER)
    assert (["02", "03"], "m03", False) == exchange_of(row)
    assert (DISTRICT, "no seal", "2025-04-17", None, "2025-12-01T05:00:00+00:00") == picked(
        row["exchange"][0], "unit", "words", "on", "at", "recorded_at"
    )
    following.given(PAPER, told("02", to_do=True, day=18, at="16:00:00"))
    assert (["02", "02", "03"], "m03", False) == exchange_of(paper_of(following, PAPER))
    following.given(PAPER, told("02", to_do=True, day=19))
    assert (["02", "02", "03", "02"], "m02", True) == exchange_of(paper_of(following, PAPER))


def test_what_is_to_do_is_listed_until_nothing_waits_on_the_paper(following):
    wanted = Wanted("submission", to_do=True)
    following.given(PAPER, sent, told("02", to_do=True, day=17))
    assert [PAPER] == [row["document"] for row in following.ask(listed(wanted, EVERYTHING))]
    for case in (CASE, OTHER):
        following.given(PAPER, ItemWithdrawn(case, "moved away"))
    assert [] == following.ask(listed(wanted, EVERYTHING))
    assert [PAPER] == [
        row["document"] for row in following.ask(listed(Wanted(to_do=False), EVERYTHING))
    ]


def test_each_receiver_of_a_decision_has_its_own_last_word(following):
    no = told("02", to_do=True, day=17, unit=WARD)
    following.given(DECISION, issued, no, told("03", to_do=False, day=18, unit="31"))
    assert (["02", "03"], "m03", True) == exchange_of(paper_of(following, DECISION))

"""A paper is entered into the books of the offices it goes through, once in each."""

from dataclasses import replace
from datetime import date

import pytest

from domain.booking.commands import BookPaper
from domain.booking.events import PaperBooked
from domain.decision.events import DecisionIssued
from domain.submission.events import ItemAccepted, SubmissionDispatched
from tests.builders import APRIL, CASE, CLERK, DECISION, DISTRICT, OFFICER, PAPER, WARD, hand
from tests.spec import given_in

LETTER = SubmissionDispatched("5/TTr", APRIL, WARD, DISTRICT, (CASE,))
ISSUED = DecisionIssued("9/QĐ", APRIL, DISTRICT, "leader", "Chair", "Law", None, ())
WARD_CLERK = hand("ward-clerk", "clerk", WARD)
SENT, DECIDED = given_in(PAPER, LETTER), given_in(DECISION, ISSUED)
ENTRY = PaperBooked("submission", DISTRICT, "incoming", "12", APRIL)
MAY = date(2025, 5, 2)


def book(by=CLERK, unit=DISTRICT, which="incoming", number="12", paper=PAPER):
    return BookPaper(paper, by, unit, which, number)


def test_the_receiver_enters_a_submission_that_came_in():
    SENT.when(book()).then_in(PAPER, ENTRY)


def test_the_sender_enters_it_where_it_went_out():
    SENT.when(book(WARD_CLERK, WARD, "outgoing")).then(
        PaperBooked("submission", WARD, "outgoing", "12", APRIL)
    )


@pytest.mark.parametrize(("by", "unit"), [(CLERK, DISTRICT), (WARD_CLERK, WARD)])
def test_a_decision_comes_in_wherever_it_concerns_somebody(by, unit):
    DECIDED.when(book(by, unit, paper=DECISION)).then(
        PaperBooked("decision", unit, "incoming", "12", APRIL)
    )


def test_a_decision_goes_out_from_the_unit_that_decided():
    DECIDED.when(book(which="outgoing", paper=DECISION)).then(
        PaperBooked("decision", DISTRICT, "outgoing", "12", APRIL)
    )
    DECIDED.when(book(WARD_CLERK, WARD, "outgoing", paper=DECISION)).then_refused("book-foreign")


@pytest.mark.parametrize("which", ["outgoing", "green"])
def test_a_paper_is_in_the_books_of_its_offices_only(which):
    SENT.when(book(which=which)).then_refused("book-foreign")


def test_the_same_entry_again_is_nothing():
    given_in(PAPER, LETTER, replace(ENTRY, number="012")).when(book()).then_nothing()


@pytest.mark.parametrize("other", [book(number="13"), book(replace(CLERK, effective_on=MAY))])
def test_another_number_or_day_in_the_same_book_is_refused(other):
    given_in(PAPER, LETTER, ENTRY).when(other).then_refused("booked-otherwise")


def test_entries_and_answers_do_not_disturb_each_other():
    entered = given_in(PAPER, LETTER, ENTRY, ItemAccepted(CASE))
    entered.when(book()).then_nothing()
    entered.when(book(WARD_CLERK, WARD, "outgoing")).then(
        PaperBooked("submission", WARD, "outgoing", "12", APRIL)
    )


def test_a_paper_nobody_sent_is_unknown():
    given_in(CASE).when(book()).then_refused("document-unknown")
    given_in(CASE).when(book(OFFICER, number="")).then_refused(
        "document-unknown", "role-missing", "unit-foreign", "number-missing"
    )


def test_all_that_is_wrong_is_said_at_once():
    ahead = replace(OFFICER, effective_on=date(2025, 12, 2))
    SENT.when(book(ahead, which="outgoing", number=" ")).then_refused(
        "role-missing", "unit-foreign", "dated-ahead", "number-missing", "book-foreign"
    )
    early = replace(CLERK, effective_on=date(2025, 4, 14))
    SENT.when(book(early)).then_refused("booked-before-paper")

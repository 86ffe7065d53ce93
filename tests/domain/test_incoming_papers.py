"""A paper comes in on one day: what its number in the incoming book brings, and what not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.force import Backdating, Forces
from domain.nomination.commands import FileNomination
from domain.nomination.events import NominationWithdrawn
from domain.nomination.receipt import paper_docket
from domain.register.events import CaseEnrolled
from tests.builders import APRIL, CASE, OFFICER, OTHER, PAPER, WARD, filed, opened, opening, report
from tests.spec import Given, given_in

BROUGHT = opening(receipt="7/ĐN")
BOOK = paper_docket(BROUGHT) or OTHER
EVE = APRIL - timedelta(days=1)
ENTERED = (date(2025, 12, 1) - APRIL).days


def came(on: date, *more) -> Given:
    """Return another case that the same paper brought on a day."""
    before = given_in(OTHER, replace(opened, opened_on=on), *more)
    return before.and_in(BOOK, CaseEnrolled(OTHER))


def test_a_case_stands_on_the_docket_of_the_paper_that_brought_it():
    Given().when(BROUGHT).then_in(BOOK, CaseEnrolled(CASE))
    assert CaseEnrolled in [type(one.event) for one in Given().when(opening()).changes]
    assert paper_docket(opening()) is None


def test_one_paper_brings_many_cases_of_its_day():
    came(APRIL).when(BROUGHT).then_in(BOOK, CaseEnrolled(CASE))


@pytest.mark.parametrize("number", ["7/ĐN", "07 / đn"])
def test_a_paper_that_came_on_another_day_brings_no_case(number):
    order = replace(BROUGHT, receipt=number)
    (refusal,) = came(EVE).when(order).then_refused("receipt-of-another-day").refusals
    assert {"receipt": number, "came_on": "2025-04-14", "case": str(OTHER)} == refusal.facts


def test_all_days_of_before_bind_and_the_first_is_told():
    two = came(APRIL).and_in(PAPER, replace(opened, opened_on=EVE))
    both = two.and_in(BOOK, CaseEnrolled(OTHER), CaseEnrolled(PAPER))
    (refusal,) = both.when(BROUGHT).then_refused("receipt-of-another-day").refusals
    assert str(PAPER) == refusal.facts["case"]
    later = opening(receipt="7/ĐN", hand=replace(OFFICER, effective_on=date(2025, 5, 1)))
    (refusal,) = both.when(later).then_refused("receipt-of-another-day").refusals
    assert "2025-04-14" == refusal.facts["came_on"]


def test_a_case_that_was_withdrawn_binds_no_other():
    gone = came(EVE, NominationWithdrawn("wrong day"))
    gone.when(BROUGHT).then_in(BOOK, CaseEnrolled(CASE))


def test_where_no_receipt_is_asked_for_a_number_shows_nothing():
    lax = Forces(backdating=Backdating(ENTERED, receipt_needed=False))
    order = replace(BROUGHT, hand=replace(OFFICER, forces=lax))
    came(EVE).when(order).then_in(CASE, opened)
    strict = replace(OFFICER, forces=Forces(backdating=Backdating(ENTERED)))
    assert BOOK == paper_docket(replace(BROUGHT, hand=strict))
    came(EVE).when(replace(BROUGHT, hand=strict)).then_refused("receipt-of-another-day")


def test_numbers_begin_anew_with_unit_and_year():
    elsewhere = replace(BROUGHT, unit="10532")
    next_year = replace(BROUGHT, hand=replace(OFFICER, effective_on=date(2026, 1, 2)))
    assert 4 == len({BOOK, *map(paper_docket, (elsewhere, next_year, opening(receipt="8/ĐN")))})
    assert WARD == BROUGHT.unit


def test_an_order_that_comes_again_says_all_that_is_wrong():
    again = came(EVE).and_in(CASE, opened)
    again.when(BROUGHT).then_refused("already-open", "receipt-of-another-day")


def test_a_filing_is_not_dated_back_without_end():
    draft = given_in(CASE, opened, report)
    late = replace(OFFICER, forces=Forces(backdating=Backdating(ENTERED - 1)))
    draft.when(FileNomination(CASE, late)).then_refused("dated-too-far-back")
    in_time = replace(OFFICER, forces=Forces(backdating=Backdating(ENTERED)))
    draft.when(FileNomination(CASE, in_time)).then_in(CASE, filed)

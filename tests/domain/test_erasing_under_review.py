"""Nobody is erased while a decision on their case is under review; a review counts as a paper."""

from dataclasses import replace
from datetime import date

import pytest

from domain.review.events import ReviewClosed
from tests.builders import NOON, OTHER
from tests.domain.test_personal import (
    ACCEPT,
    ERASE,
    EXPIRE,
    GRANTED,
    SECOND,
    SERVICE,
    accepted_by_data,
    erased,
)
from tests.reviewing import HEARD, REVIEW, TOLD, concluded, told_by
from tests.reviewing import opened as review_opened

OF_REVIEW = told_by(review_opened, *HEARD, concluded(), ReviewClosed(True, TOLD))
AFTER_ALL = date(2040, 1, 2)
LATER = replace(SECOND, effective_on=AFTER_ALL, recorded_at=NOON.replace(year=2040, month=2))


@pytest.mark.parametrize("far", range(1, 7))
def test_nobody_of_a_decision_under_review_is_erased_before_the_review_is_closed(far):
    reviewed = accepted_by_data(case=GRANTED).and_in(REVIEW, *OF_REVIEW[:far])
    order = replace(ERASE, reviews=(REVIEW,), hand=LATER)
    reviewed.when(order).then_refused("review-open")
    by_itself = replace(EXPIRE, reviews=(REVIEW,), hand=replace(LATER, roles=SERVICE.roles))
    reviewed.when(by_itself).then_refused("review-open")
    reviewed.when(replace(ACCEPT, reviews=(REVIEW,), hand=LATER)).then_refused(
        "request-answered", "review-open"
    )


def test_a_review_that_is_closed_keeps_nobody_nor_one_of_another_decision():
    order = replace(ERASE, reviews=(REVIEW, OTHER), hand=LATER)
    over = accepted_by_data(case=GRANTED).and_in(REVIEW, *OF_REVIEW)
    over.when(order).then(erased)
    other = replace(review_opened, decision=OTHER)
    accepted_by_data(case=GRANTED).and_in(REVIEW, *told_by(other)).when(order).then(erased)


def test_the_papers_of_a_review_count_for_the_years_that_records_are_kept():
    late = [one._replace(on=date(2030, 1, 15)) for one in OF_REVIEW]
    order = replace(ERASE, reviews=(REVIEW,), hand=LATER)
    accepted_by_data(case=GRANTED).and_in(REVIEW, *late).when(order).then_refused(
        "record-must-be-kept"
    )

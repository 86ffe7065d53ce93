"""Words of reviews go with the people of the decision, once the review is closed; not before."""

from dataclasses import replace
from datetime import date

import pytest

from domain.personal.events import PersonErased
from domain.personal.state import person_stream
from domain.review.events import ReviewClosed, ReviewMeasuresReported
from services.forgetting import Stores, bring
from services.reviews import ANSWER, CONCLUSION, POINT, REPORT, text_ref
from services.stores import LETTER, Name
from tests.api import houses
from tests.builders import CASE, DECISION, NOMINEE, OTHER, WARD
from tests.domain.test_decision import HONOUR, at_decision, entry, paper
from tests.plain_house import PAST
from tests.reviewing import REVIEW, TOLD, admitted, asked, concluded, found, granted, opened
from tests.reviewing import told as answered

FILE = person_stream(NOMINEE.ref)
SORTS = ((POINT, "1"), (POINT, "2"), (ANSWER, "1"), (ANSWER, "2"), (CONCLUSION, ""), (REPORT, "1"))
REFS = [text_ref(REVIEW, *one) for one in SORTS]
CLOSED = ReviewClosed(True, TOLD)


def said() -> tuple[object, ...]:
    """Return what was written in a review, each under its own reference."""
    report = ReviewMeasuresReported("1", WARD, (), True, OTHER)
    written = (asked, found, answered, admitted, concluded(), report)
    return tuple(replace(one, content=ref) for one, ref in zip(written, REFS, strict=True))


@pytest.fixture
def house(tmp_path):
    """Lend a house with a decision and its review, in which words were written."""
    with houses.house(tmp_path) as lent:
        lent.given(CASE, *at_decision, granted)
        lent.given(DECISION, paper)
        lent.given(HONOUR, entry)
        lent.people.add(NOMINEE.ref, "person", Name("Nguyễn Thị Bưởi"))
        for ref in REFS:
            lent.people.add(ref, LETTER, Name("auditor", "about Nguyễn Thị Bưởi"))
        yield lent


def gone(house) -> None:
    """Let the facts say that the person is erased."""
    house.given(FILE, PersonErased(NOMINEE.ref, None, "retention", (CASE,)))


def brought(house) -> bool:
    """Bring the stores to the facts; say whether all is done."""
    reviewing = lambda _: [REVIEW] if house.ledger.read(REVIEW) else []  # noqa: E731
    stores = Stores(
        house.people, house.evidence, house.parked, lambda _: [], reviewing, lambda _: True
    )
    return bring(NOMINEE.ref, house.ledger, stores)


def left(house) -> list[object]:
    """Return under what words are still kept."""
    return [one for one in (NOMINEE.ref, *REFS) if house.people.noted(one)]


def test_the_words_of_a_closed_review_go_with_the_person(house):
    house.given(REVIEW, opened, *said(), CLOSED)
    assert brought(house)
    assert 7 == len(left(house))
    gone(house)
    assert brought(house)
    assert [] == left(house)


def test_a_review_that_came_at_the_same_moment_is_waited_for(house):
    house.given(REVIEW, opened, *said())
    gone(house)
    assert not brought(house)
    assert 7 == len(left(house))
    house.given(REVIEW, CLOSED)
    assert brought(house)
    assert [] == left(house)


def test_a_review_of_a_later_day_keeps_its_words_to_its_end_and_nothing_else(house, monkeypatch):
    gone(house)
    monkeypatch.setattr("tests.plain_house.PAST", replace(PAST, effective_on=date(2030, 1, 1)))
    house.given(REVIEW, opened, *said())
    assert brought(house)
    assert REFS == left(house)
    house.given(REVIEW, CLOSED)
    assert brought(house)
    assert [] == left(house)

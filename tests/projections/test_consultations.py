"""A question waits for an agency until it is answered, withdrawn or lapsed."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

import pytest

from domain.hearing.events import (
    ConsultationAnswered,
    ConsultationLapsed,
    ConsultationRequested,
    ConsultationWithdrawn,
)
from domain.recorded import Recorded
from domain.refusal import ImpossibleHistory
from projections.consultations import fold, keys
from tests.builders import CASE
from tests.golden.sample import ENVELOPE

DUE = date(2025, 4, 22)
asked = ConsultationRequested("ward-review", "TAX", "taxes", 5, DUE, "no-remark")
ENDS = [
    ConsultationAnswered("ward-review", "TAX", "agrees", None, "paid"),
    ConsultationWithdrawn("ward-review", "TAX", "not needed"),
    ConsultationLapsed("ward-review", "TAX", DUE, "no-remark"),
]


def fact(event):
    """Return a fact of the case."""
    return Recorded(1, CASE, 1, event, ENVELOPE)


def test_each_agency_has_a_question_of_its_own():
    mine, other = (keys(fact(one)) for one in (asked, replace(asked, agency="CA")))
    assert (uuid5(CASE, "TAX"),) == mine
    assert mine != other
    assert all(isinstance(one, UUID) for one in (*mine, *other))


@pytest.mark.parametrize("end", ENDS, ids=lambda one: type(one).__name__)
def test_a_question_waits_until_it_ends(end):
    row = fold(None, fact(asked))
    assert row
    assert ("TAX", DUE, CASE) == (row["agency"], row["due_by"], row["nomination"])
    assert fold(row, fact(end)) is None


def test_nothing_ends_that_was_not_asked():
    with pytest.raises(ImpossibleHistory):
        fold(None, fact(ENDS[0]))

"""The record of a nominee follows the register, and tells how often in a row a title was held."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Event
from domain.register.events import (
    HonourAddedToRecord,
    HonourAnnulled,
    HonourRegistered,
    HonourRestored,
    HonourTakenFromRecord,
)
from domain.register.record import RECORD, Record, in_a_row, record_stream, recorded, run_up_to
from services.histories import Histories
from tests.builders import APRIL, CASE, NOMINEE, OTHER, WARD
from tests.impossible import cannot_follow
from tests.notebook import Notebook

added = HonourAddedToRecord(CASE, "cstdcs", 2025, WARD)
taken = HonourTakenFromRecord(CASE)
entry = HonourRegistered(OTHER, OTHER, NOMINEE, "cstdcs", WARD, APRIL, None, False, None)
annulled, restored = (
    HonourAnnulled(OTHER, "fraud", "9", APRIL),
    HonourRestored("9", APRIL, WARD, ""),
)


def after(*facts: Event) -> Record:
    """Return a record after some facts."""
    return Histories(Notebook({OTHER: facts})).of(RECORD, OTHER)


def test_an_honour_counts_until_it_is_annulled_and_again_when_it_is_restored():
    assert {2025} == after(added).years_of("cstdcs")
    assert not after(added).years_of("ldtt")
    assert Record() == after(added, taken)
    assert after(added) == after(added, taken, added)


def test_what_the_register_says_changes_the_record_once():
    told = [(record_stream(NOMINEE.ref), added)]
    assert told == recorded(CASE, entry, entry, Record())
    assert told == recorded(CASE, entry, restored, Record())
    assert [] == recorded(CASE, entry, entry, after(added))
    assert [(record_stream(NOMINEE.ref), taken)] == recorded(CASE, entry, annulled, after(added))
    assert [] == recorded(CASE, entry, annulled, Record())


@pytest.mark.parametrize("facts", [(added, added), (added, taken, taken)])
def test_a_record_that_cannot_be_is_a_defect(facts):
    cannot_follow(RECORD, *facts)


@pytest.mark.parametrize(
    ("years", "row"),
    [((), 0), ((2025,), 1), ((2024,), 1), ((2023,), 0), ((2022, 2024, 2025), 2), ((2023, 2024), 2)],
)
def test_a_row_ends_with_the_year_or_the_one_before(years, row):
    assert row == in_a_row(frozenset(years), 2025)


@given(st.frozensets(st.integers(2015, 2030)), st.integers(2015, 2030))
def test_a_run_is_the_longest_without_a_gap(years, last):
    length = run_up_to(years, last)
    assert {last - back for back in range(length)} <= years
    assert last - length not in years

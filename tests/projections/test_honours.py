"""The register tells who holds what, and what became of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.change import Change
from domain.decision.events import DecisionIssued, Grant
from domain.register.decide import honour_of
from domain.register.events import (
    HonourAnnulled,
    HonourRecovered,
    HonourRegistered,
    HonourRestored,
)
from domain.register.handing_back_events import HonourHandedBack
from projections.honours import Wanted, entries, entry
from tests.builders import APRIL, CASE, DECISION, DISTRICT, NOMINEE, OTHER, WARD
from tests.projections.following import picked

HONOUR = honour_of(CASE)
registered = HonourRegistered(
    nomination=CASE,
    decision=DECISION,
    nominee=NOMINEE,
    award="gk-tp",
    granted_by=DISTRICT,
    granted_on=APRIL,
    coefficient=Decimal("0.30"),
    coefficient_confirmed=True,
    bonus=710_000,
)
annulled = HonourAnnulled(DECISION, "fraud", "7/QĐ", date(2025, 6, 1))
restored = HonourRestored("8/QĐ", date(2025, 7, 1), DISTRICT, "court")


def entry_of(following):
    """Return the one entry."""
    (row,) = following.ask(entry(HONOUR))
    return row


def test_an_honour_is_held_with_its_bonus_and_the_number_of_its_decision(following):
    grants = (Grant(CASE, HONOUR, "gk-tp"),)
    paper = DecisionIssued("12/QĐ", APRIL, DISTRICT, "leader", "Chair", "Law", 2_340_000, grants)
    following.given_together(Change(DECISION, paper), Change(HONOUR, registered))
    row = entry_of(following)
    assert ("held", "gk-tp", DISTRICT, APRIL, DECISION, "12/QĐ") == picked(
        row, "state", "award", "granted_by", "granted_on", "decision", "decision_number"
    )
    assert ("0.30", True, 710_000) == (
        str(row["coefficient"]),
        row["coefficient_confirmed"],
        row["bonus"],
    )
    assert (CASE, NOMINEE.ref, "person", WARD) == picked(
        row, "nomination", "nominee", "nominee_kind", "unit"
    )


def test_an_unknown_bonus_stays_unknown(following):
    unknown = replace(registered, coefficient=None, coefficient_confirmed=False, bonus=None)
    following.given(HONOUR, unknown)
    row = entry_of(following)
    assert (None, False, None) == picked(row, "coefficient", "coefficient_confirmed", "bonus")


def test_an_annulled_honour_stays_readable_with_ground_and_paper(following):
    following.given(HONOUR, registered, annulled)
    row = entry_of(following)
    paper = {
        "ground": "fraud",
        "number": "7/QĐ",
        "dated": "2025-06-01",
        "decision": str(DECISION),
        "complaint": None,
    }
    assert ("annulled", paper, 0, 710_000) == picked(
        row, "state", "annulment", "recovered", "bonus"
    )


def test_what_came_back_adds_up(following):
    following.given(HONOUR, registered, annulled, HonourRecovered(False, 10_000, "cash"))
    following.given(HONOUR, HonourRecovered(True, 0, "medal"), on=date(2025, 6, 9))
    row = entry_of(following)
    assert (10_000, True) == picked(row, "recovered", "object_returned")
    notes = [picked(one, "note", "amount", "on") for one in row["recoveries"]]
    assert [("cash", 10_000, "2025-04-15"), ("medal", 0, "2025-06-09")] == notes


def test_a_restored_honour_is_held_and_remembers_both_papers(following):
    following.given(HONOUR, registered, annulled, restored)
    row = entry_of(following)
    assert ("held", "8/QĐ", "7/QĐ", 3) == (
        row["state"],
        row["restoration"]["number"],
        row["annulment"]["number"],
        row["version"],
    )


def test_a_restoration_says_what_is_owed_back_and_the_next_annulment_owes_no_more_than_is_left(
    following,
):
    paid = HonourRecovered(True, 710_000, "all")
    following.given(HONOUR, registered, annulled, paid, restored)
    back = picked(entry_of(following)["restoration"], "owed_back", "object_owed_back")
    assert (710_000, True) == back
    following.given(HONOUR, annulled)
    row = entry_of(following)
    assert ("annulled", 710_000, True, None) == picked(
        row, "state", "recovered", "object_returned", "restoration"
    )
    assert 1 == len(row["recoveries"])


def test_what_was_given_back_is_told_and_is_no_longer_owed_back(following):
    came, part = HonourRecovered(True, 710_000, "all"), HonourHandedBack(True, 700_000, "most")
    following.given(HONOUR, registered, annulled, came, restored)
    following.given(HONOUR, part, on=date(2025, 6, 9))
    row = entry_of(following)
    assert (10_000, False) == picked(row, "recovered", "object_returned")
    left = picked(row["restoration"], "number", "owed_back", "object_owed_back")
    assert ("8/QĐ", 10_000, False) == left
    told = {"amount": 700_000, "object_handed": True, "note": "most", "on": "2025-06-09"}
    assert [told] == row["handbacks"]


def test_the_register_is_filtered_and_turned_page_by_page(following):
    later = replace(registered, nomination=OTHER, award="bk-tinh", granted_on=date(2025, 5, 1))
    following.given(honour_of(OTHER), later)
    following.given(HONOUR, registered, annulled)
    first = following.ask(entries(Wanted(nominee=NOMINEE.ref), limit=1))
    assert [CASE, OTHER] == [row["nomination"] for row in first]
    after = picked(first[0], "granted_on", "honour")
    assert [OTHER] == [row["nomination"] for row in following.ask(entries(Wanted(), after))]
    assert [HONOUR] == [row["honour"] for row in following.ask(entries(Wanted(state="annulled")))]

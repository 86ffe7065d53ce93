"""Every view is narrowed to what a reader may read, or is named here as open, and why (ADR 84)."""

from projections.catalogue import VIEWS
from projections.scoping import NARROWED

OPEN = {
    "announcements": "who may be told of what is published in the directory",
    "concerned": "the policy itself; row-level security guards it by the unit of each row",
    "councils": "councils and their members are published",
    "delegations": "powers that were lent are published",
    "honours": "an award that was granted is published",
    "passing_days": "the clock reads it, no address shows it",
    "person_files": "the keeping of personal data reads it, by rules of its own",
    "person_requests": "personal data has rules of its own",
}


def not_narrowed(tables):
    return {one.name.rpartition("_v")[0] for one in tables if one not in NARROWED}


def test_every_view_is_narrowed_or_open_for_a_reason():
    assert set(OPEN) == not_narrowed(view.table for view in VIEWS)
    assert all(OPEN.values())
    assert set(NARROWED) <= {view.table for view in VIEWS}


def test_a_view_nobody_thought_of_is_seen(monkeypatch):
    case_file = next(one for one in NARROWED if one.name.startswith("case_file"))
    monkeypatch.delitem(NARROWED, case_file)
    assert {*OPEN, "case_file"} == not_narrowed(view.table for view in VIEWS)

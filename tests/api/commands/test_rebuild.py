"""`vinhdanh rebuild`: the same rows again, and a row that went astray is seen and put right."""

import sqlite3
from contextlib import closing

import pytest

from projections.bookkeeping import named
from projections.catalogue import VIEWS

NAMES = {named(view)[0] for view in VIEWS}


def astray(home, statement: str) -> None:
    with closing(sqlite3.connect(home / "views.sqlite")) as file, file:
        assert file.execute(statement).rowcount > 0


def test_all_views_are_rebuilt_and_hold_what_they_held(demo):
    before = demo.told("rebuild", "--check")
    position = demo.told("rebuild")["position"]

    assert dict.fromkeys(NAMES, True) == before == demo.told("rebuild", "--check")
    assert demo.run("rebuild").stdout == f"all views are rebuilt up to position {position}\n"


@pytest.mark.parametrize(
    ("statement", "view"),
    [
        ("UPDATE case_file_v8 SET state = 'granted' WHERE state = 'draft'", "case_file"),
        ("DELETE FROM history_v5 WHERE position = 8", "history"),
        ("UPDATE honours_v4 SET bonus = bonus + 1 WHERE bonus IS NOT NULL", "honours"),
    ],
)
def test_a_row_that_went_astray_is_seen_and_put_right(demo, statement, view):
    astray(demo.home, statement)
    found = demo.run("rebuild", "--check", "--json")

    assert 1 == found.exit_code
    assert f"vinhdanh: not what a rebuild gives: {view}; run" in found.stderr
    demo.told("rebuild")
    assert demo.told("rebuild", "--check")[view]


def test_a_check_changes_nothing(demo):
    astray(demo.home, "DELETE FROM inbox_v3")
    found = [demo.run("rebuild", "--check").exit_code for _ in range(2)]

    assert [1, 1] == found


def test_the_check_says_it_line_by_line(demo):
    lines = demo.run("rebuild", "--check").stdout.splitlines()

    assert NAMES == {line.partition(": as a rebuild at position ")[0] for line in lines}


A_CASE_OPENED = "SELECT max(rowid) FROM stored_events WHERE topic LIKE 'nomination.opened.%'"


@pytest.mark.parametrize("asked", [("rebuild",), ("rebuild", "--check"), ("doctor", "--deep")])
def test_a_fact_that_cannot_be_read_is_one_line_with_its_position(demo, asked):
    with closing(sqlite3.connect(demo.home / "vinhdanh.db")) as file, file:
        (at,) = file.execute(A_CASE_OPENED).fetchone()
        file.execute("UPDATE stored_events SET state = x'00' WHERE rowid = ?", (at,))
    found = demo.run(*asked)

    said = found.stderr + found.stdout
    assert 1 == found.exit_code
    assert f"the fact at position {at} (" in said
    assert "Traceback" not in said

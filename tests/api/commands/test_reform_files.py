"""`vinhdanh reform FILE`: units and powers as the file says, and what the house does not know."""

import pytest

from tests.api.commanding import Desk
from tests.api.commands.test_reform import opened
from tests.reform_folders import merger

POWER = """
[[moved]]
level = "province"
acts = ["decide"]
to = "ward"
awards = ["bk-tinh"]
source = "made up"
confirmed = false
"""


@pytest.fixture
def file(tmp_path):
    """Return a reform of a day gone by, in which a ward ends and a decision goes to the wards."""
    path = merger(tmp_path, "2026-11-01")
    path.write_text(path.read_text() + POWER)
    return str(path)


def test_a_case_goes_to_the_unit_and_the_level_that_the_file_names(desk: Desk, file):
    case = opened(desk, "10531")
    for one in ("2025-07-01", file):
        desk.agreed("reform", one)
    desk.told("reform", "2025-07-01")
    said, again = desk.told("reform", file), desk.told("reform", file)
    shown = desk.told("show", case, TOKEN=desk.token("clerk", "99001"))

    assert ({"unit-renamed": 1}, {}) == (said["moved"], again["moved"])
    assert ("99001", "99001") == (shown["unit"], shown["ladder"][-1]["unit"])
    assert ["10532", "99001"] == [one["unit"] for one in shown["authority"]]
    assert 1 == said["steps_handed"]["power-moved"]


def test_a_case_opened_after_it_goes_by_the_power_that_moved_and_says_so(desk: Desk, file):
    desk.agreed("reform", file)
    before = opened(desk, "10532", on="2026-11-20")
    desk.told("reform", file)
    after = opened(desk, "10532", on="2026-11-20")
    told = [desk.told("show", one, TOKEN=desk.token("clerk", "10532")) for one in (before, after)]

    assert [("ward", "10532")] * 2 == [
        (one["ladder"][-1]["level"], one["ladder"][-1]["unit"]) for one in told
    ]
    (said,) = told[1]["authority"]
    assert ("2026-11-01", "A resolution | made up") == (said["reform"], said["reason"])
    history = desk.told("history", after, TOKEN=desk.token("clerk", "10532"))["items"]
    assert ["nomination-opened", "case-reassigned"] == [one["kind"] for one in history]


def test_units_that_only_the_file_knows_are_named(desk: Desk, file):
    printed = desk.run("reform", file, "--dry-run")

    assert ["99001"] == desk.told("reform", file, "--dry-run")["unknown_here"]
    assert "99001" in printed.stderr
    assert [] == desk.told("reform", "2025-07-01", "--dry-run")["unknown_here"]
    assert not desk.run("reform", "2025-07-01", "--dry-run").stderr


def test_a_file_that_makes_no_sense_is_told_and_changes_nothing(desk: Desk, tmp_path):
    refused = desk.run("reform", str(merger(tmp_path, "2026-11-01", old="77777")))

    assert (1, True) == (refused.exit_code, "77777 does not stand" in refused.stderr)

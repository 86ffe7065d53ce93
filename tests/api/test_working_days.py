"""The calendar of a year, as whoever asks reads it: over HTTP and on the command line."""

import json

import pytest

YEAR = "/api/v1/calendar/2026"


def test_a_year_says_which_days_are_otherwise_and_why(app):
    said = app.test_client().get(YEAR).get_json()
    days = {one["day"]: one for one in said["days"]}

    assert (2026, 249, False) == (said["year"], said["working_days"], said["confirmed"])
    assert (True, False) == (days["2026-01-10"]["working"], days["2026-01-10"]["confirmed"])
    assert days["2026-09-02"]["confirmed"]
    culture = days["2026-11-24"]
    assert (False, False, "Ngày Văn hóa Việt Nam") == (
        culture["working"],
        culture["confirmed"],
        culture["reason"]["vi"],
    )
    assert "[S46]" in culture["source"]


@pytest.mark.parametrize("year", ["1999", "2101", "26", "abcd"])
def test_a_year_nobody_can_know_is_not_found(app, year):
    assert 404 == app.test_client().get(f"/api/v1/calendar/{year}").status_code


def test_the_command_line_lists_the_year(desk):
    lines = desk.run("calendar", "2027").stdout.splitlines()

    assert "day\tweekday\tworking\tconfirmed\treason\tsource" == lines[0]
    assert lines[1].startswith("2027-01-01\tFri\tFalse\tFalse\tTết Dương lịch\t")
    assert "249 working days in 2027; 12 days not confirmed" == lines[-1]


def test_the_command_line_speaks_json_too(desk):
    said = json.loads(desk.run("calendar", "2025", "--json").stdout)

    assert (2025, 250, False) == (said["year"], said["working_days"], said["confirmed"])
    assert "2025-04-26" in {one["day"] for one in said["days"] if one["working"]}

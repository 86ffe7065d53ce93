"""Streaks and quotas follow successors; the register itself keeps the names of its time."""

from dataclasses import replace
from datetime import date

import pytest

from domain.register.events import HonourRegistered
from domain.register.following import Following, following, granted_in, of_line, years_in_a_row
from domain.units import Units
from tests.builders import CASE, DECISION, NOMINEE
from tests.reforms import FIRST, LAST, UNITS

COUNTRY = Units(UNITS)


def granted(unit, on, award="ttldxs"):
    """Return the entry of an award to a collective of a unit."""
    nominee = replace(NOMINEE, kind="collective", unit=unit)
    return HonourRegistered(CASE, DECISION, nominee, award, "30", on, None, False, None)


OLD = [granted("10531", date(year, 5, 1)) for year in (2023, 2024)]
NEW = granted("10532", date(2025, 12, 1))
SAME_CODE, SHARED = granted("10532", date(2024, 5, 1)), granted("10700", date(2024, 5, 1))


@pytest.mark.parametrize(
    ("then", "now", "how"),
    [
        (("10531", LAST), ("10532", FIRST), Following.WHOLE),
        (("10532", FIRST), ("10532", FIRST), Following.WHOLE),
        (("10700", LAST), ("10532", FIRST), Following.PART),
        (("10600", LAST), ("10532", FIRST), Following.NOT),
        (("10531", LAST), ("00000", FIRST), Following.NOT),
    ],
)
def test_a_unit_follows_another(then, now, how):
    assert how == following(COUNTRY, then, now)


def test_a_streak_goes_on_through_a_merger():
    line = of_line([*OLD, NEW], "10532", NEW.granted_on, COUNTRY)

    assert (3, 2) == (
        years_in_a_row(line.whole, "ttldxs", 2025),
        years_in_a_row(OLD, "ttldxs", 2024),
    )
    assert 0 == years_in_a_row(line.whole, "co-tinh", 2025)
    assert ["10531", "10531", "10532"] == [one.nominee.unit for one in line.whole]


def test_what_a_divided_unit_had_is_set_apart_for_a_person():
    line = of_line([SHARED, SAME_CODE, granted("10600", LAST)], "10532", FIRST, COUNTRY)

    assert ((SAME_CODE,), (SHARED,)) == (line.whole, line.part)


def test_a_quota_counts_the_grants_of_the_whole_line():
    line = of_line([*OLD, SAME_CODE, NEW], "10532", NEW.granted_on, COUNTRY)

    assert (2, 1) == (
        granted_in(line.whole, "ttldxs", 2024),
        granted_in(line.whole, "ttldxs", 2025),
    )
    assert 0 == granted_in(line.whole, "co-tinh", 2024)

"""How long it is kept who read what is kept of a person."""

from datetime import date

from domain.personal.rules import TrailTerm


def test_readings_are_kept_for_whole_years_from_the_end_of_theirs():
    term = TrailTerm(10, "house rule", confirmed=False)
    assert [date(2016, 1, 1)] * 2 == [term.first(date(2026, *day)) for day in ((1, 1), (12, 31))]

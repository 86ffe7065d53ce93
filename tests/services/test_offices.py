"""Somebody speaks in one office at a time, and only while it is held."""

from datetime import date

import pytest

from services.office import Office
from services.offices import speaking
from services.stores import BadToken, Claims

TODAY = date(2026, 11, 27)
LEADER = Office("leader", "10532")
CLERK = Office("clerk", "30")
BOTH = Claims("an", frozenset(), frozenset(), "TM", (LEADER, CLERK))
OLD_STYLE = Claims("an", frozenset({"leader", "clerk"}), frozenset({"10532", "30"}))


def held(*offices: Office) -> Claims:
    return Claims("an", frozenset(), frozenset(), None, offices)


@pytest.mark.parametrize("office", [LEADER, CLERK])
def test_the_office_that_is_named_counts_alone(office):
    who = speaking(BOTH, str(office), TODAY)

    role, unit = frozenset({office.role}), frozenset({office.unit})
    assert Claims("an", role, unit, "TM", BOTH.offices) == who


def test_no_role_of_one_unit_counts_in_another():
    with pytest.raises(BadToken, match=r"^office-not-held$"):
        speaking(BOTH, "clerk@10532", TODAY)


def test_of_several_one_is_named():
    with pytest.raises(BadToken, match=r"^office-unnamed$"):
        speaking(BOTH, None, TODAY)


def test_the_only_one_need_not_be_named():
    assert {"leader"} == speaking(held(LEADER), None, TODAY).roles


def test_one_office_told_twice_is_one():
    again = Office("leader", "10532", date(2026, 1, 1))

    assert {"leader"} == speaking(held(LEADER, again), None, TODAY).roles


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [
        (None, None, True),
        (TODAY, TODAY, True),
        (date(2026, 11, 28), None, False),
        (None, date(2026, 11, 26), False),
        (date(2026, 11, 26), date(2026, 11, 28), True),
    ],
)
@pytest.mark.parametrize("named", [None, "leader@10532"])
def test_an_office_counts_from_its_first_day_to_its_last(since, until, counts, named):
    who = held(Office("leader", "10532", since, until))
    if counts:
        assert {"10532"} == speaking(who, named, TODAY).units
        return
    with pytest.raises(BadToken, match=r"^office-not-held$"):
        speaking(who, named, TODAY)


def test_a_token_without_offices_speaks_with_all_it_has():
    assert OLD_STYLE is speaking(OLD_STYLE, None, TODAY)


def test_a_token_without_offices_holds_none_to_be_named():
    with pytest.raises(BadToken, match=r"^office-not-held$"):
        speaking(OLD_STYLE, "leader@10532", TODAY)

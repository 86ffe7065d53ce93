"""What the city announces of units and posts is written down, each thing once."""

from dataclasses import replace
from datetime import date

import pytest

from domain.directory.commands import AnnouncePost, AnnounceUnit
from domain.directory.decide import stream_of
from domain.directory.events import PostAnnounced, UnitAnnounced
from tests.builders import APRIL, CLERK, NOMINEE, hand
from tests.spec import given_in

CITY = hand("city-directory", "directory-keeper", "30")
END, JULY = date(2025, 6, 30), date(2025, 7, 1)
OLD = UnitAnnounced("10532", "ward", "Phường Tân Bình", "288", APRIL, END, ("10533",))
NEW = UnitAnnounced("10532", "ward", "Phường Lê Thanh Nghị", "30", JULY, None, ())
POST = PostAnnounced(NOMINEE.ref, "10532", "Chủ tịch", ("leader",), APRIL, None)
UNIT, PERSON = stream_of(AnnounceUnit(CITY, OLD)), stream_of(AnnouncePost(CITY, POST))
NOTHING = given_in(UNIT)


def test_a_unit_is_announced_on_the_stream_of_its_code():
    NOTHING.when(AnnounceUnit(CITY, OLD)).then_in(UNIT, OLD)
    assert UNIT == stream_of(AnnounceUnit(CITY, NEW))


def test_a_post_is_announced_on_the_stream_of_its_holder():
    NOTHING.when(AnnouncePost(CITY, POST)).then_in(PERSON, POST)


def test_the_same_again_is_nothing_also_after_another_span():
    given_in(UNIT, OLD, NEW).when(AnnounceUnit(CITY, OLD)).then_nothing()
    given_in(PERSON, POST).when(AnnouncePost(CITY, POST)).then_nothing()


def test_what_was_said_otherwise_is_said_anew():
    later = replace(POST, held_to=END)
    given_in(PERSON, POST).when(AnnouncePost(CITY, later)).then(later)
    given_in(PERSON, POST, later).when(AnnouncePost(CITY, POST)).then(POST)


def test_only_the_keeper_of_the_directory_announces():
    ahead = replace(CLERK, effective_on=date(2025, 12, 2))
    NOTHING.when(AnnounceUnit(ahead, OLD)).then_refused("role-missing", "dated-ahead")


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (replace(OLD, in_force_to=date(2025, 4, 14)), ["span-impossible"]),
        (replace(OLD, in_force_to=None), ["not-ended"]),
        (replace(OLD, successors=("1", "1")), ["listed-twice"]),
    ],
)
def test_a_unit_that_cannot_be_is_refused(told, codes):
    NOTHING.when(AnnounceUnit(CITY, told)).then_refused(*codes)


def test_a_unit_may_last_a_day():
    assert NOTHING.when(AnnounceUnit(CITY, replace(OLD, in_force_to=OLD.in_force_from))).changes


def test_a_post_ends_after_it_began():
    told = replace(POST, held_to=date(2025, 4, 14))
    NOTHING.when(AnnouncePost(CITY, told)).then_refused("span-impossible")

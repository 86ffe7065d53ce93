"""Who read what is kept of a person is taken away when its years are over, and not before."""

from dataclasses import replace

import pytest

from domain.personal.rules import TrailTerm
from services.personal_data import NAME, Read
from tests.builders import NOMINEE, NOON
from tests.infra.watching import Clock, house_of_buoi, watching


@pytest.fixture
def house(tmp_path):
    with house_of_buoi(tmp_path) as lent:
        yield lent


def test_readings_go_when_their_years_are_over_once_a_year_and_at_each_start(house):
    rules = replace(house.catalogue.personal(), trail=TrailTerm(2, "house rule", confirmed=False))
    house.people.note_read(read := Read(NOMINEE.ref, "a", ("auditor",), "view", NOON))
    house.people.note_shown(shown := replace(read, way=NAME))
    clock, of = Clock(), house.people.reads_of
    watch = watching(house, clock, rules)
    for clock.years in (0, 2):
        watch.look()
        assert [read, shown] == [*of(NOMINEE.ref)]
    clock.years = 3
    watch.look()
    assert [] == of(NOMINEE.ref)
    house.people.note_read(read)  # as a backup brings it back
    watch.look()
    assert [read] == of(NOMINEE.ref)
    watching(house, clock, rules).look()
    assert [] == of(NOMINEE.ref)


def test_where_no_term_is_said_all_readings_are_kept(house):
    rules = replace(house.catalogue.personal(), trail=None)
    house.people.note_read(read := Read(NOMINEE.ref, "a", (), "view", NOON))
    watching(house, Clock(years=300), rules).look()
    assert [read] == house.people.reads_of(NOMINEE.ref)

"""How far the bus is: what was written, what of it was not sent, and what each worker said last."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from infra.bus.city_language import CityLanguage
from projections.bookkeeping import prepare, writing
from projections.bus_state import (
    INTAKE,
    RELAY,
    BusState,
    make_bus_tables,
    note,
    note_life,
    report,
    whole_report,
)
from projections.catalogue import VIEWS
from projections.city_outbox import followed, write_letters
from tests.projections.made_up import made_up

NOON = datetime(2025, 4, 15, 12, tzinfo=UTC)


@pytest.fixture
def told(engine):
    """Write some letters; lend a way to note what workers say and to ask how the bus is."""
    with writing(engine) as tx:
        make_bus_tables(tx)
    while write_letters(CityLanguage("/vinhdanh/test"), made_up(11, 200), engine):
        pass

    def ask(*states: BusState):
        with writing(engine) as tx:
            for state in states:
                note(state, tx)
            return report(tx)

    return ask


def test_where_no_relay_ran_nothing_is_sent(told):
    found = told()
    assert found.letters > 10
    assert (found.letters, []) == (found.unsent, found.workers)


def test_what_the_relay_sent_is_not_unsent(told):
    letters = told().letters

    assert letters - 7 == told(BusState(RELAY, 7, NOON, None)).unsent
    assert 0 == told(BusState(RELAY, letters, NOON, None)).unsent


def test_what_was_taken_in_says_nothing_of_what_was_sent(told):
    found = told(BusState(INTAKE, 5, NOON, None))
    assert found.letters == found.unsent


def test_each_worker_stands_once_with_what_it_said_last(told):
    last = BusState(RELAY, 3, NOON, "NoBrokersAvailable")
    other = BusState(INTAKE, 9, NOON, None)

    assert [other, last] == told(BusState(RELAY, 2, NOON, None), other, last).workers


def whole(engine, more: int, later: timedelta):
    """Return how the bus is beside a log with *more* facts than the outbox has come to."""
    prepare(VIEWS, engine)
    with writing(engine) as tx:
        return whole_report(followed(tx) + more, NOON + later, tx)


@pytest.mark.parametrize(("more", "unfollowed"), [(0, 0), (7, 7), (-3, 0)])
def test_facts_the_outbox_has_not_come_to_are_told(told, engine, more, unfollowed):
    told(BusState(RELAY, told().letters, NOON, None))
    found = whole(engine, more, timedelta(0))

    assert (0, unfollowed) == (found.unsent, found.unfollowed)


@pytest.mark.parametrize(("later", "seconds"), [(timedelta(0, 61.9), 61), (-timedelta(1), 0)])
def test_how_long_ago_each_worker_said_something_is_told(told, engine, later, seconds):
    told(BusState(RELAY, 1, NOON, None), BusState(INTAKE, 1, NOON, "Gone"))

    assert {RELAY: seconds, INTAKE: seconds} == whole(engine, 0, later).silent_seconds


def test_who_lives_changes_nothing_but_when_it_spoke(told, engine):
    said = BusState(RELAY, 3, NOON, "Gone"), BusState(INTAKE, 5, NOON, None)
    told(*said)
    with writing(engine) as tx:
        note_life((RELAY, "nobody"), NOON + timedelta(1), tx)

    assert [said[1], replace(said[0], at=NOON + timedelta(1))] == told().workers

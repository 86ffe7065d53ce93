"""How far the bus is: what was written, what of it was not sent, and what each worker said last."""

from datetime import UTC, datetime

import pytest

from infra.city_language import CityLanguage
from projections.bookkeeping import writing
from projections.bus_state import INTAKE, RELAY, BusState, make_bus_tables, note, report
from projections.city_outbox import write_letters
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

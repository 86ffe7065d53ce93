"""Where a relay goes on: the topic knows best, and a topic that is not ours is left alone."""

import pytest

from infra.city_language import CityLanguage
from infra.kafka_relay import AnotherHistory, Relay
from infra.kafka_tail import Mark, Tail
from infra.view_database import open_views
from projections.bookkeeping import writing
from projections.bus_state import RELAY, BusState, make_bus_tables, note
from projections.city_outbox import letters_after, write_letters
from tests.builders import NOON
from tests.bus.relaying import bus_at
from tests.projections.made_up import made_up

EMPTY, EXPIRED = Tail(None, was_used=False), Tail(None, was_used=True)


@pytest.fixture
def engine(tmp_path):
    opened = open_views(tmp_path, "sqlite://")
    with writing(opened) as tx:
        make_bus_tables(tx)
    while write_letters(CityLanguage("/here"), made_up(1, 100), opened):
        pass
    yield opened
    opened.dispose()


def resumed(engine, found, remembered=None):
    if remembered is not None:
        with writing(engine) as tx:
            note(BusState(RELAY, remembered, NOON, None), tx)
    return Relay(
        bus_at("nowhere.example:9092"), "topic", made_up(1, 100), engine, CityLanguage("/here")
    )._resume(found)


def mark(engine, number):
    with engine.connect() as tx:
        one = letters_after(number - 1, 1, tx)[0]
    return Mark(one.sequence, one.id)


def test_a_new_topic_is_told_everything(engine):
    assert 0 == resumed(engine, EMPTY)
    assert 0 == resumed(engine, EMPTY, remembered=7)


def test_it_goes_on_after_the_last_in_the_topic(engine):
    assert 5 == resumed(engine, Tail(mark(engine, 5), was_used=True))
    assert 5 == resumed(engine, Tail(mark(engine, 5), was_used=True), remembered=3)


def test_a_topic_that_lost_its_end_is_told_it_again(engine):
    assert 5 == resumed(engine, Tail(mark(engine, 5), was_used=True), remembered=9)


def test_where_all_has_expired_memory_counts(engine):
    assert 9 == resumed(engine, EXPIRED, remembered=9)


@pytest.mark.parametrize("number", [5, 1_000_000])
def test_a_topic_with_another_history_is_told_nothing(engine, number):
    with pytest.raises(AnotherHistory, match="another"):
        resumed(engine, Tail(Mark(number, "another"), was_used=True))

"""Where a relay goes on: the topic knows best, and a topic that is not ours is left alone."""

from dataclasses import replace

import pytest

from infra.bus.city_language import CityLanguage
from infra.bus.kafka_relay import AnotherHistory, BeginningLost, Relay
from infra.bus.kafka_tail import End, Mark, Tail, partition_of
from infra.views.database import open_views
from projections.bookkeeping import writing
from projections.bus_state import RELAY, BusState, make_bus_tables, note
from projections.city_outbox import letters_after, write_letters
from tests.builders import NOON
from tests.bus.relaying import bus_at
from tests.projections.made_up import made_up

NEW = End(None, was_used=False, has_expired=False)
EXPIRED = End(None, was_used=True, has_expired=True)
UNDONE = End(None, was_used=True, has_expired=False)


@pytest.fixture
def engine(tmp_path):
    opened = open_views(tmp_path, "sqlite://")
    with writing(opened) as tx:
        make_bus_tables(tx)
    while write_letters(CityLanguage("/here"), made_up(1, 100), opened):
        pass
    yield opened
    opened.dispose()


def resumed(engine, *ends, remembered=None):
    if remembered is not None:
        with writing(engine) as tx:
            note(BusState(RELAY, remembered, NOON, None), tx)
    return (
        Relay(
            bus_at("nowhere.example:9092"),
            "topic",
            made_up(1, 100),
            engine,
            CityLanguage("/here"),
        )
        ._resume(Tail(ends))
        .numbers
    )


def ending(engine, number):
    with engine.connect() as tx:
        one = letters_after(number - 1, 1, tx)[0]
    return End(Mark(one.sequence, one.id), was_used=True, has_expired=False)


def test_a_new_topic_is_told_everything(engine):
    assert [0, 0] == resumed(engine, NEW, NEW)
    assert [0, 0] == resumed(engine, NEW, NEW, remembered=7)


def test_each_partition_goes_on_after_its_last_letter(engine):
    five, nine = ending(engine, 5), ending(engine, 9)
    assert [5, 9] == resumed(engine, five, nine)
    assert [5, 9] == resumed(engine, five, nine, remembered=3)


def test_a_topic_that_lost_its_end_is_told_it_again(engine):
    assert [5] == resumed(engine, ending(engine, 5), remembered=9)


def test_where_all_has_expired_memory_counts(engine):
    assert [9] == resumed(engine, EXPIRED, remembered=9)


@pytest.mark.parametrize("silent", [EXPIRED, NEW])
def test_a_silent_partition_is_believed_as_far_as_the_others_bear_it_out(engine, silent):
    assert [3, 5] == resumed(engine, silent, ending(engine, 5), remembered=3)
    assert [5, 5] == resumed(engine, silent, ending(engine, 5), remembered=9)


def test_where_all_was_undone_nothing_was_told(engine):
    assert [0, 5] == resumed(engine, UNDONE, ending(engine, 5), remembered=5)


@pytest.mark.parametrize("number", [5, 1_000_000])
def test_a_topic_with_another_history_is_told_nothing(engine, number):
    other = End(Mark(number, "another"), was_used=True, has_expired=False)
    with pytest.raises(AnotherHistory, match="another"):
        resumed(engine, other, ending(engine, 9))


def home_of_the_first(engine):
    with engine.connect() as tx:
        return partition_of(letters_after(0, 1, tx)[0].key, 2)


def two(engine, at_home, elsewhere):
    return (at_home, elsewhere) if home_of_the_first(engine) == 0 else (elsewhere, at_home)


def test_a_topic_that_lacks_the_first_letter_it_had_is_told_nothing(engine):
    five, nine = ending(engine, 5), ending(engine, 9)
    late = replace(nine, first=five.mark)

    with pytest.raises(BeginningLost):
        resumed(engine, *two(engine, late, five))
    with pytest.raises(BeginningLost):
        resumed(engine, *two(engine, NEW, nine), remembered=9)


def test_a_topic_whose_first_letter_is_there_or_still_due_is_told_on(engine):
    one, nine = ending(engine, 1), ending(engine, 9)
    began = replace(nine, first=one.mark)

    assert {9} == set(resumed(engine, *two(engine, began, nine), remembered=9))
    assert {0, 9} == set(resumed(engine, *two(engine, NEW, nine), remembered=0))
    assert {0, 9} == set(resumed(engine, *two(engine, UNDONE, nine)))

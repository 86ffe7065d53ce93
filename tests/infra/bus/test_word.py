"""The word of a worker: trouble never touches how far it is, and never stops it."""

from time import monotonic, sleep

import pytest
from sqlalchemy.exc import OperationalError

from infra.bus import word as bus_word
from infra.bus.word import Told, living
from infra.views.database import open_views
from projections.bookkeeping import writing
from projections.bus_state import INTAKE, RELAY, BusState, make_bus_tables, note, noted, report
from tests.builders import NOON


@pytest.fixture
def engine(tmp_path):
    opened = open_views(tmp_path, "sqlite://")
    with writing(opened) as tx:
        make_bus_tables(tx)
    yield opened
    opened.dispose()


def said(engine):
    with engine.connect() as tx:
        (one,) = report(tx).workers
    return one.mark, one.trouble


def test_trouble_leaves_the_mark_of_another_life_alone(engine):
    Told(RELAY, engine).well(4_711)
    again = Told(RELAY, engine)
    again.trouble(ConnectionError("broker.example:9092"))

    assert (4_711, "ConnectionError") == said(engine)
    assert 4_711 == again.mark()


def test_what_is_well_again_has_no_trouble(engine):
    told = Told(RELAY, engine)
    told.trouble(ConnectionError("away"))
    told.well(3)

    assert (3, None) == said(engine)


def test_trouble_with_the_database_itself_is_borne(tmp_path):
    engine = open_views(tmp_path, "sqlite://")
    told = Told(RELAY, engine)  # its table was never made

    told.trouble(OperationalError("SELECT 1", {}, Exception("gone")))
    engine.dispose()


def test_a_living_worker_is_heard_of_however_quiet_it_is(engine, monkeypatch):
    monkeypatch.setattr(bus_word, "BEAT", 0.01)
    with writing(engine) as tx:
        note(BusState(RELAY, 3, NOON, "Gone"), tx)
        note(BusState(INTAKE, 5, NOON, None), tx)
    end = monotonic() + 20
    with living((RELAY,), engine):
        while heard(engine, RELAY).at == NOON and monotonic() < end:
            sleep(0.01)

    assert heard(engine, RELAY).at > NOON
    assert (3, "Gone") == (heard(engine, RELAY).mark, heard(engine, RELAY).trouble)
    assert BusState(INTAKE, 5, NOON, None) == heard(engine, INTAKE)


def heard(engine, worker):
    with engine.connect() as tx:
        return noted(worker, tx)


def test_a_worker_is_heard_of_twice_a_minute_and_a_database_that_is_away_is_borne(
    tmp_path, monkeypatch
):
    assert bus_word.BEAT <= 30
    monkeypatch.setattr(bus_word, "BEAT", 0.01)
    engine = open_views(tmp_path, "sqlite://")  # its table was never made
    with living((RELAY,), engine):
        sleep(0.1)
        with writing(engine) as tx:
            make_bus_tables(tx)
            note(BusState(RELAY, 3, NOON, None), tx)
        end = monotonic() + 20
        while heard(engine, RELAY).at == NOON and monotonic() < end:
            sleep(0.01)
    assert heard(engine, RELAY).at > NOON
    engine.dispose()

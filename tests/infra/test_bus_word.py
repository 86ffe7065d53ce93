"""The word of a worker: trouble never touches how far it is, and never stops it."""

import pytest
from sqlalchemy.exc import OperationalError

from infra.bus_word import Told
from infra.view_database import open_views
from projections.bookkeeping import writing
from projections.bus_state import RELAY, make_bus_tables, report


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

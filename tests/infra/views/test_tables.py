"""A view's table is held against the one in the database, part by part."""

import pytest
from sqlalchemy import (
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    create_engine,
    text,
)

from infra.database_url import parse_database
from infra.views.database import open_views
from infra.views.tables import differences
from projections.bookkeeping import positions, prepare
from projections.catalogue import VIEWS
from projections.columns import Document, Exact, Instant, Words
from projections.rebuild import rebuild
from tests.notebook import Notebook


def sheet():
    """Return a table with a column of every type."""
    return Table(
        "things_v1",
        MetaData(),
        Column("key", Uuid, primary_key=True),
        Column("word", Words, nullable=False),
        Column("at", Instant, nullable=False),
        Column("on", Date),
        Column("number", Integer),
        Column("exact", Exact),
        Column("tree", Document),
        Index("things_v1_by_word", "word", "on"),
    )


@pytest.fixture
def tx(durable_url):
    """A transaction in an empty database of each kind."""
    engine = create_engine(parse_database(durable_url))
    with engine.begin() as opened:
        yield opened
    engine.dispose()


def test_a_table_as_it_was_made_does_not_differ(tx):
    sheet().create(tx)

    assert [] == list(differences(sheet(), tx))


def test_a_table_that_is_not_there_is_missing(tx):
    assert ["things_v1 is missing"] == list(differences(sheet(), tx))


def older():
    """Return the same table as somebody changed it by hand."""
    kept = [one for one in sheet().columns if one.name not in {"on", "tree", "number"}]
    return Table(
        "things_v1",
        MetaData(),
        *(Column(one.name, one.type, primary_key=one.primary_key) for one in kept),
        Column("on", Text),
        Column("colour", Text),
        Index("things_v1_by_word", "word"),
        Index("things_v1_by_colour", "colour"),
    )


def test_every_part_that_differs_is_named(tx):
    older().create(tx)

    told = list(differences(sheet(), tx))

    assert {
        "things_v1: column colour is not of the view",
        "things_v1: column number is missing",
        "things_v1: column on is TEXT, should be DATE",
        "things_v1: column tree is missing",
        "things_v1: index things_v1_by_colour is not of the view",
        "things_v1: index things_v1_by_word is word, should be word, on",
    } <= set(told)
    null_now = [one for one in told if "NOT NULL" in one]
    assert (8, 2) == (len(told), len(null_now))


def test_another_key_is_another_table(tx):
    tx.execute(text("CREATE TABLE views (name TEXT PRIMARY KEY, version INTEGER NOT NULL)"))

    told = list(differences(positions, tx))

    assert "views: primary key is name, should be name, version" in told
    assert "views: column position is missing" in told


def test_the_views_as_they_are_made_and_as_they_are_rebuilt_do_not_differ(tmp_path, durable_url):
    engine = open_views(tmp_path, parse_database(durable_url))
    prepare(VIEWS, engine)
    for _ in range(2):
        with engine.connect() as tx:
            assert [] == [one for view in VIEWS for one in differences(view.table, tx)]
        rebuild(VIEWS, Notebook(), engine)
    engine.dispose()


def test_a_page_of_the_views_that_comes_free_is_not_written_once_more(tmp_path):
    engine = open_views(tmp_path, "sqlite://")
    with engine.connect() as tx:
        assert 2 == tx.exec_driver_sql("PRAGMA secure_delete").scalar_one()  # 2 is FAST
    engine.dispose()

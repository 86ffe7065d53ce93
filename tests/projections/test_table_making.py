"""Tables are made as the library makes them, once, and looked for all at a time."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from infra.people.names_kept import tables as people
from infra.proof.cosignatures import tables as cosignatures
from projections import table_making
from projections.table_making import create, missing
from projections.view import views

KEPT = (views, people, cosignatures)
SHAPE = text("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")


def shape(make):
    """Return what stands in a database of its own after something made it."""
    with create_engine("sqlite://").connect() as tx:
        make(tx)
        return tx.execute(SHAPE).all()


@pytest.mark.parametrize("kept", KEPT)
def test_tables_and_indexes_are_those_that_the_library_makes(kept):
    assert shape(kept.create_all) == shape(lambda tx: create(kept.sorted_tables, tx))


def test_those_that_stand_are_not_missing():
    first, *others = views.sorted_tables
    with create_engine("sqlite://").connect() as tx:
        create([first], tx)

        assert others == missing(views.sorted_tables, tx)


@pytest.mark.parametrize("kept", KEPT)
def test_nothing_is_said_twice_that_the_driver_takes_for_a_place(kept, monkeypatch):
    """What is sent to psycopg as it stands must hold no %, which its dialect doubles."""
    monkeypatch.setitem(table_making.DIALECTS, "as psycopg", PGDialect_psycopg())
    orders = [
        one for table in kept.sorted_tables for one in table_making._orders(table, "as psycopg")
    ]

    assert orders
    assert [] == [one for one in orders if "%" in one]

"""Two facts at one position, put past the store's own rules: every look at a log says where."""

import sqlite3
from contextlib import closing

import psycopg
import pytest

from infra.foreseen import explain
from infra.ledger.check import in_order, read_through
from infra.ledger.ledger import open_ledger
from infra.ledger.store import TwoAtOnePosition
from infra.proof.rows import rows
from infra.settings import read
from services.verifying import in_order as as_it_lies
from services.verifying import walk
from tests.infra.writing import A, assert_dense, put, whole_log

FACTS, PAGE = 12, 4
# A column of this name hides the one that SQLite numbers itself and keeps unlike each other.
NUMBERED_BY_HAND = """
    CREATE TABLE copied (
        originator_id TEXT, originator_version INTEGER, topic TEXT, state BLOB, rowid INTEGER
    );
    INSERT INTO copied SELECT *, rowid FROM stored_events;
    DROP TABLE stored_events;
    ALTER TABLE copied RENAME TO stored_events;
    INSERT INTO stored_events
        SELECT '{stream}', 1, topic, state, rowid FROM stored_events WHERE rowid = {place};
"""
WITHOUT_INDEX = """
    DROP INDEX public.stored_events_notification_id_idx;
    INSERT INTO public.stored_events
        SELECT '{stream}', 1, topic, state, notification_id
        FROM public.stored_events WHERE notification_id = {place};
"""
STREAM = "00000000000040008000000000000001"


def planted(url: str, place: int) -> None:
    """Let a second fact stand at a place of a log."""
    told = {"stream": STREAM, "place": place}
    if "postgres" in url:
        with psycopg.connect(url) as server:
            server.execute(WITHOUT_INDEX.format(**told))
    else:
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
            file.executescript(NUMBERED_BY_HAND.format(**told))


@pytest.fixture(params=[7, 8, FACTS], ids=["within a page", "at its end", "at the end of all"])
def place(request, durable_url):
    """Write a log and double a place while it is open: a server that starts looks first."""
    with closing(open_ledger(durable_url)) as ledger:
        put(ledger, A, 0, *range(FACTS))
        planted(durable_url, request.param)
        yield request.param, ledger


def test_the_look_of_the_drills_sees_it(place):
    _, ledger = place
    with pytest.raises(AssertionError):
        assert_dense(whole_log(ledger, page=PAGE))


def test_the_doctor_says_where(place, monkeypatch):
    where, ledger = place
    monkeypatch.setattr("infra.ledger.check.PAGE", PAGE)
    positions, _ = in_order(read_through(ledger))
    assert not positions.ok
    assert positions.seen.endswith(f"the first at position {where}")


def test_verify_says_where(place, durable_url, monkeypatch):
    where, _ = place
    monkeypatch.setenv("VINHDANH_DATABASE_URL", durable_url)
    found = list(as_it_lies(walk(rows(read()), lambda _: None, []), 0))
    wrong = {one.about: one.seen for one in found if not one.ok}
    assert f"1 rows where another stands, the first: {where}" == wrong["doubled rows"]


def test_a_server_of_postgresql_does_not_open_it_and_its_keeper_hears_where(postgres_url):
    with closing(open_ledger(postgres_url)) as ledger:
        put(ledger, A, 0, *range(FACTS))
    planted(postgres_url, 7)
    with pytest.raises(TwoAtOnePosition) as caught:
        open_ledger(postgres_url)
    (told,) = explain(caught.value)
    assert told.endswith("Key (notification_id)=(7) is duplicated.")

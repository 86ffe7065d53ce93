"""`vinhdanh bus`: how far relay and intake are, at a terminal; and what it says without a bus."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from infra.ledger.ledger import open_ledger
from infra.views.database import open_views
from projections.bookkeeping import writing
from projections.bus_state import INTAKE, RELAY, BusState, make_bus_tables, note
from services.ports import Append
from tests.builders import CASE, filed, opened
from tests.plain_house import PAST

NOON = datetime(2025, 4, 15, 12, tzinfo=UTC)
BROKERS = "broker.example:9092"
SAID = (
    BusState(RELAY, 0, NOON, "NoBrokersAvailable"),
    BusState(INTAKE, 7, NOON, None),
)


@pytest.fixture
def watched(desk, monkeypatch):
    """A terminal in front of a house whose relay and intake said something."""
    monkeypatch.setenv("VINHDANH_KAFKA_BOOTSTRAP_SERVERS", BROKERS)
    desk.home.mkdir()
    engine = open_views(desk.home, "sqlite://")
    with writing(engine) as tx:
        make_bus_tables(tx)
        for one in SAID:
            note(one, tx)
    engine.dispose()
    return desk


@pytest.mark.parametrize("order", [("bus", "status"), ("bus", "setup"), ("relay",), ("intake",)])
def test_without_a_bus_the_reason_is_said(desk, monkeypatch, order):
    monkeypatch.delenv("VINHDANH_KAFKA_BOOTSTRAP_SERVERS", raising=False)
    found = desk.run(*order)

    assert (1, "") == (found.exit_code, found.stdout)
    assert "VINHDANH_KAFKA_BOOTSTRAP_SERVERS names no broker" in found.stderr


@pytest.fixture
def lines(watched):
    return [line.split() for line in watched.run("bus", "status").stdout.splitlines()]


@pytest.mark.parametrize(
    ("worker", "mark", "trouble"), [("intake", "7", "none"), ("relay", "0", "NoBrokersAvailable")]
)
def test_each_worker_has_a_line_that_says_how_long_ago_it_spoke(lines, worker, mark, trouble):
    (said,) = [one for one in lines if one[:2] == [worker, mark]]

    assert ["2025-04-15", "12:00Z", "s", "ago", trouble] == said[2:4] + said[5:]
    assert int(said[4]) > 31_536_000


def test_what_the_workers_said_is_a_table(watched, lines):
    found = watched.run("bus", "status")

    assert (0, "letters written: 0, not sent yet: 0") == (
        found.exit_code,
        found.stdout.split("\n")[0],
    )
    assert ["parked,", "waiting:", "0"] in lines
    assert ["facts", "not", "yet", "followed:", "0"] in lines
    assert ["worker", "mark", "at", "last", "word", "trouble"] in lines


def test_facts_the_outbox_has_not_come_to_are_counted(watched):
    with closing(open_ledger(f"sqlite:///{watched.home}/vinhdanh.db")) as ledger:
        ledger.append([Append(CASE, 0, (opened, filed))], PAST)
    found = watched.told("bus", "status")

    assert (0, 2, 2) == (found["unsent"], found["unfollowed"], found["parked_behind"])
    assert "as of 2 facts ago" in watched.run("bus", "status").stdout
    assert {"relay", "intake"} == found["silent_seconds"].keys()


@pytest.mark.parametrize("order", [("bus", "status"), ("rebuild",)])
def test_who_reads_no_senders_starts_without_their_file(watched, monkeypatch, order):
    monkeypatch.setenv("VINHDANH_BUS_SENDERS", str(watched.home / "gone.toml"))

    assert 0 == watched.run(*order).exit_code


@pytest.mark.parametrize("order", ["serve", "intake"])
def test_who_reads_them_is_told_which_file_is_not_there(watched, monkeypatch, order):
    monkeypatch.setenv("VINHDANH_BUS_SENDERS", str(watched.home / "gone.toml"))
    found = watched.run(order)

    assert 1 == found.exit_code
    assert "gone.toml: " in found.stderr


def test_what_the_workers_said_is_a_document(watched):
    found = watched.told("bus", "status")

    assert (0, 0) == (found["letters"], found["unsent"])
    assert {"messages": 0, "reasons": {}} == found["parked"]
    assert [("intake", 7, None), ("relay", 0, "NoBrokersAvailable")] == [
        (one["worker"], one["mark"], one["trouble"]) for one in found["workers"]
    ]

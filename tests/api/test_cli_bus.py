"""`vinhdanh bus`: how far relay and intake are, at a terminal; and what it says without a bus."""

from datetime import UTC, datetime

import pytest

from infra.view_database import open_views
from projections.bookkeeping import writing
from projections.bus_state import INTAKE, RELAY, BusState, make_bus_tables, note

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


def test_what_the_workers_said_is_a_table(watched):
    found = watched.run("bus", "status")
    lines = [line.split() for line in found.stdout.splitlines()]

    assert (0, "letters written: 0, not sent yet: 0") == (
        found.exit_code,
        found.stdout.split("\n")[0],
    )
    assert ["parked,", "waiting:", "0"] in lines
    assert ["worker", "mark", "at", "trouble"] in lines
    assert ["intake", "7", "2025-04-15", "12:00Z", "none"] in lines
    assert ["relay", "0", "2025-04-15", "12:00Z", "NoBrokersAvailable"] in lines


def test_what_the_workers_said_is_a_document(watched):
    found = watched.told("bus", "status")

    assert (0, 0) == (found["letters"], found["unsent"])
    assert {"messages": 0, "reasons": {}} == found["parked"]
    assert [("intake", 7, None), ("relay", 0, "NoBrokersAvailable")] == [
        (one["worker"], one["mark"], one["trouble"]) for one in found["workers"]
    ]

"""What is planted beside the facts: a trigger, a view, a rule, a table; named before it acts."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from infra.examination import ledger_sound
from infra.house import build
from infra.ledger.store_shape import NOTHING, shape
from infra.proof.check import verify
from infra.settings import Settings
from services.proofs import Asked
from tests.infra.tampering import Office

IN_A_FILE = {
    "trigger tg": "CREATE TRIGGER tg AFTER INSERT ON stored_events BEGIN SELECT 1; END",
    "view v": "CREATE VIEW v AS SELECT * FROM stored_events",
    "table extra": "CREATE TABLE extra (one)",
    "index i": "CREATE INDEX i ON stored_events (topic)",
    "table stored_events": "ALTER TABLE stored_events ADD COLUMN more TEXT",
}
NOTE = "CREATE FUNCTION note() RETURNS {0} LANGUAGE plpgsql AS $$ BEGIN RETURN {1}; END $$;"
IN_A_SERVER = {
    "trigger tg on stored_events": NOTE.format("trigger", "NEW")
    + "CREATE TRIGGER tg BEFORE INSERT ON stored_events FOR EACH ROW EXECUTE FUNCTION note()",
    "rule r on stored_events": "CREATE RULE r AS ON DELETE TO stored_events DO NOTHING",
    "view v": "CREATE VIEW v AS SELECT * FROM stored_events",
    "function ledger_append": """
        CREATE OR REPLACE FUNCTION public.ledger_append(
            streams uuid[], versions bigint[], topics text[], states bytea[]
        ) RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$
    """,
}


@pytest.fixture
def house(given):
    """Return the settings of a house in files with some facts."""
    settings = given()
    Office(settings).write(3)
    return settings


@pytest.fixture
def served(given, postgres_url):
    """Return the settings of a house on a server that was opened whole."""
    settings = given(DATABASE_URL=postgres_url)
    with closing(build(settings)):
        pass
    with Office(settings).proofs() as proofs:
        proofs.checkpoint()
    return settings


def told(settings: Settings) -> Iterator[str]:
    """Return what each door says of the store that is wrong."""
    for one in (*verify(settings, Asked()), ledger_sound(settings)):
        if not one.ok and "not made by the house" in one.seen:
            yield one.seen


def in_file(settings: Settings, statement: str) -> None:
    with closing(sqlite3.connect(Path(settings.database.database or ""))) as file:
        file.execute(statement)
        file.commit()


def in_server(url: str, statement: str) -> None:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute(statement)


def test_a_house_of_ours_has_nothing_planted(house):
    in_file(house, "ANALYZE")

    assert [] == [*told(house)]
    assert NOTHING == shape(house).seen


@pytest.mark.parametrize("name", IN_A_FILE)
def test_what_is_planted_in_the_file_is_named(house, name):
    in_file(house, IN_A_FILE[name])

    assert [f"not made by the house: {name}"] * 2 == [*told(house)]


def test_where_there_is_no_file_nothing_is_planted(given):
    assert shape(given()).ok


@pytest.mark.postgres
def test_a_house_of_ours_has_nothing_planted_on_a_server(served):
    assert NOTHING == shape(served).seen


@pytest.mark.postgres
@pytest.mark.parametrize("name", IN_A_SERVER)
def test_what_is_planted_on_a_server_is_named(served, name):
    in_server(served.address, IN_A_SERVER[name])

    assert [f"not made by the house: {name}"] * 2 == [*told(served)]


@pytest.mark.postgres
def test_another_table_on_a_server_is_told_and_does_nothing(served):
    in_server(served.address, "CREATE TABLE extra (one int)")

    found = shape(served)

    assert found.ok
    assert found.warns
    assert "not made by the house: table extra" == found.seen

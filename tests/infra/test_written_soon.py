"""Who only reads does not wait for another writer of the names: soon no, and nothing is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from infra import written_soon as waiting
from infra.people.names import PeopleStore
from services.personal_data import NAME, NamesBusy, Read

ANH = UUID(int=1)
SHOWN = Read(ANH, "leader", ("leader",), NAME, datetime(2026, 3, 1, tzinfo=UTC))
SHORT = 0.2
NOTES = [PeopleStore.note_shown, PeopleStore.note_read]


@pytest.fixture(autouse=True)
def _sooner(monkeypatch):
    """Let nobody wait as long as a house would; `test_name_trail` does."""
    monkeypatch.setattr(waiting, "SOON", SHORT)


@contextmanager
def another_writes(engine: Engine) -> Iterator[None]:
    """Hold what is to be written, as another process of the house would."""
    sqlite = engine.dialect.name == "sqlite"
    held = (
        "BEGIN IMMEDIATE"
        if sqlite
        else "LOCK TABLE names_seen, personal_reads, told_statistics IN EXCLUSIVE MODE"
    )
    with engine.connect() as connection:
        connection.execute(text(held))
        yield
        connection.rollback()


@pytest.mark.parametrize("note", NOTES)
def test_a_reading_that_cannot_be_kept_is_given_up_soon(engine, note: Callable[..., None]):
    people = PeopleStore(engine)
    with another_writes(engine):
        began = monotonic()
        with pytest.raises(NamesBusy):
            note(people, SHOWN)
        assert SHORT / 2 < monotonic() - began < 10
        assert [] == people.reads_of(ANH)
    note(people, SHOWN)
    assert [SHOWN] == people.reads_of(ANH)


def test_what_is_published_once_is_given_up_as_soon(engine):
    people = PeopleStore(engine)
    with another_writes(engine), pytest.raises(NamesBusy):
        people.told_first("2025/sex", "a")


def test_who_acts_goes_on_waiting_as_long_as_before(engine):
    people = PeopleStore(engine)
    asked = text("PRAGMA busy_timeout" if engine.dialect.name == "sqlite" else "SHOW lock_timeout")
    with engine.connect() as connection:
        before = connection.execute(asked).scalar_one()
    people.note_shown(SHOWN)
    with another_writes(engine), pytest.raises(NamesBusy):
        people.note_read(SHOWN)
    with engine.connect() as connection:
        assert before == connection.execute(asked).scalar_one()


def test_another_trouble_is_no_waiting(engine):
    people = PeopleStore(engine)
    with engine.begin() as tx:
        tx.execute(text("DROP TABLE names_seen"))
    with pytest.raises(Exception, match="names_seen"):
        people.note_shown(SHOWN)

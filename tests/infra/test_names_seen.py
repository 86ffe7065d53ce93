"""Who was shown a name is kept once a day, whichever process showed it; so is what is published."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, event

from infra.people import PeopleStore
from services.personal_data import NAME, Read

ANH, BINH = UUID(int=1), UUID(int=2)
LATE = datetime(2026, 3, 1, 16, 59, tzinfo=UTC)  # a minute to midnight in Viet Nam
SHOWN = Read(ANH, "leader", ("leader",), NAME, LATE)


@pytest.fixture
def stores(engine: Engine) -> list[PeopleStore]:
    """Two processes with one database."""
    return [PeopleStore(engine), PeopleStore(engine)]


def test_a_name_that_two_processes_show_on_a_day_is_kept_once(stores):
    for one in (*stores, *stores):
        one.note_shown(SHOWN, Read(BINH, "leader", ("leader",), NAME, LATE))
    assert [[SHOWN]] * 2 == [list(one.reads_of(ANH)) for one in stores]


def test_another_day_reader_or_office_is_kept_beside_it(stores):
    first, _ = stores
    others = [
        Read(ANH, "leader", ("leader",), NAME, LATE + timedelta(minutes=1)),
        Read(ANH, "clerk", ("clerk",), NAME, LATE + timedelta(minutes=2)),
        Read(ANH, "leader", ("auditor",), NAME, LATE + timedelta(minutes=3)),
    ]
    first.note_shown(SHOWN, *others)
    first.note_read(read := Read(ANH, "guardian", ("data-officer",), "view", LATE))
    assert sorted([SHOWN, read, *others], key=lambda one: (one.at, one.way)) == sorted(
        first.reads_of(ANH), key=lambda one: (one.at, one.way)
    )


def test_looking_again_asks_the_database_nothing(engine, stores):
    first, _ = stores
    first.note_shown(SHOWN)
    asked: list[object] = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told))
    first.note_shown(SHOWN)
    assert [] == asked


def test_the_trail_stays_when_somebody_is_erased(stores):
    first, _ = stores
    first.note_shown(SHOWN)
    first.erase(ANH)
    assert [SHOWN] == first.reads_of(ANH)


def test_what_is_published_is_what_was_published_first(stores):
    first, second = stores
    assert ["a", "a", "a"] == [
        first.told_first("2025/sex", "a"),
        first.told_first("2025/sex", "b"),
        second.told_first("2025/sex", "b"),
    ]
    assert "c" == second.told_first("2026/sex", "c")

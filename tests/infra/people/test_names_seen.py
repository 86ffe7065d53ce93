"""Who was shown a name is kept once a day, whichever process showed it; so is what is published."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, event

from infra.people.names import PeopleStore
from services.personal_data import NAME, Read

ANH, BINH = UUID(int=1), UUID(int=2)
LATE = datetime(2026, 3, 1, 16, 59, tzinfo=UTC)  # a minute to midnight in Viet Nam
READ = Read(ANH, "guardian", ("data-officer",), "view", LATE)
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
    first.note_read(READ)
    assert sorted([SHOWN, READ, *others], key=lambda one: (one.at, one.way)) == sorted(
        first.reads_of(ANH), key=lambda one: (one.at, one.way)
    )


def test_looking_again_asks_the_database_nothing(engine, stores):
    first, _ = stores
    first.note_shown(SHOWN)
    asked: list[object] = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told))
    first.note_shown(SHOWN)
    assert [] == asked


def test_to_whom_a_name_was_shown_goes_with_the_person_and_who_read_all_stays(stores):
    first, _ = stores
    first.note_shown(SHOWN, replace(SHOWN, person=BINH))
    first.note_read(READ)
    first.erase(ANH)
    assert [READ] == first.reads_of(ANH)
    assert [replace(SHOWN, person=BINH)] == first.reads_of(BINH)


def test_readings_of_years_that_are_over_go_whole_and_by_the_days_of_viet_nam(stores):
    first, _ = stores
    midnight = datetime(2025, 12, 31, 17, tzinfo=UTC)  # of New Year's Day in Viet Nam
    late = midnight - timedelta(microseconds=1)
    for at in (late, midnight, midnight + timedelta(microseconds=1)):
        first.note_read(replace(READ, at=at))
    first.note_shown(replace(SHOWN, at=late), replace(SHOWN, at=midnight))
    assert 2 == first.forget_reads(date(2026, 1, 1))
    assert midnight == min(one.at for one in first.reads_of(ANH))
    assert (3, 0) == (len(first.reads_of(ANH)), first.forget_reads(date(2026, 1, 1)))


def test_what_is_published_is_what_was_published_first(stores):
    first, second = stores
    assert ["a", "a", "a"] == [
        first.told_first("2025/sex", "a"),
        first.told_first("2025/sex", "b"),
        second.told_first("2025/sex", "b"),
    ]
    assert "c" == second.told_first("2026/sex", "c")

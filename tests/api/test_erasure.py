"""After an erasure no byte of a person is left anywhere, and every proof still holds."""

import os
from contextlib import nullcontext

import pytest

from infra.people.names import PeopleStore
from tests import postgres
from tests.api.erasing import drilled
from tests.api.erasing_bus import Bus
from tests.api.marked import FORMS, Drill

FULL = os.environ.get("VINHDANH_DRILL") == "full"
PEOPLE = [1_000] if FULL else [8, pytest.param(50, marks=pytest.mark.daily)]
pytestmark = [pytest.mark.drill] if FULL else []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("before", [b"", b"x", b"xy"])
def test_a_planted_leak_is_found_in_every_form(tmp_path, form, before):
    drill = Drill()
    (tmp_path / "clean").write_bytes(b"Nguyen Thi Anh 030180012345")
    for mark in drill.marks:
        whole = before + FORMS[form](f"Nguyễn {mark} 7") + b"\n"
        (tmp_path / "cache").write_bytes(whole)
        assert drill.traces([tmp_path]), whole


@pytest.mark.parametrize("before", range(9))
def test_a_key_that_was_kept_is_found_wherever_it_stands(tmp_path, before):
    drill = Drill(secrets=[b"x" * 32, bytes(range(32))])
    (tmp_path / "people.sqlite").write_bytes(b"-" * before + bytes(range(32)))
    assert [f"1 keys or digests in {tmp_path / 'people.sqlite'}"] == drill.traces([tmp_path])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("zeros", [0, 4095])
def test_what_stands_last_before_zeros_is_found(tmp_path, form, zeros):
    drill = Drill(secrets=[b"x" + bytes(31)])
    (tmp_path / "mark").write_bytes(b"-" + FORMS[form](f"ệ{drill.mark}") + bytes(zeros))
    assert drill.traces([tmp_path])


@pytest.mark.parametrize("before", range(9))
@pytest.mark.parametrize("zeros", [0, 4066])
def test_a_key_that_ends_in_zeros_is_found_before_zeros(tmp_path, before, zeros):
    drill = Drill(secrets=[b"x" + bytes(31)])
    (tmp_path / "people.sqlite").write_bytes(b"-" * before + b"x" + bytes(31 + zeros))
    assert [f"1 keys or digests in {tmp_path / 'people.sqlite'}"] == drill.traces([tmp_path])


def test_a_store_that_forgets_nothing_turns_the_drill_red(tmp_path, monkeypatch):
    monkeypatch.setattr(PeopleStore, "erase", lambda *_: None)
    drill, folders = drilled(tmp_path, 1)
    found = {one.partition(" in ")[0] for one in drill.traces(folders)}
    told = (
        "the key of a letter (a name put right has another), the salt; the paper names the person"
    )
    assert {"2 keys or digests", "UTF-8"} == found, told


def test_words_of_reviews_that_stay_turn_the_drill_red(tmp_path, monkeypatch):
    monkeypatch.setattr("services.forgetting.WORDS", ())
    drill, folders = drilled(tmp_path, 2)
    (found,) = {one.partition(" in ")[0] for one in drill.traces(folders)}
    assert "3 keys or digests" == found, "of a question, an answer and a conclusion"


@pytest.mark.no_cover  # those above reach its lines with one or two people
@pytest.mark.parametrize("people", PEOPLE)
@pytest.mark.parametrize("where", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_people_are_erased_and_no_byte_of_them_is_left(tmp_path, where, people):
    with nullcontext((None, None)) if where == "sqlite" else postgres.private() as (url, _):
        drill, folders = drilled(tmp_path, people, url)
        assert people == len({*drill.people})
        assert 2 * people <= len(drill.secrets)
        assert [] == drill.traces(folders)


@pytest.mark.no_cover  # tests of the bus reach its lines
@pytest.mark.usefixtures("apache_here")
def test_whoever_names_people_on_the_bus_is_forgotten_with_them(tmp_path, real_broker, monkeypatch):
    monkeypatch.setattr("infra.bus.kafka_intake.POLL_MS", 1_000)
    drill, folders = drilled(tmp_path, 1, bus=Bus.at(real_broker))
    assert [] == drill.traces(folders)


@pytest.mark.drill
@pytest.mark.usefixtures("apache_here")
def test_contents_that_stay_aside_turn_the_drill_red(tmp_path, real_broker, monkeypatch):
    monkeypatch.setattr("infra.bus.kafka_intake.POLL_MS", 1_000)
    monkeypatch.setattr("infra.bus.parking_database.mentions", lambda *_: False)
    drill, folders = drilled(tmp_path, 2, bus=Bus.at(real_broker))
    (file,) = {one.rpartition("/")[2] for one in drill.traces(folders)}
    assert file.startswith("parking.sqlite")

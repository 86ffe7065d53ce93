"""Who is shown the name of a nominee leaves a trail, once a day, before the answer goes out."""

from datetime import timedelta
from time import monotonic

import pytest

from infra.written_soon import SOON
from services.stores import Name
from tests.api.badges import AUDITOR, CHAIRMAN, LEADER, OFFICER
from tests.api.speech import items, of, refused
from tests.builders import CASE, NOMINEE, at_submit

NAME = "Trần Thị Bưởi"


@pytest.fixture
def named(house):
    """A case of the ward that waits in the district, its nominee named."""
    house.given(CASE, *at_submit)
    house.people.add(NOMINEE.ref, "person", Name(NAME))
    return house


def test_an_inbox_shows_names_too(named, say):
    assert NAME in say(CHAIRMAN).get("/inbox").get_data(as_text=True)
    assert [("ward-chairman", ("leader",), "name")] == trail_of(named)


def trail_of(house) -> list[tuple[str, tuple[str, ...], str]]:
    return [(one.reader, one.roles, one.way) for one in house.people.reads_of(NOMINEE.ref)]


@pytest.mark.parametrize("address", [of(CASE), "/nominations"])
def test_the_name_of_a_case_is_not_shown_without_a_trail(named, say, address):
    assert NAME in say(LEADER).get(address).get_data(as_text=True)
    assert [("district-leader", ("leader",), "name")] == trail_of(named)


def test_looking_again_costs_a_row_the_next_day_alone(named, say):
    for days in (0, 0, 1):
        named.clock.instant += timedelta(days=days)
        say(LEADER).get(of(CASE))
        say(LEADER).get("/nominations")
    assert 2 == len(trail_of(named))


def test_who_filed_a_case_reads_its_name_without_one(named, say):
    assert NAME in say(OFFICER).get(of(CASE)).get_data(as_text=True)
    assert [] == trail_of(named)


def test_no_name_is_told_where_its_trail_cannot_be_kept(named, say, monkeypatch):
    def away(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(named.people, "note_shown", away)
    told = say(LEADER).get(of(CASE))
    assert (500, False) == (told.status_code, NAME in told.get_data(as_text=True))


def test_who_is_erased_is_shown_to_nobody(named, say):
    named.people.erase(NOMINEE.ref)
    say(LEADER).get(of(CASE))
    assert [] == trail_of(named)


def test_an_auditor_reads_the_trail(named, say):
    say(LEADER).get(of(CASE))
    told = items(say(AUDITOR).get(f"/nominees/{NOMINEE.ref}/personal-data/reads"))
    assert [("district-leader", "name")] == [(one["reader"], one["way"]) for one in told]


def test_a_first_look_does_not_wait_for_another_writer_and_tells_no_name(named, say):
    engine = named.people._engine
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        began = monotonic()
        reply = say(LEADER).get(of(CASE))
        waited = monotonic() - began
        connection.rollback()
    assert (503, ["names-busy"]) == refused(reply)
    assert ("1", False) == (reply.headers["Retry-After"], NAME in reply.text)
    assert waited < 5 * SOON
    assert NAME in say(LEADER).get(of(CASE)).text

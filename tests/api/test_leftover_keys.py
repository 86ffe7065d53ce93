"""No private key outlives its roll, no ballot its session, whoever dies or asks later."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.council.commands import CloseRoll, CloseSession
from domain.council.proof import box_of
from infra.ballot_boxes import BallotStore, open_boxes
from infra.ledger.ledger import open_ledger
from infra.settings import read
from infra.wiring import front_door
from services.handle import Order
from services.ports import Append
from services.sessions import sweep
from tests import builders as b
from tests import council as c
from tests.api.badges import VOTES
from tests.api.council_room import FOR, MEMBERS, began, council, room, voted
from tests.builders import CASE
from tests.infra.writing import envelope

__all__ = ["council", "room"]
PRESENT = [{"member": one} for one in MEMBERS]


def keys(house, room):
    """Return the signature the key of the vote still makes, None where it is gone."""
    return house.ballots.sign(box_of(room.key, CASE), "2")


def given_up(house, order):
    """Let an order be carried out by a process that dies before it goes on."""
    day = datetime(2025, 4, 20, 3, tzinfo=UTC)
    hand = replace(b.VOTES, effective_on=day.date(), received_at=day, recorded_at=day)
    house.handle(Order(replace(order, hand=hand), envelope().command, "gone"))


def test_nothing_is_left_when_a_session_ended(house, room):
    voted(began(room))
    assert keys(house, room) is None
    room.act(VOTES, "closing")
    assert frozenset() == house.ballots.held()


def test_nothing_is_left_when_a_session_was_called_off(house, room):
    began(room)
    room.act(VOTES, "calling-off", reason="flood")
    assert frozenset() == house.ballots.held()


@pytest.mark.parametrize("end", ["closing", "calling-off"])
def test_an_opening_that_comes_too_late_makes_no_key(house, room, end):
    begun, called_off = began(room), end == "calling-off"
    if not called_off:
        voted(begun)
    assert 409 == room.act(VOTES, "opening", present=PRESENT).status_code
    assert called_off or keys(house, room) is None
    room.act(VOTES, end, **({"reason": "flood"} if called_off else {}))
    assert 409 == room.act(VOTES, "opening", present=PRESENT).status_code
    assert frozenset() == house.ballots.held()


def test_the_next_start_destroys_a_key_that_a_dead_process_left(house, room):
    ballot = began(room).take(MEMBERS[0], FOR)
    assert 0 == sweep(house.ledger, house.ballots)
    given_up(house, CloseRoll(room.key, b.VOTES))
    assert keys(house, room)
    assert 1 == sweep(house.ledger, house.ballots)
    assert keys(house, room) is None
    assert 200 == room.cast(ballot).status_code
    assert 1 == sweep(house.ledger, house.ballots)
    assert (ballot,) == house.ballots.seal(box_of(room.key, CASE))


def test_the_next_start_erases_the_ballots_of_a_session_that_is_over(house, room):
    voted(began(room))
    boxes = {CASE: house.ballots.seal(box_of(room.key, CASE))}
    given_up(house, CloseSession(room.key, b.VOTES, boxes))
    assert frozenset({box_of(room.key, CASE)}) == house.ballots.held()
    assert 1 == sweep(house.ledger, house.ballots)
    assert frozenset() == house.ballots.held()
    assert 0 == sweep(house.ledger, house.ballots)


def test_a_house_sweeps_when_it_starts(tmp_path, monkeypatch):
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path))
    facts = (c.convened(3), c.begun(1, 2, 3), c.ROLLED)
    with closing(open_ledger(read().address)) as ledger:
        ledger.append([Append(c.SESSION, 0, facts)], envelope())
    box = box_of(c.SESSION, CASE)
    BallotStore(open_boxes(tmp_path, read().database)).make(box)
    with front_door().open() as system:
        assert system.ballots.sign(box, "2") is None

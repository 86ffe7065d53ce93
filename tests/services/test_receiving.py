"""A message is carried out once or put aside with its reasons; nothing sent breaks the intake."""

from dataclasses import replace
from random import Random

import pytest

from domain.directory.events import UnitAnnounced
from domain.facts import CommandReceived
from domain.parking.events import MessageParked, Place
from services.deliveries import Delivery, delivered
from services.envelopes import LARGEST
from services.ports import Conflict
from services.receiving import DEFECTS, How, receive
from tests.builders import NOON
from tests.plain_house import PowerCut
from tests.services.hostile import unit
from tests.services.intake_house import (
    BOOKING,
    CITY,
    CLERKS,
    STRANGER,
    UNIT,
    about,
    codes,
    delivery,
    facts,
)


def test_a_message_is_carried_out_by_the_hand_of_its_sender(house):
    outcome = receive(delivery(UNIT, unit(1), ce_correlationid=b"case-7"), house)

    assert (How.DONE, False) == (outcome.how, outcome.receipt.repeated)
    envelope = house.ledger.since(0, 1)[0].envelope
    assert ("city-system", "office", "case-7") == (
        envelope.actor,
        envelope.capacity,
        envelope.correlation,
    )
    assert envelope.causation.startswith(f"{CITY} message-")


def test_the_same_message_again_is_known(house):
    one = delivery(UNIT, unit(1))
    receive(one, house)
    again = receive(replace(one, place=replace(one.place, offset=99)), house)

    assert (How.REPEATED, 2) == (again.how, house.ledger.last_position())


def test_what_was_done_is_known_after_its_sender_was_struck_off(house):
    one = delivery(UNIT, unit(1))
    receive(one, house)
    house.senders = {}

    assert How.REPEATED == receive(one, house).how


def test_the_same_id_of_another_sender_is_another_message(house):
    receive(delivery(UNIT, unit(1), key="m-1"), house)
    other = receive(delivery(BOOKING, {}, key="m-1", source=CLERKS), house)

    assert {"message-invalid"} == set(codes(other))


def test_another_content_under_a_used_id_is_put_aside_once_beside_the_first(house):
    first, other = delivery(UNIT, unit(1), key="m-1"), delivery(UNIT, unit(2), key="m-1")
    receive(first, house)
    aside, again = receive(other, house), receive(other, house)

    assert (["key-reused"], How.REPEATED) == (codes(aside), again.how)
    assert How.REPEATED == receive(first, house).how
    assert [UnitAnnounced] == [type(one) for one in facts(house, UnitAnnounced)]


def test_another_content_under_the_id_of_one_put_aside_does_not_take_its_place(house):
    first, other = delivery(UNIT, b"{", key="m-1"), delivery(UNIT, unit(2), key="m-1")
    kept, aside = receive(first, house), receive(other, house)

    assert (["json-malformed"], ["key-reused"]) == (codes(kept), codes(aside))
    assert kept.message != aside.message
    assert [How.REPEATED] * 2 == [receive(one, house).how for one in (first, other)]
    assert b"{" == house.parked.load(kept.message, first.digest).body


def test_a_message_put_aside_is_kept_whole_and_noted_once(house):
    one = delivery(UNIT, {**unit(1), "surname": "Nguyễn"}, ce_subject="về A".encode())
    outcome, again = receive(one, house), receive(one, house)

    assert (How.PARKED, How.REPEATED) == (outcome.how, again.how)
    assert one == house.parked.load(outcome.message, one.digest)
    (parked,) = house.ledger.read(outcome.message)
    assert (CITY, UNIT, len(one.body), one.place) == (
        parked.source,
        parked.type,
        parked.size,
        parked.place,
    )
    assert ["$.surname"] == about(outcome, "field")
    envelope = house.ledger.since(0, 1)[0].envelope
    assert ("bus", ("service",)) == (envelope.actor, envelope.roles)


def test_no_text_of_a_sender_is_in_a_fact(house):
    bodies = [
        {**unit(1), "level": "Nguyễn Văn A"},
        {**unit(1), "Nguyễn Văn A": 1},
        {"nominee": {"kind": "Nguyễn Văn A"}},
        b'"Nguy\xe1\xbb\x85n V\xc4\x83n A',
    ]
    for body in bodies:
        receive(delivery(UNIT, body), house)

    assert 4 == len(facts(house, MessageParked))
    assert "Văn A" not in repr(house.ledger.since(0, 99))


@pytest.mark.parametrize(
    ("kind", "source", "expected"),
    [
        (UNIT, STRANGER, ["sender-unknown"]),
        (
            "vn.vinhdanh.order.unit.announce.v2",
            STRANGER,
            ["sender-unknown", "type-version-unknown"],
        ),
        ("vn.vinhdanh.order.unit.announce.v2", CITY, ["type-version-unknown"]),
        ("vn.vinhdanh.nomination.filed.v1", CITY, ["type-unknown"]),
        (UNIT, CLERKS, ["type-not-allowed"]),
        (None, CITY, ["header-missing"]),
        (UNIT, None, ["header-missing"]),
    ],
)
def test_who_may_send_what_is_registered(house, kind, source, expected):
    assert expected == codes(receive(delivery(kind, unit(1), source=source), house))


def test_everything_wrong_with_an_envelope_is_named_at_once(house):
    bare = Delivery((("ce_time", b"now"),), b" " * (LARGEST + 1), delivery(UNIT, {}).place, NOON)
    outcome = receive(bare, house)

    assert ["header-missing"] * 4 + [
        "header-malformed",
        "media-type-refused",
        "too-large",
    ] == codes(outcome)
    assert How.REPEATED == receive(bare, house).how


def test_a_message_without_an_id_is_known_by_its_place(house):
    one = delivery(UNIT, unit(1), ce_id=b"\xff")
    elsewhere = replace(one, place=replace(one.place, partition=1))

    assert receive(one, house).message != receive(elsewhere, house).message


def test_a_record_without_content_or_header_values_is_put_aside(house):
    bare = delivered([("ce_id", None), ("ce_id", b"x")], None, Place("in", 0, 1), NOON)
    outcome = receive(bare, house)

    assert {"header-missing", "header-malformed", "media-type-refused"} == set(codes(outcome))


def test_every_wrong_field_is_named_at_once(house):
    body = {"level": "Ward", "name": "", "in_force_from": "1999-12-31", "successors": ["?", 7]}
    outcome = receive(delivery(UNIT, {**body, "x": 1, "parent": None}), house)

    assert {"message-invalid"} == set(codes(outcome))
    expected = "x code level name in_force_from effective_on successors[0] successors[1]"
    assert [f"$.{name}" for name in expected.split()] == about(outcome, "field")


def test_what_breaks_our_own_code_is_put_aside_as_a_defect(house):
    broken = replace(house, calendars=None)
    outcome = receive(delivery(UNIT, unit(1)), broken)

    assert ["defect"] == codes(outcome)
    assert isinstance(outcome.broke, AttributeError)
    assert How.DONE == receive(delivery(UNIT, unit(2)), house).how


@pytest.mark.parametrize("error", [PowerCut(), OSError("disk full"), Conflict("busy")])
def test_a_store_of_ours_that_is_down_is_not_the_senders_fault(house, monkeypatch, error):
    def down(*_: object) -> None:
        raise error

    assert not isinstance(error, DEFECTS)
    with monkeypatch.context() as patch:
        patch.setattr(type(house.ledger), "append", down)
        for body in (unit(1), b"{"):
            with pytest.raises(type(error)):
                receive(delivery(UNIT, body, key=f"m-{body!r:.9}"), house)
    assert 0 == house.ledger.last_position()
    assert How.DONE == receive(delivery(UNIT, unit(1)), house).how


def test_two_contents_at_once_under_one_id_are_both_kept(house, monkeypatch):
    """Another consumer puts the other content aside just before we do."""
    first, other = delivery(UNIT, b"{", key="m-1"), delivery(UNIT, b"[", key="m-1")
    keep = house.parked.keep

    def meanwhile(*said: object) -> None:
        monkeypatch.setattr(house.parked, "keep", keep)
        receive(first, house)
        keep(*said)

    monkeypatch.setattr(house.parked, "keep", meanwhile)
    outcome = receive(other, house)

    assert (["key-reused"], 2) == (codes(outcome), len(facts(house, MessageParked)))


@pytest.mark.no_cover
def test_a_thousand_messages_three_times_each_have_a_thousand_effects(house):
    messages = [delivery(UNIT, unit(number), key=str(number)) for number in range(1_000)]
    shuffled = messages * 3
    Random(7).shuffle(shuffled)
    hows = [receive(one, house).how for one in shuffled]

    assert (1_000, 2_000) == (hows.count(How.DONE), hows.count(How.REPEATED))
    codes_told = [fact.code for fact in facts(house, UnitAnnounced)]
    assert sorted(str(number) for number in range(1_000)) == sorted(codes_told)
    assert 1_000 == len(facts(house, CommandReceived))

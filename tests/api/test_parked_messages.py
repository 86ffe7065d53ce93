"""Operators read what was put aside, correct it, try it again or drop it, over HTTP."""

from base64 import b64encode
from uuid import UUID, uuid4

import pytest

from domain.directory.events import UnitAnnounced
from domain.parking.events import MessageParked, ParkedMessageReplayed
from services.receiving import How, receive
from tests.api.badges import AUDITOR, OFFICER, OPERATOR
from tests.api.speech import done, items, refused
from tests.services.hostile import UNIT_TOLD
from tests.services.intake_house import CITY, SENDERS, STRANGER, UNIT, delivery

LIST = "/parked-messages"
SOUND = '{"code": "7", "level": "ward", "name": "W", "in_force_from": "2025-07-01",'
SOUND += ' "effective_on": "2025-06-20"}'
BECAUSE = {"reason": "a comma was missing"}


@pytest.fixture
def sending(house):
    """The house, with senders."""
    house.senders = SENDERS
    return house


@pytest.fixture
def one(sending):
    """The address of a message that is no JSON."""
    return f"{LIST}/{receive(delivery(UNIT, b'{', ce_subject=b'a ward'), sending).message}"


def stream(address: str) -> UUID:
    return UUID(address.rpartition("/")[2])


def test_a_message_is_listed_with_its_reasons_and_without_its_content(one, say):
    (row,) = say(OPERATOR).get(LIST).get_json()["items"]

    assert ("waiting", CITY, UNIT, 1) == (row["state"], row["source"], row["type"], row["size"])
    assert [("json-malformed", {"line": "1", "column": "2"})] == [
        (reason["code"], reason["about"]) for reason in row["reasons"]
    ]
    assert "content" not in row
    assert "codes" not in row


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"state": "waiting"}, 3),
        ({"state": "dropped"}, 0),
        ({"source": STRANGER}, 1),
        ({"type": UNIT}, 2),
        ({"reason": "type-unknown"}, 1),
        ({"reason": "unknown"}, 0),
        ({"source": STRANGER, "reason": "json-malformed"}, 0),
    ],
)
def test_the_list_is_filtered(one, sending, say, query, found):
    receive(delivery(UNIT, {}, source=STRANGER), sending)
    receive(delivery("vn.vinhdanh.order.other.v1", {}), sending)

    assert found == len(items(say(OPERATOR).get(LIST, **query)))


def test_the_list_comes_in_pages(one, sending, say):
    receive(delivery(UNIT, b"["), sending)
    page = say(OPERATOR).get(LIST, limit=1)
    rest = say(OPERATOR).client.get(
        page.headers["Link"].partition(">")[0][1:], headers={"Authorization": f"Bearer {OPERATOR}"}
    )

    assert [1, 2] == [row["position"] for row in (*items(page), *items(rest))]


def test_a_message_is_shown_with_its_content(one, sending, say):
    shown = say(OPERATOR).get(one)
    binary = receive(delivery(UNIT, b"\xff"), sending)
    coded = say(OPERATOR).get(f"{LIST}/{binary.message}").get_json()["content"]

    assert (200, '"1"') == done(shown)
    content = shown.get_json()["content"]
    assert ("a ward", "application/json", "{", None) == (
        content["subject"],
        content["content_type"],
        content["text"],
        content["base64"],
    )
    assert (None, b64encode(b"\xff").decode()) == (coded["text"], coded["base64"])


@pytest.mark.parametrize("who", [OFFICER, AUDITOR])
def test_operators_alone_read_and_settle(one, say, who):
    told = say(who)
    replies = [
        told.get(LIST),
        told.get(one),
        told.post(f"{one}/corrections", {**BECAUSE, "content": "{}"}, version=1),
        told.post(f"{one}/replays", version=1),
        told.post(f"{one}/dropping", BECAUSE, version=1),
    ]

    assert [(403, ["role-missing"])] * 5 == [refused(reply) for reply in replies]


def test_a_corrected_message_is_tried_again_and_has_its_effect(one, sending, say):
    corrected = say(OPERATOR).post(f"{one}/corrections", {**BECAUSE, "content": SOUND}, version=1)
    replayed = say(OPERATOR).post(f"{one}/replays", version=2)

    assert [(200, '"2"'), (200, '"3"')] == [done(corrected), done(replayed)]
    row = say(OPERATOR).get(one).get_json()
    assert ("done", "done", 1, 1, None) == (
        row["state"],
        row["outcome"],
        row["corrections"],
        row["replays"],
        row["content"],
    )
    (unit,) = (f.event for f in sending.ledger.since(0, 99) if isinstance(f.event, UnitAnnounced))
    assert "7" == unit.code


def test_what_is_refused_again_waits_on_for_its_new_reasons(one, sending, say):
    body = {**BECAUSE, "content": '{"code": "7"}'}
    say(OPERATOR).post(f"{one}/corrections", body, version=1)
    replayed = say(OPERATOR).post(f"{one}/replays", version=2)

    assert (200, '"3"') == done(replayed)
    row = say(OPERATOR).get(one).get_json()
    assert ("waiting", "refused", '{"code": "7"}') == (
        row["state"],
        row["outcome"],
        row["content"]["text"],
    )
    assert {"message-invalid"} == {reason["code"] for reason in row["reasons"]}
    fact = sending.ledger.read(stream(one))[-1]
    assert isinstance(fact, ParkedMessageReplayed)


def test_a_sender_that_was_registered_since_is_let_in(sending, say):
    aside = receive(delivery(UNIT, UNIT_TOLD, source=STRANGER), sending)
    sending.senders = {**SENDERS, STRANGER: SENDERS[CITY]}
    say(OPERATOR).post(f"{LIST}/{aside.message}/replays", version=1)

    assert "done" == say(OPERATOR).get(f"{LIST}/{aside.message}").get_json()["state"]


def test_a_dropped_message_keeps_its_reason_and_not_its_content(one, sending, say):
    dropped = say(OPERATOR).post(f"{one}/dropping", BECAUSE, version=1)
    row = say(OPERATOR).get(one).get_json()

    assert (200, '"2"') == done(dropped)
    assert ("dropped", "a comma was missing", None) == (
        row["state"],
        row["settled_reason"],
        row["content"],
    )
    late = [
        say(OPERATOR).post(f"{one}/replays", version=2),
        say(OPERATOR).post(f"{one}/corrections", {**BECAUSE, "content": "{}"}, version=2),
        say(OPERATOR).post(f"{one}/dropping", BECAUSE, version=2),
    ]
    assert [(409, ["message-settled"])] * 3 == [refused(reply) for reply in late]


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("corrections", {**BECAUSE, "content": SOUND}),
        ("replays", {}),
        ("dropping", BECAUSE),
    ],
)
def test_an_act_names_its_version_and_is_done_once(one, sending, say, act, body):
    told = say(OPERATOR)
    assert (412, ["version-stale"]) == refused(told.post(f"{one}/{act}", body, version=7))
    assert (428, ["version-required"]) == refused(told.post(f"{one}/{act}", body))
    assert [MessageParked] == [type(fact) for fact in sending.ledger.read(stream(one))]
    twice = [told.post(f"{one}/{act}", body, version=1, key="k") for _ in range(2)]

    assert [(200, '"2"')] * 2 == [done(reply) for reply in twice]
    assert 2 == len(sending.ledger.read(stream(one)))


def test_a_replay_done_twice_has_one_effect(one, sending, say):
    say(OPERATOR).post(f"{one}/corrections", {**BECAUSE, "content": SOUND}, version=1)
    twice = [say(OPERATOR).post(f"{one}/replays", version=2, key="k") for _ in range(2)]

    assert [(200, '"3"')] * 2 == [done(reply) for reply in twice]
    units = [f for f in sending.ledger.since(0, 99) if isinstance(f.event, UnitAnnounced)]
    assert 1 == len(units)


@pytest.mark.parametrize("act", ["", "/replays", "/dropping"])
def test_what_was_never_put_aside_is_unknown(say, act):
    told, address = say(OPERATOR), f"{LIST}/{uuid4()}{act}"
    reply = told.post(address, BECAUSE if "drop" in act else {}, version=1) if act else None

    assert (404, ["parked-message-unknown"]) == refused(reply or told.get(address))


def test_a_content_that_was_erased_cannot_be_tried(one, sending, say):
    sending.parked.erase(stream(one))

    assert (409, ["content-erased"]) == refused(say(OPERATOR).post(f"{one}/replays", version=1))


def test_announcements_are_listed(sending, say):
    post = {"person": str(uuid4()), "unit": "7", "position": "Chair", "roles": ["leader"]}
    post |= {"held_from": "2025-07-01", "effective_on": "2025-06-20"}
    kind = UNIT.replace("unit", "post")
    hows = [
        receive(delivery(kind, post), sending).how,
        receive(delivery(UNIT, SOUND.encode()), sending).how,
    ]

    assert [How.DONE] * 2 == hows
    found = items(say(AUDITOR).get("/announcements"))
    assert [("post", "Chair", "city-system"), ("unit", None, "city-system")] == [
        (row["kind"], row["post"], row["told_by"]) for row in found
    ]
    for query in ({"kind": "post"}, {"person": post["person"]}):
        assert found[:1] == items(say(AUDITOR).get("/announcements", **query))
    assert found == items(say(AUDITOR).get("/announcements", unit="7"))
    assert found[1:] == items(say(AUDITOR).get("/announcements", unit="7", kind="unit"))

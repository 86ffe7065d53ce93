"""Alive, ready, counted."""

from datetime import UTC, datetime
from uuid import UUID, uuid5

from api.app import application
from domain.parking.events import MessageParked, ParkedMessageDropped, Place, Reason
from infra.bus.city_language import CityLanguage
from projections.bookkeeping import writing
from projections.bus_state import RELAY, BusState, note
from projections.city_outbox import write_letters
from tests.api.badges import OFFICER, SECRETARY
from tests.api.speech import NEW, Speaker, refused
from tests.builders import CASE, SPACE, filed, opened

OTHER, THIRD = uuid5(SPACE, "other message"), uuid5(SPACE, "third message")


def test_a_living_process_says_so(app):
    assert {"status": "alive"} == app.test_client().get("/health/live").get_json()


def test_readiness_says_how_far_everything_is(house, app):
    house.given(CASE, opened)

    told = app.test_client().get("/health/ready").get_json()

    assert ("ready", 1) == (told["status"], told["log_position"])
    assert {0} == set(told["lag"].values())


def test_what_does_not_work_is_named(house, app):
    house.wrong = {"inbox": "ZeroDivisionError"}

    reply = app.test_client().get("/health/ready")

    assert (503, ["not-ready"]) == refused(reply)
    assert {"part": "inbox"} == reply.get_json()["reasons"][0]["facts"]


COUNTED = (
    'vinhdanh_acts_total{command="OpenNomination",outcome="done"} 1.0',
    'vinhdanh_acts_total{command="OpenNomination",outcome="repeated"} 1.0',
    'vinhdanh_acts_total{command="OpenNomination",outcome="refused"} 1.0',
    'vinhdanh_refusals_total{code="role-missing"} 1.0',
    "vinhdanh_log_position 4.0",
    'vinhdanh_view_lag{view="inbox"} 1.0',
    'method="POST",route="/api/v1/nominations",status="201"} 2.0',
)


def test_acts_and_refusals_are_counted(house):
    app = application(house)
    for token in (OFFICER, OFFICER, SECRETARY):
        Speaker(app.test_client(), token).post("/nominations", NEW, key="k")
    house.asleep = True
    house.given(CASE, opened)

    told = app.test_client().get("/metrics").text

    assert [] == [line for line in COUNTED if line not in told]


def test_two_apps_count_apart(house):
    first, second = application(house), application(house)
    first.test_client().get("/health/live")

    assert 'route="/health/live"' not in second.test_client().get("/metrics").text


BUS = (
    "vinhdanh_bus_letters 1.0",
    "vinhdanh_bus_unsent 1.0",
    "vinhdanh_bus_unfollowed 0.0",
    'vinhdanh_bus_mark{worker="relay"} 0.0',
    'vinhdanh_bus_trouble{worker="relay"} 1.0',
)


def told_the_city(house):
    """Let a letter wait while the relay cannot reach a broker."""
    house.brokers = ("broker.example:9092",)
    house.given(CASE, opened, filed)
    assert (0, 0) == (house.bus().letters, house.bus().unsent)
    write_letters(CityLanguage("/here"), house.ledger, house.engine)
    with writing(house.engine) as tx:
        note(BusState(RELAY, 0, datetime(2025, 4, 15, tzinfo=UTC), "NoBrokersAvailable"), tx)


def test_a_bus_that_is_away_is_told_and_makes_nothing_unready(house, app):
    told_the_city(house)
    house.given(OTHER, opened)

    told = app.test_client().get("/health/ready").get_json()

    assert ("ready", 1, 1) == (told["status"], told["bus"]["letters"], told["bus"]["unsent"])
    assert (1, ["relay"]) == (told["bus"]["unfollowed"], [*told["bus"]["silent_seconds"]])
    assert ["NoBrokersAvailable"] == [one["trouble"] for one in told["bus"]["workers"]]


def test_the_bus_is_counted(house):
    told_the_city(house)

    told = application(house).test_client().get("/metrics").text

    assert [] == [line for line in BUS if line not in told]
    assert 'vinhdanh_bus_silent_seconds{worker="relay"} ' in told


def put_aside(house, message: UUID, *reasons: str):
    """Let a message wait for these reasons."""
    why = tuple(Reason(code, "wrong", ()) for code in reasons)
    fact = MessageParked("urn:x", "t.v1", "0" * 64, 9, Place("in", 0, 7), why)
    house.given(message, fact)


def test_what_waits_to_be_seen_to_is_counted_by_reason(house):
    told_the_city(house)
    client = application(house).test_client()
    put_aside(house, OTHER, "json-malformed", "json-malformed")
    put_aside(house, THIRD, "json-malformed", "sender-unknown")
    before = client.get("/metrics").text
    told, page = client.get("/health/ready").get_json(), client.get("/docs/bus").text
    house.given(THIRD, ParkedMessageDropped("a joke"))
    after = client.get("/metrics").text

    for seen, many, malformed, unknown in ((before, 2, 2, 1), (after, 1, 1, 0)):
        assert f"vinhdanh_parked_waiting {many}.0" in seen
        assert f'vinhdanh_parked_waiting_for{{reason="json-malformed"}} {malformed}.0' in seen
        assert f'vinhdanh_parked_waiting_for{{reason="sender-unknown"}} {unknown}.0' in seen
    waiting = {"messages": 2, "reasons": {"json-malformed": 2, "sender-unknown": 1}}
    assert waiting == told["bus"]["parked"]
    assert "<code>json-malformed</code></th><td>2</td>" in page


def test_what_nobody_has_folded_yet_is_said_beside_what_waits(house, app):
    told_the_city(house)
    client = app.test_client()
    before = client.get("/docs/bus").text
    house.asleep = True
    put_aside(house, OTHER, "json-malformed")
    bus, page = client.get("/health/ready").get_json()["bus"], client.get("/docs/bus").text

    assert (0, 1) == (bus["parked"]["messages"], bus["parked_behind"])
    assert "vinhdanh_parked_waiting_behind 1.0" in client.get("/metrics").text
    assert [False, True] == ["facts not counted yet" in text for text in (before, page)]


def test_without_a_bus_nothing_is_said_of_one(house):
    client = application(house).test_client()

    assert "bus" not in client.get("/health/ready").get_json()
    assert "vinhdanh_bus_mark{" not in client.get("/metrics").text


def test_a_page_shows_how_far_the_bus_is(house, app):
    told_the_city(house)

    page = app.test_client().get("/docs/bus")

    for word in ("Chưa gửi", "facts not yet followed", "NoBrokersAvailable", "<code>relay</code>"):
        assert word in page.text
    policy = page.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "form-action 'none'"} <= {*policy}
    assert not any("script" in rule or "unsafe" in rule for rule in policy)


def test_the_page_speaks_vietnamese_first_and_says_what_each_number_counts(house, app):
    told_the_city(house)
    with writing(house.engine) as tx:
        for worker, mark in (("intake", 5), ("senders", 2)):
            note(BusState(worker, mark, datetime(2025, 4, 15, tzinfo=UTC), None), tx)
    page = app.test_client().get("/docs/bus").text

    for words in ("0 thư đã gửi", "5 thông điệp đã nhận", "2 hệ thống được gửi"):
        assert words in page
    for words in ("trục tích hợp", ">Thông điệp · ", "Công việc vẫn tiếp tục"):
        assert words in page
    assert "Vị trí" not in page


def test_the_page_says_that_there_is_no_bus(app):
    assert "Chưa cấu hình trục tích hợp" in app.test_client().get("/docs/bus").text

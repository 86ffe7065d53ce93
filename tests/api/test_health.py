"""Alive, ready, counted."""

from api.app import application
from tests.api.badges import OFFICER, SECRETARY
from tests.api.speech import NEW, Speaker, refused
from tests.builders import CASE, opened


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
    "vinhdanh_log_position 3.0",
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

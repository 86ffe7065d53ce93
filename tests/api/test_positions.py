"""Where log and views are: said on every answer, and waited for when asked."""

import pytest

from tests.api.badges import AUDITOR, OFFICER
from tests.api.speech import NEW, items, of, refused
from tests.builders import CASE, opened, report

READS = [
    of(CASE),
    "/nominations",
    of(CASE, "assessments"),
    of(CASE, "scores"),
    of(CASE, "evidence"),
    of(CASE, "history"),
    "/history",
    "/inbox",
    "/submissions",
    "/decisions",
    "/honours",
    "/movements/hai-duong-2025/board",
]


@pytest.mark.parametrize("address", READS)
def test_a_read_says_how_far_its_view_is(house, say, address):
    house.given(CASE, opened)
    house.asleep = True
    house.given(CASE, report)

    reply = say(AUDITOR).get(address)

    assert (200, "1") == (reply.status_code, reply.headers["Log-Position"])


def test_a_write_says_where_its_fact_stands(house, say):
    house.given(CASE, opened)

    reply = say(OFFICER).post(of(CASE, "withdrawal"), {"reason": "at their wish"}, version=1)

    assert "2" == reply.headers["Log-Position"]


def test_every_other_answer_says_where_the_log_is(house, say):
    house.given(CASE, opened)

    for reply in (
        say(None).get("/units/10531"),
        say(None).get("/nothing"),
        say(None).get("/inbox"),
    ):
        assert "1" == reply.headers["Log-Position"]


def test_ones_own_write_can_be_waited_for(house, say):
    written = say(OFFICER).post("/nominations", NEW, key="k")
    position = written.headers["Log-Position"]

    assert 1 == len(items(say(OFFICER).get("/nominations", at_least=position)))


@pytest.mark.parametrize("address", READS)
def test_a_position_beyond_the_log_is_refused_at_once(house, say, address):
    house.given(CASE, opened)

    assert (422, ["position-unknown"]) == refused(say(AUDITOR).get(address, at_least=2))


@pytest.mark.parametrize("address", READS)
def test_a_view_that_does_not_come_is_said_to_be_behind(house, say, address):
    house.asleep = True
    house.given(CASE, opened)

    reply = say(AUDITOR).get(address, at_least=1)

    assert (503, ["view-behind"]) == refused(reply)
    assert "1" == reply.headers["Retry-After"]


@pytest.mark.parametrize("position", ["", "-1", "1.5", "x", "1" * 19, " 1"])
def test_a_position_is_a_number(say, position):
    reply = say(AUDITOR).get("/inbox", at_least=position)

    assert (422, ["query-invalid"]) == refused(reply)

"""What a hand must not know of answers like what is not there: same status, words and headers."""

import re
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from flask.testing import FlaskClient

from api.app import application
from domain.facts import Event
from domain.personal import policies
from domain.personal.events import PersonRequestReceived
from domain.personal.state import person_stream
from domain.register.complaint_events import HonourComplaintReceived
from domain.register.decide import honour_of
from domain.review.events import ReviewOpened, ReviewQuestionAsked
from services import personal
from services.ports import Append
from tests.api import houses
from tests.api.badges import token
from tests.api.speech import Speaker
from tests.authority.places import BUSY, Place
from tests.authority.stage import envelope, staged
from tests.authority.story import CODES, case_of, decision_of, nominee_of
from tests.builders import APRIL, SPACE
from tests.reviewing import TEXT

PLACE = Place("granted", "central-decision", BUSY)
CASE, REVIEW = case_of(PLACE), uuid5(SPACE, "a review of it")
HONOUR, PERSON, NOBODY = honour_of(CASE), nominee_of(PLACE).ref, uuid5(SPACE, "nobody")
OPENED = ReviewOpened(
    decision_of(PLACE), "1/KT", "plan", CODES["central"], ("30", "VN"), "VN", (3,), ()
)
ASKED = ReviewQuestionAsked("1", CODES["province"], 5, APRIL, TEXT)
DAYS = APRIL, APRIL, APRIL
REQUEST = PersonRequestReceived(PERSON, uuid5(PERSON, "request"), "access", *DAYS, "?", False)
Answer = tuple[int, dict[str, str], str]
LETTER = HonourComplaintReceived("denunciation", "7/TC", TEXT)
# Each address of something that some hands must not know of: what is there, and who must not.
SECRETS: dict[str, tuple[UUID, list[tuple[str, str]]]] = {
    "/nominations/{}/letters": (CASE, [("nominating-officer", "10531"), ("auditor", "10513")]),
    "/honours/{}/complaints": (HONOUR, [("leader", "VN"), ("clerk", "30"), ("auditor", "30")]),
    "/reviews/{}": (REVIEW, [("leader", "288"), ("auditor", "10513"), ("clerk", "288")]),
    "/reviews/{}/history": (REVIEW, [("leader", "288"), ("auditor", "288")]),
    "/possible-acts?sort=review&id={}": (REVIEW, [("leader", "288"), ("auditor", "288")]),
    "/nominees/{}/personal-data": (PERSON, [("data-officer", "30"), ("auditor", "30")]),
    "/nominees/{}/personal-data/export": (PERSON, [("data-officer", "30"), ("leader", "10531")]),
    "/nominees/{}/personal-data/reads": (PERSON, [("data-officer", "30"), ("inspector", "30")]),
}
KNOWERS = {
    "/nominations/{}/letters": ("leader", "VN"),
    "/honours/{}/complaints": ("clerk", "VN"),
    "/reviews/{}": ("leader", "30"),
    "/reviews/{}/history": ("auditor", "VN"),
    "/possible-acts?sort=review&id={}": ("leader", "30"),
    "/nominees/{}/personal-data": ("data-officer", "10531"),
    "/nominees/{}/personal-data/export": ("auditor", "VN"),
    "/nominees/{}/personal-data/reads": ("data-officer", "10531"),
}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    """Lend a house with a granted case, and what hangs on it that not everybody may know."""
    with houses.house(tmp_path) as lent:
        lent.asleep = True
        staged(lent.ledger, [PLACE])
        for stream, event in told():
            at = len(lent.ledger.read(stream))
            lent.ledger.append([Append(stream, at, (event,))], envelope("the-clerk", APRIL))
        lent.asleep = False
        lent.wake()
        yield application(lent).test_client()


def told() -> Iterator[tuple[UUID, Event]]:
    """Tell what not everybody may know."""
    yield HONOUR, LETTER
    yield REVIEW, OPENED
    yield REVIEW, ASKED
    yield person_stream(PERSON), REQUEST


def answered(client: FlaskClient, office: tuple[str, str], path: str, thing: UUID) -> Answer:
    """Return status, headers and body of an answer, save the id and what names the request."""
    reply = Speaker(client, token("somebody-else", *office)).get(path.format(thing))
    correlation = reply.headers["X-Correlation-Id"]
    body = reply.text.replace(str(thing), "ID").replace(correlation, "CORRELATION")
    headers = {name: value for name, value in reply.headers if name != "X-Correlation-Id"}
    return reply.status_code, headers, body


@pytest.mark.parametrize("path", SECRETS)
def test_what_a_hand_must_not_know_of_answers_like_what_is_not_there(client, path):
    thing, strangers = SECRETS[path]
    for office in strangers:
        found = answered(client, office, path, thing)
        assert found == answered(client, office, path, NOBODY), office


def test_an_answer_that_tells_which_rule_forbids_is_seen(client, monkeypatch):
    path, office = "/nominees/{}/personal-data", ("data-officer", "30")
    monkeypatch.setattr(personal, "out_of_sight", policies.readers)
    found = answered(client, office, path, PERSON)
    assert found[0] == 403
    assert found != answered(client, office, path, NOBODY)


@pytest.mark.parametrize("path", KNOWERS)
def test_who_may_know_is_answered_otherwise(client, path):
    found = answered(client, KNOWERS[path], path, SECRETS[path][0])
    absent = answered(client, KNOWERS[path], path, NOBODY)
    assert found[0] == 200
    assert found[2] != absent[2]


def test_no_address_of_something_secret_is_left_out(client):
    described = client.get("/openapi.json").get_json()["paths"]
    secret = {"/letters", "/complaints", "/reviews/{review}", "personal-data"}
    wanted = {
        path
        for path, acts in described.items()
        if "get" in acts and "{" in path and any(one in path for one in secret)
    }
    assert {re.sub(r"\{.*?\}", "{}", one).removeprefix("/api/v1") for one in wanted} == {
        one for one in SECRETS if "?" not in one
    }

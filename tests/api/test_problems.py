"""Every error is a problem: the whole table, and what no table foresees."""

import ast
import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from api.app import application
from api.problem_words import words
from api.problems import KINDS, STATUS, Problem
from domain.refusal import Kind, Refusal, Refused
from services.handle import Stale
from services.ports import Conflict
from services.stores import BadToken, Damaged, NoSuchFile, TooLarge, WrongType
from tests.api import houses
from tests.api.badges import OFFICER
from tests.api.speech import NEW, Speaker, of, refused
from tests.builders import CASE

ROOT = Path(__file__).parents[2]
RAISED = [
    (Stale(7), 412, "version-stale"),
    (Conflict("busy"), 409, "busy"),
    (BadToken("missing"), 401, "token-missing"),
    (BadToken("expired"), 401, "token-refused"),
    (TooLarge("more than 9 bytes"), 413, "too-large"),
    (WrongType("not a PDF"), 415, "media-type-refused"),
    (NoSuchFile("a"), 404, "evidence-unknown"),
    (Damaged("a"), 500, "evidence-damaged"),
    (ZeroDivisionError("a secret"), 500, "internal"),
    *((Refused(Refusal("some-rule", kind, "no")), KINDS[kind], "some-rule") for kind in Kind),
    *((Problem(code, "why"), status, code) for code, status in STATUS.items()),
]


def raising(app: Flask, error: Exception) -> None:
    """Let the inbox of the application raise *error*."""

    def broken() -> str:
        raise error

    app.view_functions["inbox.show_inbox"] = broken


@pytest.fixture(scope="module")
def breakable(tmp_path_factory):
    """An application that is broken again and again."""
    with houses.house(tmp_path_factory.mktemp("house")) as house:
        yield application(house)


@pytest.mark.parametrize(("error", "status", "code"), RAISED, ids=lambda one: str(one)[:40])
def test_every_error_is_a_problem(breakable, error, status, code):
    raising(breakable, error)

    assert (status, [code]) == refused(Speaker(breakable.test_client(), OFFICER).get("/inbox"))


def test_what_broke_is_told_to_the_log_alone(breakable, capsys):
    raising(breakable, ZeroDivisionError("a secret"))

    reply = Speaker(breakable.test_client(), OFFICER).get("/inbox")

    assert "secret" not in reply.text
    assert "ZeroDivisionError" not in reply.text
    assert reply.headers["X-Correlation-Id"] in "".join(capsys.readouterr())


def test_the_gravest_kind_gives_the_status(breakable):
    kinds = (Kind.INVALID, Kind.CONFLICT, Kind.FORBIDDEN, Kind.FORBIDDEN)
    raising(breakable, Refused(*(Refusal(f"rule-{n}", k, "no") for n, k in enumerate(kinds))))

    reply = Speaker(breakable.test_client(), OFFICER).get("/inbox")

    assert (403, ["rule-0", "rule-1", "rule-2", "rule-3"]) == refused(reply)
    assert "rule-2" == reply.get_json()["code"]


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/nothing", 404, "address-unknown"),
        ("GET", "/api/v1/nominations/", 404, "address-unknown"),
        ("GET", "//api/v1/units", 404, "address-unknown"),
        ("GET", "/api/v1/nominations/not-an-id", 404, "address-unknown"),
        ("DELETE", "/api/v1/nominations", 405, "method-not-allowed"),
        ("BREW", "/api/v1/units", 405, "method-not-allowed"),
        ("GET", "/problems/no-such-code", 404, "problem-unknown"),
        ("GET", "/api/v1/awards/no-such-award", 404, "award-unknown"),
        ("GET", "/api/v1/movements/no-such", 404, "movement-unknown"),
        ("GET", "/api/v1/units/00000", 404, "unit-unknown"),
    ],
)
def test_what_is_not_there_is_a_problem(app, method, address, status, code):
    reply = app.test_client().open(address, method=method)

    assert (status, [code]) == refused(reply)
    assert (status == 405) == ("Allow" in reply.headers)


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("application/*", 200),
        ("*/*;q=0.1, text/html", 200),
        ("", 200),
        ("text/html", 406),
        ("image/png, text/csv;q=0.5", 406),
        ("application/json;q=0", 406),
    ],
)
def test_who_cannot_read_json_is_told_so(app, accept, status):
    reply = app.test_client().get("/api/v1/units/10531?on=2025-01-01", headers={"Accept": accept})

    assert status == reply.status_code
    assert status == 200 or (406, ["not-acceptable"]) == refused(reply)


def refusals_in(path: Path) -> set[str]:
    """Return the codes a file refuses with."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    codes = [call.args[0] for call in calls if getattr(call.func, "id", "") == "Refusal"]
    return {str(code.value) for code in codes if isinstance(code, ast.Constant)}


def test_every_code_of_the_house_is_explained():
    """Look through the rooms for refusals: a code without words is a riddle to a clerk."""
    paths = [path for room in ("domain", "services", "api") for path in (ROOT / room).rglob("*.py")]
    found = {*STATUS, "paper-missing", "criterion-missing", "remark-missing"}
    found = found.union(*map(refusals_in, paths))

    assert [] == sorted(found - set(words()))
    assert len(found) > 60
    assert {"en", "vi"} == {language for meaning in words().values() for language in meaning}


def test_a_code_is_explained_in_two_languages(app):
    reply = app.test_client().get("/problems/role-missing")

    assert {"code", "en", "vi"} == set(reply.get_json())


@pytest.mark.parametrize("asked", ["", "a b", "x" * 65, "a\u00e9"])
def test_an_odd_correlation_id_is_not_taken_over(app, asked):
    reply = app.test_client().get("/nothing", headers={"X-Correlation-Id": asked})

    assert 32 == len(reply.headers["X-Correlation-Id"])


def test_a_correlation_id_is_kept(app):
    reply = app.test_client().get("/nothing", headers={"X-Correlation-Id": "Case_7.a-b"})

    assert "Case_7.a-b" == reply.headers["X-Correlation-Id"]
    assert "Case_7.a-b" == json.loads(reply.data)["correlation_id"]


def test_the_correlation_id_stands_beside_the_facts(house, app):
    client = app.test_client()
    speaker = Speaker(client, OFFICER, {"X-Correlation-Id": "Case-7"})
    speaker.post("/nominations", {"nominee": {}}, key="k")
    speaker.post("/nominations", NEW, key="k")

    assert {"Case-7"} == {fact.envelope.correlation for fact in house.ledger.since(0, 9)}


@pytest.mark.parametrize(("act", "body"), [("filing", {}), ("withdrawal", {"reason": "a wish"})])
def test_an_unknown_case_is_unknown_to_every_act(say, act, body):
    reply = say(OFFICER).post(
        of(CASE, act), {"reason": "at their wish"} if act != "filing" else {}, version=1
    )

    assert (404, ["nomination-unknown"]) == refused(reply)


@pytest.mark.parametrize("said", ["cccd-030201001234", "0912345678"])
def test_an_id_with_a_number_of_a_person_is_not_taken(house, say, said):
    speaker = replace(say(OFFICER), headers={"X-Correlation-Id": said})
    reply = speaker.get("/inbox")
    assert said != reply.headers["X-Correlation-Id"]

"""`vinhdanh parked`: operators settle what was put aside, at a terminal."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.wiring import front_door
from services.receiving import receive
from tests.api.commanding import Desk
from tests.services.intake_house import STRANGER, UNIT, delivery

EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "bus-senders.toml"
SOURCE = "urn:vn:directory:30"
SOUND = {"code": "7", "level": "ward", "name": "W", "in_force_from": "2025-07-01"}
SOUND["effective_on"] = "2025-06-20"


@pytest.fixture
def told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A terminal in front of a house where two messages were put aside."""
    monkeypatch.setenv("VINHDANH_HOME", str(desk.home))
    monkeypatch.setenv("VINHDANH_BUS_SENDERS", str(EXAMPLE))
    with front_door().open() as system:
        receive(delivery(UNIT, b"{", source=SOURCE), system)
        receive(delivery(UNIT, SOUND, source=STRANGER), system)
    monkeypatch.setenv("VINHDANH_TOKEN", desk.token("operator", "VN"))
    return desk


def listed(desk: Desk, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.told("parked", "list", *args)["items"]
    return found


def test_what_waits_is_listed(told):
    assert ["json-malformed", "sender-unknown"] == [
        one["reasons"][0]["code"] for one in listed(told)
    ]
    assert [SOURCE] == [one["source"] for one in listed(told, "--reason", "json-malformed")]
    assert [STRANGER] == [one["source"] for one in listed(told, "--source", STRANGER)]
    assert [] == listed(told, "--state", "dropped")
    assert "sender-unknown" in told.run("parked", "list", "--type", UNIT).stdout


def test_a_message_is_shown_with_its_content(told):
    one = listed(told)[0]["message"]
    assert "{" == told.told("parked", "show", one)["content"]["text"]
    assert "json-malformed" in told.run("parked", "show", one).stdout
    missing = told.run("parked", "show", one[:-1] + ("0" if one[-1] != "0" else "1"))
    assert (1, True) == (missing.exit_code, "parked-message-unknown" in missing.stderr)


def test_a_message_is_corrected_and_tried_again(told, tmp_path):
    one = listed(told)[0]["message"]
    again = told.run("parked", "replay", one)
    assert (1, True) == (again.exit_code, "json-malformed" in again.stderr)
    content = tmp_path / "content.json"
    content.write_text(json.dumps(SOUND))
    corrected = told.run("parked", "correct", one, str(content), "--reason", "typed anew")
    replayed = told.run("parked", "replay", one)
    assert f"{one} version 3" == corrected.stdout.strip()
    assert [f"{one} version 4", "done"] == replayed.stdout.splitlines()
    assert [one] == [row["message"] for row in listed(told, "--state", "done")]
    late = told.run("parked", "replay", one)
    assert (1, True) == (late.exit_code, "message-settled" in late.stderr)


def test_a_message_is_dropped_for_a_reason(told):
    one = listed(told, "--source", STRANGER)[0]["message"]
    assert 2 == told.run("parked", "drop", one).exit_code
    assert 0 == told.run("parked", "drop", one, "--reason", "nobody we know").exit_code
    shown = told.told("parked", "show", one)
    assert ("dropped", "nobody we know", None) == (
        shown["state"],
        shown["settled_reason"],
        shown["content"],
    )


@pytest.mark.parametrize("act", ["list", "show", "replay", "drop", "correct"])
def test_operators_alone_see_and_settle(told, act):
    one = listed(told)[0]["message"]
    args = {"list": [], "drop": [one, "--reason", "no"]}.get(act, [one])
    args += ["-", "--reason", "no"] if act == "correct" else []
    refused = told.run("parked", act, *args, "--token", told.token("clerk", "30"))
    assert (1, True) == (refused.exit_code, "role-missing" in refused.stderr)

"""Log lines: JSON and nothing else, from every logger, without names and secrets."""

import io
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from infra import logs
from infra.log_lines import encode, hide

TOKEN = "eyJhbGciOiJFZDI1NTE5In0.eyJzdWIiOiJhIn0.c2ln"


class Written(io.BytesIO):
    """What was written, line by line."""

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def line(self) -> dict[str, Any]:
        (line,) = self.lines()
        return line


@pytest.fixture
def written() -> Iterator[Written]:
    """Log to memory alone what is said here, and put everything back afterwards."""
    structlog.contextvars.clear_contextvars()
    root = logging.getLogger()
    before = (root.level, root.handlers[:])
    file = Written()
    logs.configure("INFO", file)
    yield file
    structlog.contextvars.clear_contextvars()
    structlog.reset_defaults()
    root.level, root.handlers[:] = before


@pytest.fixture
def log(written):
    return structlog.get_logger()


def test_a_line_is_json_with_level_and_utc_time(log, written):
    log.info("command.handled", command="EndorseStep", attempt=1)
    line = written.line()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", line.pop("timestamp"))
    assert {
        "event": "command.handled",
        "level": "info",
        "command": "EndorseStep",
        "attempt": 1,
    } == line
    assert written.getvalue().endswith(b"}\n")


def test_what_is_bound_once_is_on_every_line(log, written):
    structlog.contextvars.bind_contextvars(correlation_id="c-1", actor="officer-a")
    log.info("a.b")
    logging.getLogger("granian.access").warning("GET /")
    assert [("c-1", "officer-a")] * 2 == [
        (line["correlation_id"], line["actor"]) for line in written.lines()
    ]


def test_lines_below_the_level_are_not_written(log, written):
    log.debug("quiet")
    logging.getLogger("other").debug("quiet")
    log.warning("heard")
    assert ["heard"] == [line["event"] for line in written.lines()]


@pytest.mark.parametrize("name", ["_granian", "granian.access", "werkzeug", "any.other"])
def test_loggers_of_the_standard_library_write_the_same_lines(written, name):
    logging.getLogger(name).error("%s went %s", "it", "wrong")
    line = written.line()
    assert ("it went wrong", "error", name) == (line["event"], line["level"], line["logger"])


def test_an_error_of_a_library_comes_with_its_trace(written):
    try:
        raise ValueError("no")  # noqa: TRY301 - the error is the test
    except ValueError:
        logging.getLogger("library").exception("failed")
    line = written.line()
    assert line["event"] == "failed"
    assert "ValueError: no" in line["exception"]


@pytest.mark.parametrize(
    "field",
    [
        "name",
        "full_name",
        "fullName",
        "nominee_name",
        "names",
        "Authorization",
        "token",
        "access_token",
        "set-cookie",
        "password",
        "DB_PASSWORD",
        "secret",
        "client-secret",
        "api_key",
        "email",
        "phone",
        "note",
        "title",
    ],
)
def test_private_fields_are_hidden_at_any_depth(log, written, field):
    private = {field: "Nguyễn Văn A"}
    log.info("x", **private, inside={"deeper": [private]}, beside=({"kept": "yes"},))
    assert "Nguy" not in written.getvalue().decode()
    line = written.line()
    assert is_hidden(line[field])
    assert is_hidden(line["inside"]["deeper"][0][field])
    assert [{"kept": "yes"}] == line["beside"]


def is_hidden(value: object) -> bool:
    return value == "[hidden]"


@pytest.mark.parametrize(
    "text",
    [
        f"GET /x?access={TOKEN}",
        f"header Authorization: Bearer {TOKEN}",
        "bearer abcdef",
        "cannot reach postgresql://clerk:geheim@db/x",
        "host=db password=geheim user=x",
        "Password: geheim",
        "/dev-issuer/enter?secret=geheim",
    ],
)
def test_secrets_are_cut_out_of_prose(log, written, text):
    log.info("x", said=text)
    log.info(text)
    logging.getLogger("library").warning(text)
    try:
        raise RuntimeError(text)  # noqa: TRY301 - the error is the test
    except RuntimeError:
        log.exception("failed")
    told = written.getvalue().decode()
    assert 4 == len(written.lines())
    assert told.count("[hidden]") >= 4
    assert not any(word in told for word in ("geheim", TOKEN, "abcdef"))


class Colour(Enum):
    RED = 1


@dataclass
class Person:
    """Somebody whose name must not leave by way of repr."""

    called: str


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (datetime(2026, 1, 2, 3, tzinfo=UTC), "2026-01-02T03:00:00+00:00"),
        (date(2026, 1, 2), "2026-01-02"),
        (Decimal("1.50"), "1.50"),
        (Path("/a"), "/a"),
        (Colour.RED, "RED"),
        (frozenset({"b", "a"}), ["a", "b"]),
        (("a", None, True, 1.5), ["a", None, True, 1.5]),
        (float("nan"), "nan"),
        (10**30, 10**30),
        ("\ud800", "\ud800"),
        ({1: 2}, {"1": 2}),
        (Person("Nguyễn Văn A"), "<Person>"),
        (b"bytes", "<bytes>"),
        (ValueError("Nguyễn Văn A"), "<ValueError>"),
    ],
)
def test_values_are_plain_json_and_unknown_things_only_their_type(log, written, value, told):
    log.info("x", value=value)
    assert told == written.line()["value"]


def test_endless_nesting_ends(log, written):
    endless: list[object] = []
    endless.append(endless)
    log.info("x", value=endless)
    assert "[deep]" in written.getvalue().decode()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=10,
)


@given(st.dictionaries(st.text(), VALUES))
def test_whatever_is_logged_is_one_line_of_json(fields):
    line = encode(None, "info", hide(None, "info", fields))
    assert b"\n" not in line
    assert isinstance(json.loads(line), dict)


def test_a_reader_who_went_away_stops_no_work(written):
    class Gone(io.BytesIO):
        def write(self, _: object) -> int:
            raise BrokenPipeError

    logs.configure("INFO", Gone())
    structlog.get_logger().info("x")
    logging.getLogger("library").warning("x")


def test_by_default_lines_go_to_standard_error_alone():
    code = "from infra import logs; import structlog; logs.configure('INFO'); "
    told = subprocess.run(
        [sys.executable, "-c", code + "structlog.get_logger().info('a.b')"],
        capture_output=True,
        check=True,
    )
    assert b"" == told.stdout
    assert "a.b" == json.loads(told.stderr)["event"]

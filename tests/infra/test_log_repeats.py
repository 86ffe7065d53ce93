"""What the client of the bus says again and again in an outage is written once a minute."""

import json
from io import BytesIO
from logging import ERROR, WARNING, LogRecord, getLogger

import pytest

from infra import log_repeats
from infra.log_repeats import MOST, Repeats
from infra.logs import configure

AWAY = "%s: connection failed: %s"
LOUD = "kafka.net.manager"


class Clock:
    """A clock that is set by hand."""

    at = 1_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def left_out(clock):
    """Say a line; return how many were left out before it, None when it is itself."""
    repeats = Repeats(clock)

    def say(*args, name=LOUD, level=WARNING, words=AWAY) -> int | None:
        return repeats.left_out(LogRecord(name, level, "file", 1, words, args, None))

    return say


def test_the_first_is_written_and_the_next_within_a_minute_are_counted(left_out, clock):
    first = [left_out(port, OSError(port)) for port in range(600)]
    clock.at += 59.9
    late = left_out(0, OSError())
    clock.at += 0.1
    again = [left_out(port, OSError(port)) for port in range(2)]
    clock.at += 60

    assert [0] + [None] * 599 == first
    assert (None, [600, None], 1) == (late, again, left_out(0, OSError()))


def test_what_says_something_else_is_never_hidden(left_out):
    others = (
        {"name": "kafka.consumer.group"},
        {"level": ERROR},
        {"words": "%s: login refused: %s"},
    )
    assert 0 == left_out("a", OSError())
    assert [0] * 3 == [left_out("a", OSError(), **other) for other in others]
    assert 0 == left_out("a", ConnectionRefusedError())
    assert None is left_out("b", OSError("another text"))


@pytest.mark.parametrize("name", ["granian.access", "kafkaesque", "root"])
def test_other_loggers_are_written_each_time(left_out, name):
    assert [0] * 5 == [left_out("a", OSError(), name=name) for _ in range(5)]


def test_no_more_is_remembered_than_fits(left_out):
    for number in range(MOST + 1):
        left_out(name=f"kafka.{number}")

    assert 0 == left_out(name="kafka.0")
    assert None is left_out(name=f"kafka.{MOST}")


def test_numbers_written_into_the_words_make_no_other_line(left_out):
    said = [f"Bootstrap to 0x7f{one} failed (backoff {one}.5 secs)" for one in range(3)]
    assert [0, None, None] == [left_out(words=words) for words in said]


@pytest.fixture
def written():
    """Log to memory; lend the only line."""
    lines = BytesIO()
    configure("INFO", lines)
    yield lambda: json.loads(lines.getvalue())
    configure("INFO")


def test_the_client_of_the_bus_floods_nothing_in_an_outage(written):
    for port in range(100):
        getLogger("kafka.net.manager").warning("%s: away", port)

    assert "0: away" == written()["event"]


def test_how_many_lines_were_left_out_stands_on_the_next(written, monkeypatch):
    monkeypatch.setattr(log_repeats.Repeats, "left_out", lambda *_: 7)
    getLogger("kafka.net.manager").warning("away")

    assert 7 == written()["left_out"]

"""Why no broker lets us in: the reason behind a time-out, as long as it is fresh."""

import logging

import pytest
from kafka.errors import (
    KafkaConnectionError,
    KafkaTimeoutError,
    RequestTimedOutError,
    SaslAuthenticationFailedError,
)

from infra.bus import kafka_refusals
from infra.bus.kafka_refusals import AT_LOGIN, CLIENT, HANGS_UP, LOGIN, UNTRUSTED, described, listen
from infra.logs import standard

TIME_UP, HUNG_UP = KafkaTimeoutError("no answer"), KafkaConnectionError("socket disconnected")
FORGED = KafkaConnectionError("Handshake failed: [SSL: CERTIFICATE_VERIFY_FAILED] self-signed")


@pytest.fixture
def client(monkeypatch):
    """Return a way to be a client that writes errors to its log."""
    monkeypatch.setattr(kafka_refusals, "overheard", kafka_refusals.Overheard())
    log = logging.getLogger(CLIENT)
    before = log.handlers[:], log.level
    listen(logs_in=True)
    yield lambda error: log.error("Connection failed: %s", error)
    log.handlers[:], log.level = before


def test_what_made_the_time_pass_is_told(client):
    client(FORGED)
    client(TIME_UP)
    kind, text = described(TIME_UP)

    assert (UNTRUSTED, True) == (kind, text.endswith(str(FORGED)))


def test_what_a_broker_said_outlives_that_it_hung_up(client):
    client(SaslAuthenticationFailedError("invalid credentials"))
    client(HUNG_UP)

    assert LOGIN == described(TIME_UP)[0]
    assert "invalid credentials" in described(TIME_UP)[1]


@pytest.mark.parametrize(("logs_in", "kind"), [(True, LOGIN), (False, HANGS_UP)])
def test_who_is_hung_up_on_at_the_login_was_refused(client, logs_in, kind):
    listen(logs_in=logs_in)
    client(HUNG_UP)
    client(RequestTimedOutError("timed out after 4 ms"))

    assert kind == described(TIME_UP)[0]
    assert logs_in == (AT_LOGIN in described(TIME_UP)[1])


def test_an_old_reason_explains_nothing(client, monkeypatch):
    client(FORGED)
    monkeypatch.setattr(kafka_refusals, "LATELY", 0.0)

    assert ("KafkaTimeoutError", "no answer") == described(TIME_UP)  # its name stands once


def test_what_is_not_of_the_bus_is_told_as_it_is(client):
    client(FORGED)

    assert ("OSError", "disk full") == described(OSError("disk full"))


@pytest.mark.parametrize(("level", "least"), [("DEBUG", "INFO"), ("ERROR", "ERROR")])
def test_the_client_never_writes_its_settings_to_the_log(level, least):
    loggers = standard(level)["loggers"]

    assert isinstance(loggers, dict)
    assert least == loggers["kafka"]["level"]

"""A message on its way is a CloudEvent 1.0, the same for the same fact for ever."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary
from cloudevents.core.exceptions import CloudEventValidationError
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from services.city_messages import BY_NAME, outgoing, record
from tests.builders import CASE, DECISION, HANOI, PAPER
from tests.city import SOURCE, heard, sent
from tests.golden.city import HONOUR, TRACE, lived

HEARD = list(heard(lived().log))
FACT, MESSAGE = HEARD[0]


def judged(one):
    """Let another program read a record as what it claims to be."""
    message = KafkaMessage(dict(one.headers), one.key, one.body)
    return from_binary(message, JSONFormat(), CloudEvent)


def said_of(fact, sequence=1):
    """Return the headers as text."""
    out = record(outgoing(MESSAGE, fact), sequence, SOURCE)
    return {name: value.decode() for name, value in out.headers}


@pytest.mark.parametrize("one", sent(lived().log), ids=lambda one: dict(one.headers)["ce_type"])
def test_every_message_is_a_cloud_event_in_binary_mode(one):
    event = judged(one)

    assert SOURCE == event.get_source()
    assert BY_NAME[event.get_type()].schema == event.get_dataschema()
    assert "application/json" == event.get_datacontenttype()
    assert UTC == event.get_time().astimezone(UTC).tzinfo
    assert isinstance(event.get_data(), dict)


def test_the_judge_sees_what_is_no_cloud_event():
    one = sent(lived().log)[0]
    nameless = replace(one, headers=[pair for pair in one.headers if pair[0] != "ce_type"])

    with pytest.raises(CloudEventValidationError):
        judged(nameless)


def test_no_header_stands_twice_and_none_is_empty():
    for one in sent(lived().log):
        assert len(one.headers) == len(dict(one.headers))
        assert all(value for _, value in one.headers)


def test_the_id_follows_from_stream_version_and_type_alone():
    later = replace(FACT.envelope, recorded_at=datetime(2030, 1, 1, tzinfo=UTC), correlation="x")
    moved = replace(FACT, position=FACT.position + 1, envelope=later)
    other = replace(FACT, version=FACT.version + 1)

    assert said_of(FACT)["ce_id"] == said_of(moved, 9)["ce_id"]
    assert said_of(FACT)["ce_id"] != said_of(other)["ce_id"]
    assert "dddbb832-c556-501f-ba5d-58fd7422feeb" == said_of(FACT)["ce_id"]


def test_sequences_sort_as_text_as_they_do_as_numbers():
    texts = [said_of(FACT, number)["ce_sequence"] for number in (1, 2, 9, 10, 99, 100, 2**63 - 1)]

    assert sorted(texts) == texts
    assert [1, 2, 9, 10, 99, 100, 2**63 - 1] == [int(text) for text in texts]


def test_the_time_is_when_it_was_written_down_in_utc():
    noon = datetime(2025, 4, 15, 12, 0, 0, 250_000, tzinfo=HANOI)
    fact = replace(FACT, envelope=replace(FACT.envelope, recorded_at=noon))

    assert "2025-04-15T05:00:00.250000Z" == said_of(fact)["ce_time"]


@pytest.mark.parametrize(
    ("correlation", "expected"),
    [
        (TRACE, (TRACE, TRACE)),
        ("8f3c2b1a" * 4, ("8f3c2b1a" * 4, None)),
        ("nguyen.van.a", (None, None)),
        ("00-" + "0" * 32 + "-b7ad6b7169203331-01", (("00-" + "0" * 32) + TRACE[35:], None)),
        ("", (None, None)),
    ],
)
def test_correlation_and_trace_are_told_where_known(correlation, expected):
    fact = replace(FACT, envelope=replace(FACT.envelope, correlation=correlation))
    headers = said_of(fact)

    assert expected == (headers.get("ce_correlationid"), headers.get("ce_traceparent"))


def test_all_of_a_case_bears_its_key_and_papers_their_own():
    keys = {(type(m).__name__, outgoing(m, fact).key) for fact, m in HEARD}

    for kind in ("NominationDecided", "HonourRegistered", "HonourRestored"):
        assert (kind, CASE) in keys
    assert {("SubmissionDispatched", PAPER), ("DecisionIssued", DECISION)} <= keys
    assert ("DecisionAnnulled", DECISION) in keys


def test_the_subject_is_the_case_the_paper_or_the_honour():
    subjects = {type(m).__name__: outgoing(m, fact).subject for fact, m in HEARD}

    assert (CASE, HONOUR, DECISION) == (
        subjects["NominationDecided"],
        subjects["HonourRegistered"],
        subjects["DecisionAnnulled"],
    )

"""How a message travels: CloudEvents 1.0 in binary mode for Kafka, attributes in headers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from domain.facts import Event
from domain.recorded import Recorded
from services.city_messages import of_honours as h
from services.city_messages import of_papers as p
from services.city_messages.kinds import BY_SHAPE, KINDS, CityMessage

MESSAGES = uuid5(NAMESPACE_URL, "vinhdanh:messages")
TRACE = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
# Callers choose the id of a request; only one that cannot name anybody leaves the house.
ANONYMOUS = re.compile(r"[0-9a-f-]{32,55}")
CONTENT_TYPE = "application/json"
DIGITS = 20  # more than any position has; text of one length sorts as the numbers do
_body = msgspec.json.Encoder(order="deterministic").encode

Headers = list[tuple[str, bytes]]
ALIKE: Mapping[str, Headers] = {
    kind.name: [
        ("ce_specversion", b"1.0"),
        ("ce_type", kind.name.encode()),
        ("ce_dataschema", kind.schema.encode()),
        ("content-type", CONTENT_TYPE.encode()),
    ]
    for kind in KINDS
}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """
    A message ready to leave, but for its number and the name of its source: what an outbox keeps.

    `key` keeps a case and its honour in order, a paper by itself; `time` is when the fact was
    written down; `correlation` is that of the order behind it.
    """

    id: UUID
    type: str
    subject: UUID
    key: UUID
    time: datetime
    correlation: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """What goes to the broker."""

    key: bytes
    headers: Headers
    body: bytes


def outgoing(message: CityMessage, fact: Recorded[Event]) -> Outgoing:
    """Return *message*, said of *fact*: the same for the same fact, for ever."""
    kind = BY_SHAPE[type(message)]
    key, subject = addressed(message)
    return Outgoing(
        id=uuid5(MESSAGES, f"{fact.stream}/{fact.version}/{kind.name}"),
        type=kind.name,
        subject=subject,
        key=key,
        time=fact.envelope.recorded_at,
        correlation=fact.envelope.correlation,
        body=_body(message),
    )


def addressed(message: CityMessage) -> tuple[UUID, UUID]:
    """Return the key that keeps order, and what the message is about."""
    match message:
        case p.SubmissionDispatched(submission=paper) | p.DecisionIssued(decision=paper):
            return paper, paper
        case p.DecisionAnnulled(decision=annulled):
            return annulled.decision, annulled.decision
    if isinstance(message, h.AboutHonour):
        return message.case.nomination, message.honour
    return message.case.nomination, message.case.nomination


def record(message: Outgoing, sequence: int, source: str) -> Record:
    """Return what goes to the broker as the message number *sequence* (from 1) of *source*."""
    time = message.time.astimezone(UTC).isoformat().replace("+00:00", "Z")
    headers = [
        *ALIKE[message.type],
        ("ce_id", str(message.id).encode()),
        ("ce_source", source.encode()),
        ("ce_subject", str(message.subject).encode()),
        ("ce_time", time.encode()),
        ("ce_sequence", f"{sequence:0{DIGITS}}".encode()),
    ]
    if ANONYMOUS.fullmatch(message.correlation):
        headers.append(("ce_correlationid", message.correlation.encode()))
    if trace := traceparent(message.correlation):
        headers.append(("ce_traceparent", trace.encode()))
    return Record(str(message.key).encode(), headers, message.body)


@lru_cache(maxsize=64)
def traceparent(correlation: str) -> str:
    """Return the trace context (W3C) when the caller gave one as its correlation id, else none."""
    return correlation if TRACE.fullmatch(correlation) else ""

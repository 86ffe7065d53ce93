"""Facts about one parked message; its content lives outside the ledger, known by digest."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a message was not carried out: a code, a sentence, what the rule looked at."""

    code: str
    detail: str
    about: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stood on the bus."""

    topic: str
    partition: int
    offset: int


@dataclass(frozen=True, slots=True)
class MessageParked:
    """
    A message was put aside.

    `source` and `type` are what it said of itself, empty where that could not be read; `digest` is
    the SHA-256 of its content, `size` the content's length in bytes, `envelope` the SHA-256 of the
    headers that count, None where that was not written down yet.
    """

    source: str
    type: str
    digest: str
    size: int
    place: Place
    reasons: tuple[Reason, ...]
    envelope: str | None = None


@dataclass(frozen=True, slots=True)
class ParkedMessageCorrected:
    """An operator put another content in the place of the one that came."""

    digest: str
    size: int
    reason: str


@dataclass(frozen=True, slots=True)
class ParkedMessageReplayed:
    """The content was tried again: done, repeated (it was done before), or refused once more."""

    digest: str
    outcome: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class ParkedMessageDropped:
    """An operator decided that the message is never carried out."""

    reason: str


ParkingEvent = MessageParked | ParkedMessageCorrected | ParkedMessageReplayed | ParkedMessageDropped

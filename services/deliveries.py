"""A message as the bus delivers it: headers and content as they came, and where it stood."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.parking.events import Place
from services.envelopes import CONTENT_TYPE, FORMS, ID, SOURCE, Headers, readable, usable

MESSAGES = uuid5(NAMESPACE_URL, "vinhdanh:messages")
PLACES = uuid5(NAMESPACE_URL, "vinhdanh:message-places")
ORDERS = uuid5(NAMESPACE_URL, "vinhdanh:message-orders")
LOOKED_AT = frozenset({*FORMS, CONTENT_TYPE})


def delivered(
    headers: Iterable[tuple[str, bytes | None]],
    body: bytes | None,
    place: Place,
    received_at: datetime,
) -> "Delivery":
    """Return a message from a record as a client of the bus gives it, absent values empty."""
    told = tuple((name, value or b"") for name, value in headers)
    return Delivery(told, body or b"", place, received_at)


@dataclass(frozen=True, slots=True)
class Delivery:
    """
    One message: `headers` hold its CloudEvents attributes in binary mode (`ce_id`, ...).

    Attributes are None where they are absent, stand twice or cannot be read.
    """

    headers: Headers
    body: bytes
    place: Place
    received_at: datetime

    @property
    def id(self) -> str | None:
        """Return the id the sender gave the message."""
        return usable(self.headers, ID)

    @property
    def source(self) -> str | None:
        """Return the system that sent it."""
        return usable(self.headers, SOURCE)

    @property
    def type(self) -> str | None:
        """Return which message it is, with its version."""
        return usable(self.headers, "ce_type")

    @property
    def subject(self) -> str | None:
        """Return what it is about, in the sender's words."""
        return readable(self.headers, "ce_subject")

    @property
    def time(self) -> str | None:
        """Return when it was sent, in the sender's words."""
        return readable(self.headers, "ce_time")

    @property
    def content_type(self) -> str | None:
        """Return what the content is said to be."""
        return readable(self.headers, "content-type")

    @property
    def correlation(self) -> str | None:
        """Return the id under which the sender follows the matter."""
        return usable(self.headers, "ce_correlationid")

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the content."""
        return sha256(self.body).hexdigest()

    @property
    def envelope(self) -> str:
        """Return the SHA-256 of the headers we look at, in any order of theirs."""
        seen = sorted((name.lower(), value) for name, value in self.headers)
        told = (f"{name}={value!r}" for name, value in seen if name in LOOKED_AT)
        return sha256("\n".join(told).encode()).hexdigest()

    @property
    def key(self) -> UUID:
        """Return the key of the message: of source and id, else of its place on the bus."""
        if self.id and self.source:
            return uuid5(MESSAGES, f"{self.source}\n{self.id}")
        place = self.place
        return uuid5(PLACES, f"{place.topic}\n{place.partition}\n{place.offset}")

    @property
    def command(self) -> UUID:
        """Return the id of the order it carries; the same message, the same one."""
        return uuid5(ORDERS, str(self.key))

    @property
    def fingerprint(self) -> str:
        """Return the digest of what is asked."""
        return sha256(f"{self.type}\n".encode() + self.body).hexdigest()

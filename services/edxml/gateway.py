"""The ports of the exchange: a gateway that is polled and never calls, and what it brought."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from services.edxml.codes import GatewayWord
from services.edxml.incoming import Said
from services.edxml.organs import Organs
from services.edxml.reading import Format
from services.edxml.refusal import Reason


class CannotGet(Exception):
    """A waiting package cannot be fetched; it goes on waiting."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A package that waits at the gateway under a key."""

    key: str
    arrived_at: datetime


class Gateway(Protocol):
    """Where packages go out and come in (domain facts 11.15: send, list, get, update status)."""

    def alone(self) -> AbstractContextManager[None]:
        """Keep other pollers of this gateway away meanwhile; they wait."""
        ...

    def send(self, key: str, package: bytes) -> bool:
        """Send a package once for a key, whatever happens; say whether it went out just now."""
        ...

    def received(self, since: datetime | None = None) -> Sequence[Waiting]:
        """Return what waits, the oldest first; with *since*, only what arrived then or later."""
        ...

    def get(self, key: str) -> BinaryIO | None:
        """
        Return a waiting package at its beginning, None when it waits no longer.

        Raises:
            CannotGet: it is there and cannot be read; the others can.
        """
        ...

    def update_status(self, key: str, word: GatewayWord, why: Sequence[Reason] = ()) -> None:
        """Say what became of a package: done or fail, after which it waits no longer."""
        ...


class Verdict(Enum):
    """What was made of a package: taken, known already under another envelope, or refused."""

    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"


class Way(Enum):
    """What became of what a package says: an order, or nothing the house does by itself."""

    DONE = "done"
    REPEATED = "repeated"
    PARKED = "parked"
    FOR_A_PERSON = "for-a-person"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a package, the message that was put aside for it, and the codes of why."""

    way: Way
    message: UUID | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """
    A package that was received, under the SHA-256 of its bytes.

    `identity` is what no second taken package may have; `meaning` tells whether two say the same.
    `reply` is the status that answers it, None where none is due; `became` what it led to, None
    where nobody has looked yet.
    """

    digest: str
    name: str
    size: int
    verdict: Verdict
    received_at: datetime
    said: Said | None = None
    reasons: tuple[Reason, ...] = ()
    identity: str | None = None
    meaning: str | None = None
    reply: bytes | None = None
    became: Became | None = None


class Received(Protocol):
    """Every package that ever came, kept before it is answered."""

    def alone(self) -> AbstractContextManager[None]:
        """Keep other pollers of this house away meanwhile; they wait."""
        ...

    def of(self, digest: str) -> Entry | None:
        """Return what was made of these bytes, None when they never came."""
        ...

    def taken_as(self, identity: str) -> Entry | None:
        """Return the package that was taken as this, None when none was."""
        ...

    def keep(self, entry: Entry, content: BinaryIO | None) -> None:
        """Keep a package and its bytes, None where they are too many; then it is on the disk."""
        ...

    def entries(self, after: int = 0, limit: int = 500) -> Sequence[tuple[int, Entry]]:
        """Return what came, numbered from 1 in the order of arrival, after a number."""
        ...

    def unread(self) -> Sequence[tuple[int, Entry]]:
        """Return what was taken and led to nothing yet, in the order of arrival."""
        ...

    def note(self, digest: str, became: Became) -> None:
        """Write down what a package led to."""
        ...

    def content(self, digest: str) -> BinaryIO:
        """
        Return the bytes of a package at their beginning.

        Raises:
            NoSuchFile: none are kept.
        """
        ...


class Bridge(Protocol):
    """The document bridge as the wiring hands it out."""

    @property
    def format(self) -> Format:
        """Return what reads and writes packages."""
        ...

    @property
    def largest(self) -> int:
        """Return the most bytes of a package."""
        ...

    def organs(self, path: Path | None) -> Organs:
        """
        Return the operator's list of agencies, the one of the data folder when none is named.

        Raises:
            EdxmlRefused: the file cannot be read or makes no sense; with every reason.
        """
        ...

    def folder(self, path: Path) -> Gateway:
        """Return the gateway that a folder is."""
        ...

    def received(self) -> AbstractContextManager[Received]:
        """Lend what was received."""
        ...

    def put(self, path: Path, content: bytes) -> None:
        """Write a file whole or not at all."""
        ...

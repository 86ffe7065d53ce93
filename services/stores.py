"""Ports beside the ledger: the gate for tokens, the names of people, the files of evidence."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO, Protocol
from uuid import UUID

from domain.personal.particulars import Particulars
from services.compared_names import Compared
from services.deliveries import Delivery
from services.office import Office
from services.particulars_kept import ParticularsKept
from services.personal_data import Pending, PersonalData

LETTER = "letter"
"""The kind of what lies beside names: who wrote a letter against a case, and what."""


class BadToken(Exception):
    """A bearer token was refused; `reason` is a short code, the token itself is never repeated."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Claims:
    """
    Who speaks, as a checked token says it.

    Each of the `roles` counts in each of the `units`. A token that names `offices` instead speaks
    in one of them at a time (`services.offices`).
    """

    subject: str
    roles: frozenset[str]
    units: frozenset[str]
    capacity: str | None = None
    offices: tuple[Office, ...] = ()


class Tokens(Protocol):
    """The gate for bearer tokens."""

    def check(self, token: str, now: datetime) -> Claims:
        """
        Return what *token* says about its bearer.

        Raises:
            BadToken: for every token that is not whole, ours, meant for us and in its time.
        """
        ...


class DifferentSubject(Exception):
    """A reference already stands for somebody else, or for somebody erased."""


@dataclass(frozen=True, slots=True)
class Name:
    """
    What a nominee is called, a note that tells namesakes apart, and particulars where told.

    In a correction an empty name, and particulars that are None, leave what stands as it is.
    """

    name: str
    note: str = ""
    particulars: Particulars | None = field(default=None, repr=False)


class People(PersonalData, Compared, ParticularsKept, Protocol):
    """Names of nominees, kept outside the ledger so that they can be erased."""

    def add(self, ref: UUID, kind: str, name: Name) -> str:
        """
        Keep *name* under *ref*; return a salted commitment to it, the same one on a repeat.

        Raises:
            DifferentSubject: when *ref* already stands for another content or was erased.
        """
        ...

    def put(self, ref: UUID, kind: str, name: Name) -> None:
        """
        Keep *name* under *ref* in the place of what stood there, which is kept as a former one.

        Raises:
            DifferentSubject: when *ref* stands for another kind of subject or was erased.
        """
        ...

    def set_aside(self, one: Pending, kind: str, name: Name) -> None:
        """Keep a right name, of a subject of *kind* where none stands yet, until its fact came."""
        ...

    def take_over(self, one: Pending) -> None:
        """
        Let a name that was set aside stand, once; of somebody erased nothing stands.

        Raises:
            DifferentSubject: another kind of subject came to stand there meanwhile.
        """
        ...

    def is_erased(self, ref: UUID) -> bool:
        """Say whether *ref* was erased: no name ever stands under it again."""
        ...

    def name_of(self, refs: Collection[UUID]) -> Mapping[UUID, str]:
        """Return the names of *refs*; of unknown and erased ones, and of letters, there is none."""
        ...

    def noted(self, ref: UUID) -> Name | None:
        """Return the name and the note of *ref* alone, None when unknown or erased."""
        ...

    def of_unit(self, ref: UUID, unit: str) -> None:
        """Note the unit of whoever *ref* stands for, while there is a name of theirs."""
        ...

    def former(self, ref: UUID, *, all_read: bool = False) -> Sequence[str]:
        """Return former names, oldest first; of who is held back only where *all_read*."""
        ...

    def erase(self, ref: UUID) -> None:
        """Destroy the key of *ref*, named or not: no name ever stands under it again."""
        ...


class TooLarge(Exception):
    """A file is longer than the limit; nothing was kept."""


class WrongType(Exception):
    """A file is not of an accepted type, or not of the type it claims; nothing was kept."""


class Damaged(Exception):
    """What is stored no longer is what was stored; it is never served."""


class NoSuchFile(Exception):
    """No file is kept under this digest."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A kept file: its address, its length in bytes and the type its content was checked for."""

    sha256: str
    size: int
    media_type: str


class Readable(Protocol):
    """Bytes that come in pieces."""

    def read(self, size: int, /) -> bytes:
        """Return up to *size* bytes, none at the end."""
        ...


class Evidence(Protocol):
    """Files of evidence under their SHA-256."""

    def put(self, content: Readable, media_type: str) -> Stored:
        """
        Keep *content*; the same content twice is one file. On return it is on the disk.

        Raises:
            TooLarge: past the limit, without reading further.
            WrongType: a type not accepted, or a content that is not of the claimed type.
        """
        ...

    def erase(self, sha256: str) -> bool:
        """
        Take a file away for good; say whether none is kept any more.

        One that came, or was looked at, within the hour is left: a case may be about to name it.
        """
        ...

    def brought_to(self) -> int:
        """Return the position of the log up to which papers of who is erased were taken away."""
        ...

    def note_brought(self, position: int) -> None:
        """Keep up to where papers of who is erased were taken away."""
        ...

    def open(self, sha256: str) -> BinaryIO:
        """
        Return the file at its beginning, its digest checked.

        Raises:
            NoSuchFile: nothing is kept under this digest.
            Damaged: the bytes on the disk are no longer those that were put.
        """
        ...

    def look(self, sha256: str, media_type: str) -> Stored:
        """
        Return what is kept under a digest, its content checked to be of *media_type*.

        Raises:
            NoSuchFile: nothing is kept under this digest.
            WrongType: it is not of this type, or the type is not accepted.
            Damaged: the bytes on the disk are no longer those that were put.
        """
        ...


class ParkedContents(Protocol):
    """What messages that were put aside held, outside the ledger so that it can be erased."""

    def keep(self, message: UUID, content: Delivery, at: datetime) -> None:
        """Keep a content of *message* under its digest, on the disk; again it is kept anew."""
        ...

    def load(self, message: UUID, digest: str) -> Delivery | None:
        """Return a content; None when it was erased or never kept."""
        ...

    def erase(self, message: UUID) -> None:
        """Erase all contents of *message*."""
        ...

    def forget(self, message: UUID, digest: str) -> None:
        """Erase one content."""
        ...

    def kept_before(self, moment: datetime) -> Sequence[tuple[UUID, str]]:
        """Return message and digest of the contents kept before a moment."""
        ...

    def mentioning(self, told: Collection[str]) -> Sequence[tuple[UUID, str]]:
        """Return message and digest of the contents in which one of the texts *told* stands."""
        ...

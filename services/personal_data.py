"""Port beside the names: whose are held back, who read them, and how erasing is made good."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

NAME = "name"
"""How a name was given where it stood beside a case."""


class NamesBusy(Exception):
    """Another writes beside the names just now: no reading is kept, so that nothing is told."""


@dataclass(frozen=True, slots=True)
class Read:
    """That somebody read what is kept of a person: who, as what, when, and how it was given."""

    person: UUID
    reader: str
    roles: tuple[str, ...]
    way: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Pending:
    """
    A right name set aside for the fact that an order writes, under the order and what it asked.

    `abandoned` says that it waits longer than any order is under way.
    """

    ref: UUID
    command: UUID
    fingerprint: str
    abandoned: bool = False


class PersonalData(Protocol):
    """What is kept beside the names of people."""

    def keyed(self, digest: str) -> str:
        """Return a digest under a secret that lies here alone: nobody else can check a guess."""
        ...

    def brought_to(self) -> int:
        """Return the position of the log up to which the names were brought to the facts."""
        ...

    def left(self) -> Sequence[UUID]:
        """Return those of up to that position whom something is still left to do for."""
        ...

    def note_brought(self, position: int, left: Collection[UUID]) -> None:
        """Keep up to where the names were brought to the facts, and who is left."""
        ...

    def pending(self, ref: UUID) -> Sequence[Pending]:
        """Return what was set aside for *ref*, the first first."""
        ...

    def waiting(self) -> Sequence[UUID]:
        """Return those for whom a right name was set aside."""
        ...

    def drop(self, one: Pending) -> None:
        """Take a name that was set aside away: no fact asks for it."""
        ...

    def hold_back(self, ref: UUID) -> None:
        """Let the name of *ref* be shown no more where names are shown; again is nothing."""
        ...

    def show_again(self, ref: UUID) -> None:
        """Let the name of *ref* be shown again."""
        ...

    def is_held_back(self, ref: UUID) -> bool:
        """Say whether the name of *ref* is held back."""
        ...

    def scour(self) -> None:
        """Let the store's own files forget what was erased since this was done last."""
        ...

    def told_before(self, key: str) -> str | None:
        """Return what was published first under *key*, None where nothing was."""
        ...

    def told_first(self, key: str, told: str) -> str:
        """Keep what is published under *key*, once; return what was published there first."""
        ...

    def note_read(self, *reads: Read) -> None:
        """
        Keep that somebody read what is kept of a person, before they are told.

        Raises:
            NamesBusy: it cannot be kept soon.
        """
        ...

    def note_shown(self, *reads: Read) -> None:
        """
        Keep that somebody is shown names, once a day, before they are.

        Raises:
            NamesBusy: it cannot be kept soon.
        """
        ...

    def forget_reads(self, before: date) -> int:
        """Take away who read what before a day in Viet Nam; return how many readings went."""
        ...

    def reads_of(self, ref: UUID) -> Sequence[Read]:
        """Return who read what is kept of *ref*, the first first."""
        ...

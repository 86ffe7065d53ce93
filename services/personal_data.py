"""Port beside the names: whose are held back, who read them, and how erasing is made good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Read:
    """That somebody read what is kept of a person: who, as what, when, and how it was given."""

    person: UUID
    reader: str
    roles: tuple[str, ...]
    way: str
    at: datetime


class PersonalData(Protocol):
    """What is kept beside the names of people."""

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
        """Let the store's own files forget what was erased, as far as its engine can."""
        ...

    def note_read(self, read: Read) -> None:
        """Keep that somebody read what is kept of a person, before they are told."""
        ...

    def reads_of(self, ref: UUID) -> Sequence[Read]:
        """Return who read what is kept of *ref*, the first first."""
        ...

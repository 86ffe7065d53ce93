"""Facts the city announced about one unit, or about one person's posts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class UnitAnnounced:
    """A unit stands, or stood, between two days; `successors` are codes of what carries it on."""

    code: str
    level: str
    name: str
    parent: str | None
    in_force_from: date
    in_force_to: date | None
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PostAnnounced:
    """A person, known by reference alone, holds a post of a unit between two days."""

    person: UUID
    unit: str
    position: str
    roles: tuple[str, ...]
    held_from: date
    held_to: date | None


DirectoryEvent = UnitAnnounced | PostAnnounced

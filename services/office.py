"""An office: what somebody is, where, and from when to when."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Office:
    """A role in one unit, held from its first day to its last; None is without an end."""

    role: str
    unit: str
    since: date | None = None
    until: date | None = None

    def __str__(self) -> str:
        """Return how a caller names it."""
        return f"{self.role}@{self.unit}"

    def held_on(self, day: date) -> bool:
        """Say whether it is held on a day."""
        return (self.since or day) <= day <= (self.until or day)

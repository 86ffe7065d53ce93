"""What the council of the unit at whose step a case waits says beside it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Body:
    """
    A council as an act at its step finds it; every part is None where there is none.

    `session` is one that is to vote on the case, and is not over. `members` are the full seats on
    the day of the act.
    """

    session: UUID | None = None
    members: int | None = None


NO_BODY = Body()

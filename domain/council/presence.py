"""Facts about who is in the room once a session has begun."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MemberArrived:
    """A seat that was empty at the opening was taken later, by its member or a substitute."""

    member: str
    by: str

"""Acting for another: by which delegation somebody signs, and for whom."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ActingFor:
    """
    The delegation a hand acts by, the delegator, and the document it rests on.

    `delegator` is a reference as tokens write it, never a name.
    """

    delegation: UUID
    delegator: str
    number: str
    dated: date

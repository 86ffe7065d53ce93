"""Orders that apply a reform: to the house, to one case by rule, to one case by a person."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from domain.hand import Hand
from domain.reform.plan import Reform


@dataclass(frozen=True, slots=True)
class ReorganiseUnits:
    """
    Note that a reform is applied.

    `asked` says that a second person has agreed to it; facts of before that rule say nothing.
    `says_powers` is whether it notes which powers move; earlier versions did not (ADR 93).
    """

    hand: Hand
    reform: Reform = field(repr=False)
    asked: bool = True
    says_powers: bool = True


@dataclass(frozen=True, slots=True)
class ReassignCase:
    """Give an open case the authority that the rules of a reform give it."""

    nomination: UUID
    hand: Hand
    reform: Reform = field(repr=False)


@dataclass(frozen=True, slots=True)
class AssignSuccessor:
    """
    Choose which unit carries on the one that proposed a case, where no rule says so.

    `asked` says that a second person has agreed to it; facts of before that rule say nothing.
    """

    nomination: UUID
    hand: Hand
    reform: Reform = field(repr=False)
    unit: str
    reason: str
    asked: bool = True

    @property
    def digest(self) -> str:
        """Return the SHA-256 of what is chosen: for which case, by which reform, whom and why."""
        told = [str(self.nomination), self.reform.key, self.unit, self.reason]
        return sha256(json.dumps(told).encode()).hexdigest()


AuthorityCommand = ReassignCase | AssignSuccessor

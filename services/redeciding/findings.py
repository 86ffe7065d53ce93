"""What deciding again finds: facts that should not have been accepted, and what nobody can say."""

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from services.redeciding.act import Fact


@dataclass(frozen=True, slots=True)
class Broken:
    """
    A fact that should not stand: where, in which act, by the code of which rule, and why.

    Beside the codes of refusals there are five: `otherwise` and `incomplete` where an order of that
    kind writes other facts, `unfounded` where none writes it, `hand-differs` and `receipt-differs`.
    """

    position: int
    stream: UUID
    act: str
    code: str
    detail: str

    def __str__(self) -> str:
        return f"position {self.position}, {self.act} in {self.stream}: {self.code}: {self.detail}"


def broken(fact: Fact, code: str, detail: str) -> Broken:
    """Return what is wrong with a fact."""
    return Broken(fact.position, fact.stream, type(fact.event).__name__, code, detail)


@dataclass(slots=True)
class Looked:
    """
    How much was decided again: facts, acts, those found wrong.

    `untold` counts facts and acts that were not, by what the facts do not say; `unseen` counts acts
    that were, but for one rule; `unreadable` are positions of rows that are no facts.
    """

    facts: int = 0
    acts: int = 0
    wrong: int = 0
    untold: Counter[str] = field(default_factory=Counter)
    unseen: Counter[str] = field(default_factory=Counter)
    unreadable: list[int] = field(default_factory=list)

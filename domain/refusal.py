"""A refused command as a value: every broken rule, each with a code a clerk can look up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum


class Kind(Enum):
    """What sort of no it is; the HTTP layer alone knows status numbers."""

    UNKNOWN = "unknown"
    FORBIDDEN = "forbidden"
    CONFLICT = "conflict"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One broken rule: stable `code`, English `detail`, and the `facts` the rule looked at."""

    code: str
    kind: Kind
    detail: str
    facts: Mapping[str, str] = field(default_factory=dict)


def listed(things: Iterable[object]) -> str:
    """Return things side by side, as a fact of a refusal says several."""
    return ", ".join(str(one) for one in things)


def about(key: str, value: str, found: Iterable[Refusal | None]) -> list[Refusal]:
    """Return the refusals in *found*, each saying which of several things it concerns."""
    return [replace(one, facts={**one.facts, key: value}) for one in found if one]


class Refused(Exception):
    """A command was refused; carries every broken rule, never only the first."""

    def __init__(self, *refusals: Refusal) -> None:
        if not refusals:
            raise ValueError("a refusal without a reason")
        super().__init__(listed(refusal.code for refusal in refusals))
        self.refusals = refusals


class ImpossibleHistory(Exception):
    """A stream holds facts in an order no command can have produced: a defect, never a refusal."""

    def __init__(self, state: object, event: object) -> None:
        super().__init__(f"{type(event).__name__} after {type(state).__name__}")

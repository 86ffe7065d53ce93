"""Facts about one case another system decided."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PastStep:
    """One rung of the mapping's ladder."""

    key: str
    level: str
    role: str


@dataclass(frozen=True, slots=True)
class PastCaseOpened:
    """A trace of another system's log became a case; `digest` is the SHA-256 of the source file."""

    source: str
    digest: str
    case: str
    title: str
    steps: tuple[PastStep, ...]


@dataclass(frozen=True, slots=True)
class PastVerdictRecorded:
    """One entry of the trace: an act at a step, in the words of the log and in ours."""

    digest: str
    activity: str
    step: str
    verdict: str
    role: str
    happened_at: datetime


PastEvent = PastCaseOpened | PastVerdictRecorded

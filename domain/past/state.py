"""What must be known of a past case to bring in what it lacks."""

from dataclasses import dataclass

from domain.past.events import PastStep, PastVerdictRecorded


@dataclass(frozen=True, slots=True)
class Absent:
    """The case was never brought in."""


@dataclass(frozen=True, slots=True)
class PastCase:
    """The ladder pinned when the case was brought in, and its verdicts so far, in order."""

    steps: tuple[PastStep, ...]
    verdicts: tuple[PastVerdictRecorded, ...] = ()


State = Absent | PastCase

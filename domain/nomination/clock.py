"""Facts of the clock of a term: stopped and going again, and what the service said of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TermStopped:
    """The case was held: the clock of `step` stands with `used` working days of its term."""

    step: str
    used: int


@dataclass(frozen=True, slots=True)
class TermResumed:
    """Nothing holds the case any more: the clock of `step` goes again and ends on `due_on`."""

    step: str
    due_on: date


@dataclass(frozen=True, slots=True)
class ReminderIssued:
    """
    The service reminded whoever has the case at `step` of the term that ends on `due_on`.

    `notice` names the rule; `working_days` is when it comes: after the last day, or before it where
    the number is below 0.
    """

    step: str
    due_on: date
    notice: str
    working_days: int
    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class CaseEscalated:
    """The service told `role` of `unit` that the term of `step` ended on `due_on`; as above."""

    step: str
    due_on: date
    notice: str
    working_days: int
    role: str
    unit: str


TermEvent = TermStopped | TermResumed
NoticeEvent = ReminderIssued | CaseEscalated
ClockEvent = TermEvent | NoticeEvent

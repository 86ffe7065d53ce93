"""The path of a case as an auditor reads it: deed after deed, with those who stand behind each."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.unsaid import NOT_RECORDED

OWN = ""
"""The source of cases that were carried here; the others came in from logs."""


@dataclass(frozen=True, slots=True)
class Rung:
    """
    A step of the ladder as it was at a deed: its act, whose it is, and how many must agree.

    `unit` is empty where a log of another system tells none.
    """

    key: str
    level: str
    role: str
    act: str = ""
    quorum: int = 1
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """
    One fact of a path: what was done at which step, by whom, when.

    `persons` stand behind it in the one writing of `person`: none where the fact does not tell.
    `on` is the date on the paper, `at` the moment it was written down, or happened elsewhere.
    `rungs` is the ladder from here on, where the deed says a new one. `capacity` is that of the act
    (`domain.capacity`); logs of other systems tell none. `units` are those the hand sat in, None
    where that was not kept (ADR 71).
    """

    position: int
    kind: str
    on: date
    at: datetime
    step: str | None = None
    next_step: str | None = None
    persons: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    due_on: date | None = None
    rungs: tuple[Rung, ...] = ()
    capacity: str = NOT_RECORDED
    units: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """The deeds of one case in order; `nominee` is a reference, None where none is told."""

    case: UUID
    source: str
    unit: str
    nominee: str | None
    deeds: tuple[Deed, ...]
    award: str | None = None

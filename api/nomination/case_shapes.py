"""How nominations look, and the parts of their files."""

from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from projections.case_rows import CaseRow, CriterionRow, EvidenceRow, ScoreRow


class Nomination(CaseRow):
    """
    A nomination; the name is None where it was erased or was never known.

    `nominee_former_names` stood there before, oldest first; erased with the name. The history says
    who changed it, and why.

    `term` is the clock of its step with the working days used by today, or when it was stopped;
    `due_state` says how the term stands today.
    """

    honour_state: str | None
    honour_annulment: dict[str, str] | None
    honour_restoration: dict[str, str | int | bool | None] | None
    nominee_name: str | None
    nominee_former_names: list[str]
    due_state: str


class NominationShort(TypedDict):
    """A nomination in a list; `due_state` says how the term of its step stands today."""

    nomination: UUID
    version: int
    position: int
    effective_on: date
    recorded_at: datetime
    nominee: UUID
    nominee_kind: str
    nominee_unit: str
    nominee_name: str | None
    nominator: str
    unit: str
    achievement: str
    award: str
    regime: str
    ladder_digest: str
    movement: str | None
    occasion: str | None
    nominee_class: str | None
    nominee_position: str | None
    opened_on: date
    state: str
    step: str | None
    level: str | None
    step_unit: str | None
    step_role: str | None
    act: str | None
    due_on: date | None
    due_state: str
    waiting_since: datetime | None
    arrived_on: date | None
    reason: str | None
    detail: str | None
    submission: UUID | None
    decision: UUID | None
    honour: UUID | None
    honour_state: str | None


class NominationPage(TypedDict):
    """Nominations, the oldest first."""

    items: list[NominationShort]


class Assessments(TypedDict):
    """The criteria of a nomination's class."""

    items: list[CriterionRow]


class Scores(TypedDict):
    """The points given at each step."""

    items: list[ScoreRow]


class EvidenceList(TypedDict):
    """The papers of a file."""

    items: list[EvidenceRow]

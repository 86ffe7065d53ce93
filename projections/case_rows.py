"""The table of case files: one row a nomination, its nested content as JSON."""

from datetime import date, datetime
from typing import NotRequired, TypedDict
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Table, Uuid, text

from projections.case_term import TermRow
from projections.columns import Document, Instant, Words
from projections.hearing_rows import HearingRow
from projections.on_behalf import OnBehalf
from projections.view import views


class StepRow(TypedDict):
    """A rung of the ladder; `passed_on` is the date on the paper that passed it."""

    key: str
    level: str
    act: str
    role: str
    unit: str
    quorum: int
    percent: int | None
    working_days: int | None
    papers: list[str]
    passed_on: str | None


class CriterionRow(TypedDict):
    """A criterion and how it was met; `measured` is None where `note` judges it, or nobody did."""

    key: str
    target: str | None
    unit: str
    weight: str
    measured: str | None
    met: bool | None
    note: str
    evidence: list[str]


class PointsRow(TypedDict):
    """The points of one evaluator."""

    evaluator: str
    points: str
    weight: str


class ScoreRow(TypedDict):
    """All points given at a step and their weighted mean."""

    step: str
    mean: str | None
    given: list[PointsRow]


class EvidenceRow(TypedDict):
    """A paper of the file; `withdrawn` is the reason why it no longer counts."""

    sha256: str
    size: int
    media_type: str
    paper: str
    form: str
    title: str
    added_on: str
    withdrawn: str | None


class OpinionRow(TypedDict):
    """
    An endorsement, an appraisal or a vote; ballots are None where nobody voted.

    `in_place_of` is there where somebody acted for another.
    """

    kind: str
    step: str
    by: str
    on: str
    favourable: bool
    words: str
    members: int | None
    in_favour: int | None
    needed: int | None
    in_place_of: NotRequired[OnBehalf]


class MissingRow(TypedDict):
    """One thing a returned file lacks."""

    kind: str
    key: str
    detail: str


class AuthorityRow(TypedDict):
    """
    What a reform of units did to a case, by which rule and why.

    `unit` and `desk` are None where a person still has to choose of `candidates`.
    """

    reform: str
    rule: str
    reason: str
    on: str
    from_unit: str
    unit: str | None
    from_desk: str
    desk: str | None
    from_step: str | None
    step: str | None
    dropped: list[str]
    candidates: list[str]


class HoldRow(TypedDict):
    """A procedure that is open; `case_alone` where it is not about the nominee."""

    ground: str
    reference: str
    on: str
    case_alone: bool


class Stamp(TypedDict):
    """The last fact a row was changed by."""

    version: int
    position: int
    effective_on: date
    recorded_at: datetime


class Course(TypedDict):
    """What facts change; `due_on`, `waiting_since`, `arrived_on` are None of an ended case."""

    achievement: str
    state: str
    step: str | None
    level: str | None
    step_unit: str | None
    step_role: str | None
    act: str | None
    due_on: date | None
    term: TermRow | None
    waiting_since: datetime | None
    arrived_on: date | None
    missing: list[MissingRow]
    reason: str | None
    detail: str | None
    submission: UUID | None
    decision: UUID | None
    honour: UUID | None
    ladder: list[StepRow]
    criteria: list[CriterionRow]
    scores: list[ScoreRow]
    evidence: list[EvidenceRow]
    opinions: list[OpinionRow]
    authority: list[AuthorityRow]
    hearing: HearingRow
    holds: list[HoldRow]


class CaseRow(Stamp, Course):
    """The row of a case: what never changes, what does, and since when."""

    nomination: UUID
    nominee: UUID
    nominee_kind: str
    nominee_unit: str
    nominator: str
    unit: str
    award: str
    regime: str
    ladder_digest: str
    movement: str | None
    occasion: str | None
    nominee_class: str | None
    nominee_position: str | None
    opened_on: date
    papers: list[str]


ENDED = text("state IN ('granted', 'refused', 'withdrawn')")
"""Holds of cases that are over; in these very words, by which a database knows its index."""

case_file = Table(
    "case_file_v8",
    views,
    Column("nomination", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("effective_on", Date, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("nominee", Uuid, nullable=False),
    Column("nominee_kind", Words, nullable=False),
    Column("nominee_unit", Words, nullable=False),
    Column("nominator", Words, nullable=False),
    Column("unit", Words, nullable=False),
    Column("achievement", Words, nullable=False),
    Column("award", Words, nullable=False),
    Column("regime", Words, nullable=False),
    Column("ladder_digest", Words, nullable=False),
    *(Column(one, Words) for one in ("movement", "occasion", "nominee_class", "nominee_position")),
    Column("opened_on", Date, nullable=False),
    Column("state", Words, nullable=False),
    Column("step", Words),
    Column("level", Words),
    Column("step_unit", Words),
    Column("step_role", Words),
    Column("act", Words),
    *(Column(one, Date) for one in ("due_on", "arrived_on")),
    Column("term", Document),
    Column("waiting_since", Instant),
    Column("missing", Document, nullable=False),
    Column("reason", Words),
    Column("detail", Words),
    Column("submission", Uuid),
    Column("decision", Uuid),
    Column("honour", Uuid),
    Column("ladder", Document, nullable=False),
    Column("papers", Document, nullable=False),
    Column("criteria", Document, nullable=False),
    Column("scores", Document, nullable=False),
    Column("evidence", Document, nullable=False),
    Column("opinions", Document, nullable=False),
    Column("authority", Document, nullable=False),
    Column("hearing", Document, nullable=False),
    Column("holds", Document, nullable=False),
    # Rows are wide: a list filtered by anything is read off this narrow copy of them.
    Index(
        "case_file_v8_by_day",
        *("opened_on", "nomination", "unit", "award", "state"),
        *("movement", "occasion", "step", "step_unit"),
    ),
    Index("case_file_v8_by_unit", "unit", "opened_on", "nomination"),
    Index("case_file_v8_by_state", "state", "opened_on", "nomination"),
    Index("case_file_v8_by_nominee", "nominee"),
    Index(
        "case_file_v8_by_end",
        *("state", "effective_on"),
        sqlite_where=ENDED,
        postgresql_where=ENDED,
    ),
)

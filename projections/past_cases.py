"""Past cases: what another system decided, as its log tells it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from sqlalchemy import Column, Index, Integer, Table, Uuid, func, select

from domain.facts import BesidePaths
from domain.nomination.events import NominationEvent
from domain.past.events import PastCaseOpened, PastEvent, PastVerdictRecorded
from domain.recorded import Recorded
from domain.refusal import ImpossibleHistory
from projections.columns import Document, Instant, Words
from projections.paging import Cursor, Rows, matching, page
from projections.view import folded, the_stream, views

ELSEWHERE = NominationEvent | BesidePaths

past_cases = Table(
    "past_cases_v1",
    views,
    Column("case", Uuid, primary_key=True),
    Column("source", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("digest", Words, nullable=False),
    Column("version", Integer, nullable=False),
    Column("step", Words),
    Column("verdict", Words),
    Column("first_at", Instant),
    Column("last_at", Instant),
    Column("ladder", Document, nullable=False),
    Column("verdicts", Document, nullable=False),
    Index("past_cases_v1_by_name", "source", "name", "case"),
    Index("past_cases_v1_by_verdict", "verdict"),
)


class VerdictRow(TypedDict):
    """One act of the log; `digest` is the SHA-256 of the file that told it."""

    activity: str
    step: str
    verdict: str
    role: str
    happened_at: str
    digest: str


class PastCaseRow(TypedDict):
    """One case; step and verdict are those of its last act."""

    case: UUID
    source: str
    name: str
    title: str
    digest: str
    version: int
    step: str | None
    verdict: str | None
    first_at: datetime | None
    last_at: datetime | None
    ladder: list[dict[str, str]]
    verdicts: list[VerdictRow]


def fold(row: PastCaseRow | None, fact: Recorded[PastEvent]) -> PastCaseRow:
    """Change the row of a past case by one fact."""
    match fact.event:
        case PastCaseOpened():
            return opened(fact.stream, fact.event)
        case PastVerdictRecorded():
            if row is None:
                raise ImpossibleHistory(row, fact.event)
            return heard(row, fact.event, fact.version)


def opened(case: UUID, event: PastCaseOpened) -> PastCaseRow:
    """Return a case without acts."""
    ladder = [{"key": one.key, "level": one.level, "role": one.role} for one in event.steps]
    return {
        "case": case,
        "source": event.source,
        "name": event.case,
        "title": event.title,
        "digest": event.digest,
        "version": 1,
        "step": None,
        "verdict": None,
        "first_at": None,
        "last_at": None,
        "ladder": ladder,
        "verdicts": [],
    }


def heard(row: PastCaseRow, event: PastVerdictRecorded, version: int) -> PastCaseRow:
    """Return a case with one more act."""
    line: VerdictRow = {
        "activity": event.activity,
        "step": event.step,
        "verdict": event.verdict,
        "role": event.role,
        "happened_at": event.happened_at.isoformat(),
        "digest": event.digest,
    }
    return {
        **row,
        "version": version,
        "step": event.step,
        "verdict": event.verdict,
        "first_at": row["first_at"] or event.happened_at,
        "last_at": event.happened_at,
        "verdicts": [*row["verdicts"], line],
    }


view = folded(past_cases, reads=PastEvent, ignores=ELSEWHERE, keys=the_stream, fold=fold)

LISTED = [c for c in past_cases.c if not isinstance(c.type, Document)]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases are asked for; None asks for all."""

    source: str | None = None
    name: str | None = None
    step: str | None = None
    verdict: str | None = None


def past_case(case: UUID) -> Rows:
    """Ask for one whole case."""
    return select(past_cases).where(past_cases.c.case == case)


def listed(wanted: Wanted, after: Cursor | None = None, limit: int = 50) -> Rows:
    """Ask for a page of cases without their acts, by (source, name, case)."""
    by = (past_cases.c.source, past_cases.c.name, past_cases.c.case)
    return page(select(*LISTED).where(*matching(past_cases, wanted)), by, after, limit)


def counts(source: str | None = None) -> Rows:
    """Ask how many cases ended how."""
    group = (past_cases.c.source, past_cases.c.step, past_cases.c.verdict)
    found = select(*group, func.count().label("cases")).where(
        *matching(past_cases, Wanted(source=source))
    )
    return found.group_by(*group).order_by(*group)

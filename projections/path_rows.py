"""The table of paths: one row a case, its deeds as JSON, and what many cases are asked at once."""

from datetime import date, datetime
from typing import TypedDict, cast
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Table, Uuid

from domain.audit.across import Grant, Proposal
from domain.audit.path import Deed, Path, Rung
from domain.unsaid import NOT_RECORDED
from projections.columns import Document, Instant, Row, Words
from projections.view import views

DeedRow = dict[str, object]


class PathRow(TypedDict):
    """
    The path of a case; `source` is empty for cases that were carried here.

    `filed_at` is its first filing; it `ended` granted, refused (for a coded `reason`) or withdrawn
    by the fact `end`, written down on the day `ended_on` in Viet Nam, by a paper of the `year`.
    `approver` gave all opinions on the way,
    SEVERAL where several did, None where nobody did.
    """

    case: UUID
    position: int
    source: str
    unit: str
    award: str | None
    subject: str | None
    nominator: str | None
    nominee: str | None
    nominee_position: str | None
    filed_at: datetime | None
    ended: str | None
    end: int | None
    ended_at: datetime | None
    ended_on: date | None
    year: int | None
    reason: str | None
    approver: str | None
    deeds: list[DeedRow]


paths = Table(
    "paths_v5",
    views,
    Column("case", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("source", Words, nullable=False),
    Column("unit", Words, nullable=False),
    Column("award", Words),
    Column("subject", Words),
    Column("nominator", Words),
    Column("nominee", Words),
    Column("nominee_position", Words),
    Column("filed_at", Instant),
    Column("ended", Words),
    Column("end", BigInteger),
    Column("ended_at", Instant),
    Column("ended_on", Date),
    Column("year", Integer),
    Column("reason", Words),
    Column("approver", Words),
    Column("deeds", Document, nullable=False),
    Index("paths_v5_by_position", "position"),
    Index("paths_v5_by_year", "year", "source"),
    Index("paths_v5_by_unit", "unit", "position"),
    Index("paths_v5_by_end", "ended", "end"),
    Index("paths_v5_by_proposer", "nominator", "nominee"),
)


def deed_row(deed: Deed) -> DeedRow:
    """
    Return a deed as a document holds it: nothing of what it does not say.

    Its days are left to who writes the document, which takes a fraction of turning each here.
    """
    told = {
        "position": deed.position,
        "kind": deed.kind,
        "on": deed.on,
        "at": deed.at,
        "step": deed.step,
        "next_step": deed.next_step,
        "persons": deed.persons,
        "roles": deed.roles,
        "capacity": None if deed.capacity == NOT_RECORDED else deed.capacity,
        "due_on": deed.due_on,
        "rungs": list(map(rung_row, deed.rungs)),
    }
    said = {name: value for name, value in told.items() if value}
    return said if deed.units is None else {**said, "units": deed.units}


def rung_row(rung: Rung) -> list[str | int]:
    """Return a step of a ladder as a document holds it."""
    return [rung.key, rung.level, rung.role, rung.act, rung.quorum, rung.unit]


def deed_from(row: DeedRow) -> Deed:
    """Return the deed that a document holds."""
    told = cast("dict[str, str]", row)
    due = told.get("due_on")
    return Deed(
        position=cast("int", row["position"]),
        kind=told["kind"],
        on=date.fromisoformat(told["on"]),
        at=datetime.fromisoformat(told["at"]),
        step=told.get("step"),
        next_step=told.get("next_step"),
        persons=tuple(told.get("persons", ())),
        roles=tuple(told.get("roles", ())),
        due_on=date.fromisoformat(due) if due else None,
        rungs=rungs_from(row),
        capacity=told.get("capacity", NOT_RECORDED),
        units=tuple(told["units"]) if "units" in told else None,
    )


def rungs_from(row: DeedRow) -> tuple[Rung, ...]:
    """Return the ladder that a deed told, none where it told none."""
    told = cast("list[tuple[str, str, str, str, int, str]]", row.get("rungs", []))
    return tuple(Rung(*one) for one in told)


def path_of(row: Row) -> Path:
    """Return a row as the path that it is."""
    told = cast("PathRow", row)
    deeds = tuple(map(deed_from, told["deeds"]))
    return Path(told["case"], told["source"], told["unit"], told["nominee"], deeds, told["award"])


def grant_of(row: Row) -> Grant:
    """Return a row of `grants` as the grant that it is."""
    told = cast("PathRow", row)
    on, end = cast("date", told["ended_on"]), cast("int", told["end"])
    return Grant(told["source"], told["unit"], on, end, told["approver"])


def proposal_of(row: Row) -> Proposal:
    """Return a row of `proposals` as the proposal that it is."""
    told = cast("PathRow", row)
    nominator, nominee = cast("str", told["nominator"]), cast("str", told["nominee"])
    return Proposal(told["case"], told["unit"], told["position"], nominator, nominee)

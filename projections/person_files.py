"""What the stores of names and papers have to be brought to: who is held back, who is erased."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Index,
    Table,
    Text,
    Uuid,
    func,
    or_,
    select,
    type_coerce,
)

from domain.personal.events import (
    PersonErased,
    PersonRequestAnswered,
    PersonRequestCarriedOut,
    PersonRequestReceived,
    PersonRestrictionLifted,
)
from domain.personal.policies import PEOPLE
from domain.personal.rules import RESTRICTION
from domain.recorded import Recorded
from projections.case_rows import ENDED, case_file
from projections.columns import Document, Words
from projections.paging import Rows
from projections.person_requests import ELSEWHERE
from projections.reviews import reviews
from projections.view import folded, the_stream, views

person_files = Table(
    "person_files_v2",
    views,
    Column("file", Uuid, primary_key=True),
    Column("person", Uuid),
    Column("restricted", Boolean, nullable=False),
    Column("erased_on", Date),
    Column("basis", Words),
    Column("cases", Document, nullable=False),
    Column("position", BigInteger, nullable=False),
    Index("person_files_v2_by_person", "person"),
    Index("person_files_v2_by_position", "position"),
)
Decided = PersonRequestReceived | PersonRequestCarriedOut | PersonRestrictionLifted | PersonErased
OVER = ("granted", "refused", "withdrawn")


class PersonFileRow(TypedDict):
    """
    A person whose data somebody asked about, or who is erased, with the cases that go along.

    `position` is that of the last fact that changed the row.
    """

    file: UUID
    person: UUID | None
    restricted: bool
    erased_on: date | None
    basis: str | None
    cases: list[str]
    position: int


def fold(row: PersonFileRow | None, fact: Recorded[Decided]) -> PersonFileRow:
    """Change the row of a person by one fact."""
    event = fact.event
    now: PersonFileRow = {**(row or nothing(fact.stream)), "position": fact.position}
    if isinstance(event, PersonErased):
        cases = [str(one) for one in event.cases]
        gone: PersonFileRow = {**now, "person": event.person, "basis": event.basis}
        return {**gone, "erased_on": fact.envelope.effective_on, "cases": cases}
    if isinstance(event, PersonRequestReceived):
        return {**now, "person": event.person}
    if isinstance(event, PersonRequestCarriedOut):
        return {**now, "restricted": now["restricted"] or event.kind == RESTRICTION}
    return {**now, "restricted": False}


def nothing(file: UUID) -> PersonFileRow:
    """Return the row of a person of whom nothing is known yet."""
    return {
        "file": file,
        "person": None,
        "restricted": False,
        "erased_on": None,
        "basis": None,
        "cases": [],
        "position": 0,
    }


view = folded(
    person_files,
    reads=Decided,
    ignores=ELSEWHERE | PersonRequestAnswered,
    keys=the_stream,
    fold=fold,
)


def of_person(person: UUID) -> Rows:
    """Ask for what was decided about the data of a person."""
    return select(person_files).where(person_files.c.person == person)


def decided(after: int) -> Rows:
    """Ask for those about whose data something was decided after a position."""
    at = person_files.c
    return select(at.person).where(at.person.is_not(None), at.position > after)


def reviewed(after: int) -> Rows:
    """Ask for the erased on whose cases a review of a decision was closed after a position."""
    closed = select(reviews.c.decision).where(
        reviews.c.state == "closed", reviews.c.position > after
    )
    at, theirs = person_files.c, case_file.c.decision.in_(closed)
    named = select(case_file.c.nominee).where(theirs)
    return select(at.person).where(at.person.in_(named), at.erased_on.is_not(None))


def reviews_of(person: UUID) -> Rows:
    """Ask for the reviews of decisions on the cases of a person."""
    decisions = select(case_file.c.decision).where(case_file.c.nominee == person)
    return select(reviews.c.review).where(reviews.c.decision.in_(decisions))


def last_erasure() -> Rows:
    """Ask for the position of the last fact about somebody erased, none where nobody is."""
    at = person_files.c
    return select(func.max(at.position).label("position")).where(at.erased_on.is_not(None))


def nominees_of(decision: UUID) -> Rows:
    """Ask whom the cases are about that a decision granted."""
    at = case_file.c
    return select(at.nominee).where(at.decision == decision).distinct().order_by(at.nominee)


def cases_of(person: UUID) -> Rows:
    """Ask for the cases that name a person."""
    return select(case_file.c.nomination).where(case_file.c.nominee == person)


def citing(digest: str) -> Rows:
    """Ask whom the cases are about that have a paper in their file."""
    papers: ColumnElement[str] = type_coerce(case_file.c.evidence, Text)
    return select(case_file.c.nominee).where(papers.contains(digest, autoescape=True)).distinct()


def long_over(before: date) -> Rows:
    """
    Ask for the cases of people whose cases all ended before a day, and who are not erased.

    What ended later, and what runs, is not read but where it is of one of these people.
    """
    at, other = case_file.c, case_file.alias("other")
    gone = select(person_files.c.person).where(
        person_files.c.person == at.nominee, person_files.c.erased_on.is_not(None)
    )
    runs = or_(other.c.state.not_in(OVER), other.c.effective_on >= before)
    kept = select(other.c.nomination).where(other.c.nominee == at.nominee, runs)
    found = select(at.nominee, at.nomination).where(
        ENDED,
        at.effective_on < before,
        at.nominee_kind.in_(sorted(PEOPLE)),
        ~kept.exists(),
        ~gone.exists(),
    )
    return found.order_by(at.nominee, at.nomination)

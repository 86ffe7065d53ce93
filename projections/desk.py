"""What is asked of the inbox: pages of what waits at a desk, questions to agencies among them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Uuid,
    case,
    func,
    literal,
    null,
    select,
    union_all,
)

from domain.ladder import Act
from domain.reading import Scope
from domain.terms import DueState, Horizon
from projections.columns import Words
from projections.concerned import within
from projections.consultations import consultations
from projections.inbox_rows import NO_TERM, inbox
from projections.paging import Cursor, Rows, matching, page

LISTED = [c for c in inbox.c if c.name not in {"ladder", "due_by", "told"}]
BY = (inbox.c.due_by, inbox.c.arrived_on, inbox.c.nomination)
ASKED, CONSULTED = "consultation", "consulted-agency"
OWN = (inbox.c.due_by, inbox.c.nomination.label("item"), null().cast(Words).label("subject"))
# A question to an agency looks like what waits, but for where it is about something else.
QUESTION: Mapping[str, ColumnElement[object]] = {
    "kind": literal(ASKED, Words),
    "role": literal(CONSULTED, Words),
    "unit": consultations.c.agency,
    "waiting_since": consultations.c.asked_at,
    "arrived_on": consultations.c.asked_on,
    "step": consultations.c.step,
    "act": literal(Act.CONSULT.value, Words),
    "submission": null().cast(Uuid),
}
WAITING = ("act", "answer", "supplement", "assign", "consultation")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; None asks for all."""

    award: str | None = None
    movement: str | None = None
    step: str | None = None
    nominee: UUID | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """
    Who asks, for which kinds of work.

    `due_before` leaves out what has no term; `due` are the first and the last of the days on which
    a term may end, NO_TERM that of what has none. `asked` are the questions that theirs answer, by
    whom they are to and when they were asked; None those to their units.
    """

    roles: Collection[str]
    units: Collection[str]
    kinds: Collection[str] = WAITING
    due_before: date | None = None
    due: tuple[date, date] | None = None
    asked: Scope | None = None

    @property
    def questions(self) -> Scope:
        """Return which questions are theirs."""
        return self.asked or Scope(frozenset(self.units))

    @property
    def codes(self) -> frozenset[str]:
        """Return the codes under which anything can wait for them."""
        return self.questions.codes.union(self.units)


def waiting(
    desk: Desk, wanted: Wanted | None = None, after: Cursor | None = None, limit: int = 50
) -> Rows:
    """Ask for a page of what waits at a desk, the first due first; no term is None, and last."""
    sought = matching(inbox, wanted) if wanted is not None else []
    there = union_all(*(one.where(*sought) for one in _all_of(desk))).subquery()
    shown = [one for one in there.c if one.name != "due_by"]
    term = func.nullif(there.c.due_by, literal(NO_TERM, Date), type_=Date)
    if after is not None and after[0] is None:
        after = (NO_TERM, *after[1:])
    rows = select(*shown, term.label("due_by"), term.label("due_on"))
    return page(rows, (there.c.due_by, there.c.arrived_on, there.c.item), after, limit)


def _all_of(desk: Desk) -> list[Rows]:
    """Ask for the cases of a desk, and for its questions if it is a consulted agency's."""
    own = select(*LISTED, *OWN).where(*_of(desk))
    asked = CONSULTED in desk.roles and ASKED in desk.kinds
    return [own, _asked(desk)] if asked else [own]


def _asked(desk: Desk) -> Rows:
    """Ask for the questions to the agencies of a desk, each beside the row of its case."""
    columns = [QUESTION.get(one.name, one).label(one.name) for one in LISTED]
    question = consultations.c
    mine = within(desk.questions, question.agency, question.asked_on)
    named = (question.due_by, question.consultation.label("item"), question.subject)
    found = select(*columns, *named).where(mine, *_ending(desk, question.due_by))
    return found.join(consultations, question.nomination == inbox.c.nomination)


def days_of(state: DueState, seen: Horizon) -> tuple[date, date]:
    """Return the days on which terms end that stand so, as `Desk.due` has them."""
    day = timedelta(days=1)
    return {
        DueState.OVERDUE: (date.min, seen.today - day),
        DueState.NEAR: (seen.today, seen.near_until),
        DueState.DUE: (seen.near_until + day, NO_TERM - day),
        DueState.NONE: (NO_TERM, NO_TERM),
    }[state]


def counts(desk: Desk, today: date) -> Rows:
    """Ask how much waits at a desk by unit, role and kind, and how much of it is overdue."""
    group = (inbox.c.unit, inbox.c.role, inbox.c.kind)
    late = func.sum(case((inbox.c.due_by < today, 1), else_=0)).label("overdue")
    found = select(*group, func.count().label("waiting"), late).where(*_of(desk))
    return found.group_by(*group).order_by(*group)


def _of(desk: Desk) -> list[ColumnElement[bool]]:
    """Return the conditions for the cases of a desk."""
    return [
        inbox.c.role.in_(desk.roles),
        inbox.c.unit.in_(desk.units),
        inbox.c.kind.in_(desk.kinds),
        *_ending(desk, inbox.c.due_by),
    ]


def _ending(desk: Desk, due_by: ColumnElement[date]) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions for the days on which terms end, of cases and questions alike."""
    if desk.due_before is not None:
        yield due_by < desk.due_before
    if desk.due is not None:
        yield due_by.between(*desk.due)

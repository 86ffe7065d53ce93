"""Questions of the views cut down to what a reader may read, by equality of units (ADR 84)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, exists, false, or_, true
from sqlalchemy.sql.util import find_tables

from domain.reading import Scope
from projections.ballot_boxes import ballot_boxes
from projections.case_rows import case_file
from projections.columns import Sheet
from projections.concerned import concerning
from projections.consultations import consultations
from projections.council_sessions import council_sessions
from projections.document_rows import documents
from projections.history_rows import history
from projections.inbox_rows import inbox
from projections.movement_board import board
from projections.paging import Rows
from projections.parked_messages import parked_messages
from projections.past_cases import past_cases
from projections.path_rows import paths
from projections.reminders import reminders
from projections.review_parties import parties
from projections.reviews import reviews

Said = Callable[[ColumnElement[UUID]], ColumnElement[bool]]
PUBLISHED = ("decision", "honour", "announcement", "reform", "council", "delegation")
"""What the history tells anybody who is signed in: no case, submission or session."""
PARKED, REVIEW = "parked-message", "review"


@dataclass(frozen=True, slots=True)
class Lets:
    """What is said of a reader: of what they read, as which unit, which reviews they are party."""

    reads: Said
    party: Said
    is_of: Callable[[ColumnElement[str]], ColumnElement[bool]]


Narrowing = Callable[[Lets], ColumnElement[bool]]


def _acts(lets: Lets) -> ColumnElement[bool]:
    """
    Let through what is published, acts on what concerns a reader's unit, and of their reviews.

    Those on messages that were put aside are kept from whoever is no operator beside this.
    """
    row = history.c
    open_to_all = row.thing.in_((*PUBLISHED, PARKED))
    reviewed = and_(row.thing == REVIEW, lets.party(row.stream))
    return or_(and_(row.subject == row.stream, or_(open_to_all, reviewed)), lets.reads(row.subject))


def _papers(lets: Lets) -> ColumnElement[bool]:
    """Let through decisions, which are published, and submissions by who sent or received them."""
    return or_(documents.c.kind != "submission", lets.reads(documents.c.document))


NARROWED: Mapping[Sheet, Narrowing] = {
    ballot_boxes: lambda lets: lets.reads(ballot_boxes.c.session),
    board: lambda lets: lets.reads(board.c.nomination),
    case_file: lambda lets: lets.reads(case_file.c.nomination),
    consultations: lambda lets: lets.reads(consultations.c.nomination),
    council_sessions: lambda lets: lets.reads(council_sessions.c.session),
    documents: _papers,
    history: _acts,
    inbox: lambda lets: lets.reads(inbox.c.nomination),
    parked_messages: lambda _: true(),
    parties: lambda lets: lets.is_of(parties.c.unit),
    past_cases: lambda _: false(),  # they came in from logs, and name no unit of ours
    paths: lambda lets: lets.reads(paths.c.case),
    reminders: lambda lets: lets.reads(reminders.c.nomination),
    reviews: lambda lets: lets.party(reviews.c.review),
}
"""The tables that doors narrow, and what a reader who may not read everything is told of each."""
OF_OTHERS: Mapping[Sheet, ColumnElement[bool]] = {
    history: history.c.thing != PARKED,
    parked_messages: false(),
}
"""What is told even to who reads everything, of tables that hold what was put aside."""


def narrowed(asked: Rows, scope: Scope) -> Rows:
    """Leave out of the answer to a question what a reader may not read."""
    tables = list(_tables(asked))
    if not scope.everything:
        asked = asked.where(*_of(tables, scope))
    if not scope.aside:
        asked = asked.where(*map(OF_OTHERS.__getitem__, OF_OTHERS.keys() & tables))
    return asked


def _tables(asked: Rows) -> Iterator[Sheet]:
    """Yield the tables that a question is asked of, those of questions within it left aside."""
    found = (table for one in asked.get_final_froms() for table in find_tables(one))
    return (one for one in found if isinstance(one, Table))


def _of(tables: Iterable[Sheet], scope: Scope) -> Iterator[ColumnElement[bool]]:
    """Say of each table what a reader is told of it."""
    units = sorted(scope.reviewed)
    lets = Lets(
        reads=partial(concerning, scope),
        party=lambda one: exists().where(parties.c.review == one, parties.c.unit.in_(units)),
        is_of=lambda one: one.in_(units),
    )
    return (NARROWED[one](lets) for one in tables if one in NARROWED)

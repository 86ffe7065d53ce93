"""Questions of the views cut down to what a reader may read, by equality of units (ADR 84)."""

from collections.abc import Callable, Mapping
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, false, or_
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
from projections.paging import Rows
from projections.past_cases import past_cases
from projections.path_rows import paths
from projections.reminders import reminders

Reads = Callable[[ColumnElement[UUID]], ColumnElement[bool]]
Narrowing = Callable[[Reads], ColumnElement[bool]]
PUBLISHED = ("decision", "honour", "announcement", "reform", "council", "delegation")
"""What the history tells anybody who is signed in: no case, submission or session."""
HANDLED = ("parked-message", "review")
"""What is told by rules of its own where it is shown, and names no case here: a door shuts it."""


def _acts(reads: Reads) -> ColumnElement[bool]:
    """Let through what is published, and acts on what concerns a reader's unit."""
    own = history.c.subject == history.c.stream
    open_to_all = and_(own, history.c.thing.in_((*PUBLISHED, *HANDLED)))
    return or_(open_to_all, reads(history.c.subject))


def _papers(reads: Reads) -> ColumnElement[bool]:
    """Let through decisions, which are published, and submissions by who sent or received them."""
    return or_(documents.c.kind != "submission", reads(documents.c.document))


NARROWED: Mapping[Sheet, Narrowing] = {
    ballot_boxes: lambda reads: reads(ballot_boxes.c.session),
    case_file: lambda reads: reads(case_file.c.nomination),
    consultations: lambda reads: reads(consultations.c.nomination),
    council_sessions: lambda reads: reads(council_sessions.c.session),
    documents: _papers,
    history: _acts,
    inbox: lambda reads: reads(inbox.c.nomination),
    past_cases: lambda _: false(),  # they came in from logs, and name no unit of ours
    paths: lambda reads: reads(paths.c.case),
    reminders: lambda reads: reads(reminders.c.nomination),
}
"""The tables of cases, and what a reader who may not read everything is told of each."""


def narrowed(asked: Rows, scope: Scope) -> Rows:
    """Leave out of the answer to a question what a reader may not read."""
    if scope.everything:
        return asked
    tables = (table for one in asked.get_final_froms() for table in find_tables(one))
    found = (NARROWED[table] for table in tables if isinstance(table, Table) and table in NARROWED)
    return asked.where(*(narrowing(partial(concerning, scope)) for narrowing in found))

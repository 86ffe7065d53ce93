"""Which rows of the views a reader is told by the pure policy, straight from the facts."""

from collections.abc import Callable, Mapping
from typing import cast
from uuid import UUID, uuid5

from domain.reading import Scope, concerned, may_read
from domain.recorded import Dated
from domain.review.events import ReviewOpened
from projections.columns import Row
from tests.builders import CASE, SPACE
from tests.projections.made_up import made_up, write
from tests.projections.made_up_reviews import reviewed

BOOK = made_up(7, 1_200)
for number in range(1_200, 1_215):
    for at, changes in enumerate(reviewed(uuid5(SPACE, f"reviewed {number}"), CASE)):
        write(BOOK, 10 * number + at, changes)
THINGS = {
    "ballot_boxes": "session",
    "case_file": "nomination",
    "consultations": "nomination",
    "council_sessions": "session",
    "inbox": "nomination",
    "movement_board": "nomination",
    "paths": "case",
    "reminders": "nomination",
}
TOLD_TO_ALL = {"announcement", "council", "decision", "delegation", "honour", "reform"}
"""Lines of the history that the database shows to anybody, by hand after ADR 84."""


def units_by_thing():
    """Return whom each stream concerns, straight from the facts."""
    told: dict[object, list[Dated[object]]] = {}
    for fact in BOOK.log:
        dated = Dated(fact.event, fact.envelope.effective_on)
        told.setdefault(fact.stream, []).append(dated)
    return {stream: concerned(events) for stream, events in told.items()}


UNITS_OF = units_by_thing()
AUDITED = {
    fact.stream: fact.event.audited for fact in BOOK.log if isinstance(fact.event, ReviewOpened)
}


def allowed(name: str, row: Row, scope: Scope) -> bool:
    """Say by the pure policy whether a reader is told a row."""
    if name == "parked_messages" or row.get("thing") == "parked-message":
        return scope.aside
    if scope.everything:
        return True
    told = OWN.get(name)
    return told(row, scope) if told else name in THINGS and seen(row[THINGS[name]], scope)


def of_history(row: Row, scope: Scope) -> bool:
    """Say whether a reader is told a line, of no message that was put aside."""
    if row["thing"] == "review":
        return is_party(row["stream"], scope)
    own = row["subject"] == row["stream"] and row["thing"] in TOLD_TO_ALL
    return own or seen(row["subject"], scope)


def is_party(review: object, scope: Scope) -> bool:
    """Say whether a reader is of a unit that a review audits."""
    return not scope.reviewed.isdisjoint(AUDITED[cast("UUID", review)])


def seen(thing: object, scope: Scope) -> bool:
    """Say whether a thing concerns a unit of a reader."""
    return may_read(scope, UNITS_OF.get(thing, frozenset()))


OWN: Mapping[str, Callable[[Row, Scope], bool]] = {
    "documents": lambda row, scope: row["kind"] != "submission" or seen(row["document"], scope),
    "history": of_history,
    "review_parties": lambda row, scope: row["unit"] in scope.reviewed,
    "reviews": lambda row, scope: is_party(row["review"], scope),
}

"""Reading as of a point: what was known by a day, what papers said by one, or up to a position."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, cast
from uuid import UUID

from domain.access import behind
from domain.facts import Event
from domain.nomination.decide import nomination_unknown
from domain.reading import EVERYTHING
from domain.recorded import Dated, Recorded
from domain.refusal import Kind, Refusal, Refused
from domain.register.decide import honour_of
from projections.as_of import Point, before
from projections.case_file import case
from projections.columns import Row
from projections.paging import Rows
from projections.then import answered
from services.histories import Reads
from services.ports import Archive

if TYPE_CHECKING:
    from api.system import System

AT_ONCE = 200
"""Streams that are read in one question to the ledger."""
MOST = 50_000
"""Facts that one answer may read; the streams of the question that goes beyond are read whole."""


@dataclass(frozen=True, slots=True)
class LedgerAsOf:
    """Reads of a ledger what precedes the first fact of each stream beyond a point."""

    ledger: Archive
    point: Point

    def read_many(self, streams: Sequence[UUID]) -> Mapping[UUID, Sequence[Dated[Event]]]:
        """Return the facts of each of *streams* up to the point, with their dates."""
        found = self.ledger.recorded_of(streams)
        return {one: [_dated(fact) for fact in before(self.point, found[one])] for one in found}


def _dated(fact: Recorded[Event]) -> Dated[Event]:
    beside = fact.envelope
    return Dated(fact.event, beside.effective_on, behind(beside.actor, beside.delegation))


def ledger_as_of(ledger: Archive, point: Point) -> Reads:
    """Return what reads a ledger as of a point; as it stands where nothing is left out."""
    return ledger if point.is_now else LedgerAsOf(ledger, point)


def as_it_was(
    asked: Rows, streams: Iterable[UUID], point: Point, ledger: Archive
) -> list[dict[str, object]]:
    """
    Return what a question of the views was answered as of a point, some streams being all there is.

    Raises:
        Refused: more than MOST facts would have to be read.
    """
    return answered(asked, list(_facts_before(point, streams, ledger)))


def _facts_before(
    point: Point, streams: Iterable[UUID], ledger: Archive
) -> Iterator[Recorded[Event]]:
    """Yield the facts of each stream up to a point, having read no more than may be read."""
    left, read = iter(dict.fromkeys(streams)), 0
    while some := list(islice(left, AT_ONCE)):
        for facts in ledger.recorded_of(some).values():
            read += len(facts)
            yield from before(point, facts)
        if read > MOST:
            raise Refused(too_dear(read))


def too_dear(read: int) -> Refusal:
    """Say that an answer as of then would read too much of the log."""
    said = f"{read} facts were read, at most {MOST} may be"
    said += "; ask for less, by an award, a unit or a rule"
    return Refusal("as-of-too-dear", Kind.INVALID, said, {"read": str(read), "most": str(MOST)})


def streams_in(found: Iterable[Row], keys: Sequence[str]) -> Iterator[UUID]:
    """Yield the streams that some columns of rows name."""
    for row in found:
        yield from (cast("UUID", row[key]) for key in keys if row[key] is not None)


def case_as_of(nomination: UUID, point: Point, system: "System") -> Row:
    """
    Return a case as the live view tells it, or told it then, with what the register has of it.

    Raises:
        Refused: there is, or was, no such case.
    """
    asked, streams = case(nomination), (nomination, honour_of(nomination))
    if point.is_now:
        found, _ = system.views.read(asked, EVERYTHING)
    else:
        found = as_it_was(asked, streams, point, system.ledger)
    if not found:
        raise Refused(nomination_unknown(nomination))
    return found[0]

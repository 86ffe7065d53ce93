"""Reading as of a point: what was known by a day, what papers said by one, or up to a position."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from uuid import UUID

from domain.access import behind
from domain.facts import Event
from domain.nomination.decide import nomination_unknown
from domain.recorded import Dated, Recorded
from domain.refusal import Refused
from domain.register.decide import honour_of
from domain.register.entries import honour_unknown
from projections import case_file, documents, honours
from projections.as_of import Point, before, row_as_of
from projections.columns import Row
from services.histories import Reads
from services.ports import Archive

if TYPE_CHECKING:
    from api.system import System


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


def case_as_of(nomination: UUID, point: Point, system: "System") -> Row:
    """
    Return a case as the live view told it then, with what was in the register of its honour.

    Raises:
        Refused: there was no such case.
    """
    honour = honour_of(nomination)
    facts = system.ledger.recorded_of([nomination, honour])
    row = row_as_of(case_file.view, facts[nomination], point)
    if row is None:
        raise Refused(nomination_unknown(nomination))
    entry = row_as_of(honours.view, facts[honour], point) or {}
    papers = {f"honour_{one}": entry.get(one) for one in ("state", "annulment", "restoration")}
    return {**row, **papers}


def honour_as_of(honour: UUID, point: Point, system: "System") -> Row:
    """
    Return an entry of the register as the live view told it then, with the number of its paper.

    Raises:
        Refused: there was no such entry.
    """
    row = row_as_of(honours.view, system.ledger.recorded_of([honour])[honour], point)
    if row is None:
        raise Refused(honour_unknown())
    decision = cast("UUID", row["decision"])
    told = system.ledger.recorded_of([decision])[decision]
    paper = row_as_of(documents.view, told, point) or {}
    return {**row, "decision_number": paper.get("number")}

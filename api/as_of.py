"""Reading as of a point: what was known by a day, what papers said by one, or up to a position."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, cast
from uuid import UUID

from domain.facts import Event
from domain.nomination.decide import nomination_unknown
from domain.reading import EVERYTHING
from domain.recorded import Recorded
from domain.refusal import Refused
from domain.register.decide import honour_of
from domain.register.entries import honour_unknown
from projections import case_file, documents, honours
from projections.as_of import Point, positions_of, row_as_of
from projections.columns import Row

if TYPE_CHECKING:
    from api.system import System


def facts_of(streams: Sequence[UUID], system: "System") -> Mapping[UUID, list[Recorded[Event]]]:
    """Return the facts of some streams with all that stands beside them; no other is read."""
    found: dict[UUID, list[Recorded[Event]]] = {one: [] for one in streams}
    for row in system.views.read(positions_of(streams), EVERYTHING)[0]:
        (fact,) = system.ledger.since(cast("int", row["position"]) - 1, 1)
        found[fact.stream].append(fact)
    return found


def case_as_of(nomination: UUID, point: Point, system: "System") -> Row:
    """
    Return a case as the live view told it then, with what was in the register of its honour.

    Raises:
        Refused: there was no such case.
    """
    honour = honour_of(nomination)
    facts = facts_of([nomination, honour], system)
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
    row = row_as_of(honours.view, facts_of([honour], system)[honour], point)
    if row is None:
        raise Refused(honour_unknown())
    decision = cast("UUID", row["decision"])
    told = facts_of([decision], system)[decision]
    paper = row_as_of(documents.view, told, point) or {}
    return {**row, "decision_number": paper.get("number")}

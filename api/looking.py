"""The views as somebody may see them, over HTTP and at the command line alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from domain.reading import Scope, scope_left, scope_lent, united
from domain.refusal import Kind, Refusal, Refused
from projections.case_file import Wanted, cases
from projections.columns import Row
from projections.paging import Rows
from services.reading import reads, scope_for
from services.stores import Claims

if TYPE_CHECKING:
    from api.system import System, Views


class Looks(Protocol):
    """The views, asked by somebody."""

    def read(self, rows: Rows) -> tuple[list[dict[str, object]], int]:
        """Return the answer to a question, and the position it reflects."""
        ...


@dataclass(frozen=True, slots=True)
class Looking:
    """The views as somebody may see them."""

    views: "Views"
    scope: Scope

    def read(self, rows: Rows) -> tuple[list[dict[str, object]], int]:
        """Return the answer to a question, without what lies beyond the scope."""
        return self.views.read(rows, self.scope)

    def answer(self, asked: Rows, among: object) -> Sequence[Row]:
        """Return the answer of now, for which nobody need say what it is *among*."""
        del among
        return self.read(asked)[0]


def reader_of(thing: UUID, who: Claims, on: date, system: "System") -> Scope | None:
    """
    Return in which scope somebody reads a thing, None where they may not.

    Who has no part in it by themselves may read it in the place of who lent them power (ADR 41), or
    of a unit that ended (ADR 113).
    """
    scope = scope_for(who, system.units, on)
    if reads(thing, scope, system.views, system.ledger):
        return scope
    left = scope_left(who.roles, who.units, system.units, on)
    wider = united(with_what_is_lent(scope, who.subject, on, system), left)
    return wider if reads(thing, wider, system.views, system.ledger) else None


def with_what_is_lent(scope: Scope, subject: str, on: date, system: "System") -> Scope:
    """Return a scope with what the offices that others lent somebody let read on a day, each."""
    offices = system.views.lent_to(subject, on)
    return united(scope, *(scope_lent(*office, system.units, on) for office in offices))


def the_nominee_is_seen(nominee: UUID, look: Looking) -> None:
    """
    Let a reader of a nominee's record pass who may read a case of the nominee (ADR 84).

    Raises:
        Refused: they may read none; nobody is told more than of one of whom nothing is kept.
    """
    if look.scope.everything:
        return
    found, _ = look.read(cases(Wanted(nominee=nominee), look.scope, limit=1))
    if not found:
        raise Refused(record_unknown(nominee))


def record_unknown(nominee: UUID) -> Refusal:
    """Say that nothing is kept of a nominee."""
    facts = {"nominee": str(nominee)}
    return Refusal("record-unknown", Kind.UNKNOWN, "nothing is kept of it", facts)

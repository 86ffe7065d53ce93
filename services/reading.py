"""What somebody may read, by the one policy (ADR 84), asked of a view first and then of the log."""

from collections.abc import Set as AbstractSet
from datetime import date
from typing import Protocol
from uuid import UUID

from domain.bearing import Concern
from domain.reading import Scope, concerned, may_read, scope_of
from domain.units import Units
from services.histories import Histories
from services.ports import Ledger
from services.stores import Claims


class Concerned(Protocol):
    """What is kept of whom a case, a submission or a session concerns."""

    def concerned_by(self, thing: UUID) -> AbstractSet[Concern]:
        """Return whom a thing concerns as far as is known; nobody of an unknown one."""
        ...


def scope_for(who: Claims, country: Units, on: date) -> Scope:
    """Return what the bearer of a token may read on a day."""
    return scope_of(who.roles, who.units, country, on)


def reads(thing: UUID, scope: Scope, kept: Concerned, ledger: Ledger) -> bool:
    """
    Say whether a case, a submission or a session is within a scope.

    A view may be behind, and says yes only of what stays so: for a no the facts are looked at.
    """
    if scope.everything or may_read(scope, kept.concerned_by(thing)):
        return True
    return may_read(scope, concerned(Histories(ledger).dated(thing)))

"""Who stands above the unit that granted an honour, and so may restore it."""

from datetime import date
from uuid import UUID

from domain.register.state import HONOUR, NotEntered
from domain.units import Units
from services.histories import Histories
from services.ports import Ledger


def above_the_granting_unit(honour: UUID, on: date, units: Units, ledger: Ledger) -> frozenset[str]:
    """Return the units above the one that granted an honour: of its day, and of those after it."""
    known = Histories(ledger).of(HONOUR, honour)
    if isinstance(known, NotEntered):
        return frozenset()
    entry = known.entry
    heirs = units.carrying_on(entry.granted_by, entry.granted_on, max(on, entry.granted_on))
    then = units.above(entry.granted_by, entry.granted_on)
    return then.union(*(units.above(heir.code, on) for heir in heirs))

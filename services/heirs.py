"""Collectives of units that a reform ended: whose records may go on, and where a person chooses."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.reform.heirs import STANDS, Heir, heir_of
from domain.reform.plan import Reform
from domain.register.claims import CLAIM, claim_stream
from domain.register.events import HonourRegistered
from domain.register.state import HONOUR, Annulled, Held
from domain.register.succession import CARRIED, heir_key
from services.batches import batches
from services.histories import Histories
from services.ports import Ledger
from services.upkeep import Progress

ENTRIES = frozenset[type]({HonourRegistered})


@dataclass(frozen=True, slots=True)
class Left:
    """A collective whose unit ended: by which rule, and which units may carry it on."""

    nominee: UUID
    unit: str
    rule: str
    heirs: tuple[str, ...]
    carried_by: UUID | None


def left_by(reform: Reform, ledger: Ledger, progress: Progress) -> Sequence[Left]:
    """Return the collectives of the register whose units a reform ended, each once."""
    found: dict[UUID, Left] = {}
    for batch in batches(ENTRIES, "look", ledger, progress):
        past = Histories(ledger)
        for honour in past.each(HONOUR, batch).values():
            if isinstance(honour, Held | Annulled):
                _note(found, honour, reform, past)
    return list(found.values())


def _note(
    found: dict[UUID, Left], honour: Held | Annulled, reform: Reform, past: Histories
) -> None:
    nominee = honour.entry.nominee
    if nominee.kind not in CARRIED or nominee.ref in found:
        return
    known_on = min(honour.entry.granted_on, reform.day_before)
    heir = heir_of(reform, nominee.unit, known_on)
    if heir.rule != STANDS:
        heirs = (heir.unit.code,) if isinstance(heir, Heir) else heir.candidates
        holder = past.of(CLAIM, claim_stream(heir_key(nominee.ref)))
        found[nominee.ref] = Left(nominee.ref, nominee.unit, heir.rule, heirs, holder)

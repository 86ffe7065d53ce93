"""Numbers in the books of units that were merged: held as they were read while a case is filed."""

from collections.abc import Iterable
from uuid import UUID

from domain.force import Forces
from domain.nomination.commands import FileNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.keys import initiative_keys, kin_keys
from domain.nomination.state import Absent
from domain.register.claims import claim_stream
from services.histories import Histories
from services.ports import Append


def kin_held(commands: Iterable[object], past: Histories) -> list[Append]:
    """
    Hold what was read of the same numbers in the books of merged units (house rule, ADR 101).

    A filing takes the numbers of the books it names. That nobody counts them from the book of a
    merged unit it only reads, and of two filed at one moment each would find the other's free.
    """
    filed = (one for one in commands if isinstance(one, FileNomination))
    keys = (key for one in filed for key in _read(one.nomination, one.hand.forces, past))
    streams = map(claim_stream, dict.fromkeys(keys))
    return [Append(one, past.version(one), ()) for one in streams]


def _read(nomination: UUID, forces: Forces, past: Histories) -> list[str]:
    """Return the keys that a filing looked at and did not take."""
    case = past.of(NOMINATION, nomination)
    if isinstance(case, Absent):
        return []
    taken = initiative_keys(case.dossier)
    return [key for key in kin_keys(case.dossier, forces) if key not in taken]

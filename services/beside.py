"""What other streams say beside a case, read for its rules; and what its facts do to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args
from uuid import UUID

from domain.change import Change
from domain.eligibility.look import NOTHING_BESIDE, Beside
from domain.force import Forces
from domain.nomination.commands import CaseCommand, CorrectNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.keys import (
    KeyMoving,
    keys_of,
    keys_touched,
    moved,
    place_keys,
    placed,
    wording_key,
)
from domain.nomination.state import Absent, Dossier, State
from domain.register.claims import CLAIM, Holders, claim_stream
from domain.register.events import HonourRegistered
from domain.register.record import RECORD, Counting, record_stream, recorded
from domain.register.state import HONOUR, Annulled, Held
from services.histories import Histories

MOVES_KEYS = frozenset(get_args(KeyMoving))
COUNTS = frozenset(get_args(Counting))


def beside_each(
    cases: Mapping[UUID, State], forces: Forces, past: Histories
) -> Mapping[UUID, Beside]:
    """Return what other streams say beside each of *cases*, with one question to the store."""
    around = {
        nomination: _Around.of(case.dossier, (), forces)
        for nomination, case in cases.items()
        if not isinstance(case, Absent)
    }
    past.read([stream for one in around.values() for stream in one.streams])
    known = {nomination: one.told(past) for nomination, one in around.items()}
    return {nomination: known.get(nomination, NOTHING_BESIDE) for nomination in cases}


def beside(command: CaseCommand, case: State, past: Histories) -> Beside:
    """Return what other streams say beside the case of one order."""
    if isinstance(case, Absent):
        return NOTHING_BESIDE
    more: tuple[str, ...] = ()
    if isinstance(command, CorrectNomination):
        more = (wording_key(case.dossier, command.now),)
    return _Around.of(case.dossier, more, command.hand.forces).told(past)


def followed(changes: Sequence[Change], forces: Forces, past: Histories) -> Sequence[Change]:
    """
    Return *changes* and what they do to the small streams beside their own.

    Keys are taken when a case is filed and given back when it ends without an award; what counts
    in the record of a nominee follows the register. All are appended with the facts themselves.
    """
    more = [one for change in changes for one in _after(change, forces, past)]
    return [*changes, *more] if more else changes


def _after(change: Change, forces: Forces, past: Histories) -> Sequence[Change]:
    event = change.event
    if type(event) in MOVES_KEYS and isinstance(event, KeyMoving):
        case = past.of(NOMINATION, change.stream)
        if isinstance(case, Absent):
            return ()
        keys, places = keys_touched(event, case), place_keys(case.dossier, forces.places)
        holders = holders_of((*keys, *places), past)
        taken = moved(change.stream, event, keys, holders)
        return [*taken, *placed(change.stream, event, places, holders)]
    if type(event) in COUNTS and isinstance(event, Counting):
        entry = event if isinstance(event, HonourRegistered) else _entry(change.stream, past)
        now = past.of(RECORD, record_stream(entry.nominee.ref))
        return recorded(change.stream, entry, event, now)
    return ()


def _entry(honour: UUID, past: Histories) -> HonourRegistered:
    """Return the entry of an honour that was accepted as annulled or restored just now."""
    match past.of(HONOUR, honour):
        case Held(entry=entry) | Annulled(entry=entry):
            return entry
    raise LookupError(f"{honour} is in no register")


def holders_of(keys: Iterable[str], past: Histories) -> Holders:
    """Return who holds each of *keys*, None for a free one."""
    streams = _claims(keys)
    past.read(list(streams.values()))
    return {key: past.of(CLAIM, stream) for key, stream in streams.items()}


def _claims(keys: Iterable[str]) -> Mapping[str, UUID]:
    """Return the stream of each key."""
    return {key: claim_stream(key) for key in keys}


@dataclass(frozen=True, slots=True)
class _Around:
    """Which streams the rules of a case look at: keys that are used once, honours, the record."""

    claims: Mapping[str, UUID]
    honours: tuple[UUID, ...]
    record: UUID

    @classmethod
    def of(cls, dossier: Dossier, more: Sequence[str], forces: Forces) -> "_Around":
        """Return what lies around a case, and around some *more* keys."""
        keys = (*keys_of(dossier), *place_keys(dossier, forces.places), *more)
        record = record_stream(dossier.nominee.ref)
        return cls(_claims(keys), tuple(dossier.basis.builds_on), record)

    @property
    def streams(self) -> Sequence[UUID]:
        """Return all of them."""
        return (*self.claims.values(), *self.honours, self.record)

    def told(self, past: Histories) -> Beside:
        """Return what they say, read in one question to the store."""
        past.read(self.streams)
        holders = {key: past.of(CLAIM, stream) for key, stream in self.claims.items()}
        honours = {one: past.of(HONOUR, one) for one in self.honours}
        return Beside(holders, honours, past.of(RECORD, self.record))

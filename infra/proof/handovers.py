"""Hand-overs from the log's old keys to new ones: kept, published, and followed by who verifies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, insert, select

from domain.proof.handover import (
    Handover,
    handover_in,
    last_size,
    read_handovers,
    succeeding,
)
from domain.proof.note import Key, Note, read_checkpoint
from infra.proof.keys import SigningKey, signed, signers

tables = MetaData()
handovers = Table(
    "proof_handovers",
    tables,
    Column("number", Integer, primary_key=True),
    Column("note", Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class LogKeys:
    """The keys of a log that are believed, and of those that handed over to whom and when."""

    keys: Sequence[Key]
    handovers: Mapping[Key, Handover] = field(default_factory=dict)

    def signers(self, note: Note) -> Sequence[Key]:
        """
        Return whose signature of a checkpoint counts: of its own log, and not handed over by then.

        Raises:
            BadNote: it is no checkpoint, or a signature of a known key does not hold.
        """
        stand = read_checkpoint(note)
        found = [key for key in signers(note, self.keys) if key.name == stand.origin]
        return [key for key in found if self._may_sign(key, stand.size)]

    def _may_sign(self, key: Key, size: int) -> bool:
        last = last_size(key, self.handovers)
        return last is None or size <= last


def hand_over(old: SigningKey, new: SigningKey, size: int, tx: Connection) -> None:
    """Sign with both keys that the new one comes after the old at *size* facts; keep that."""
    note = signed(Handover(new.public, size).text(), [old, new])
    tx.execute(insert(handovers).values(note=note.written()))


def is_handed_over_to(key: Key, tx: Connection) -> bool:
    """Say whether a key of ours handed over to this one."""
    return any(handover_in(one).key == key for one in read_handovers(written_handovers(tx)))


def written_handovers(tx: Connection) -> str:
    """Return all hand-overs, the oldest first, as they are published."""
    return "".join(tx.execute(select(handovers.c.note).order_by(handovers.c.number)).scalars())


def heirs(known: Sequence[Key], written: str) -> LogKeys:
    """
    Return the keys that are known, and those that these handed over to, one after the other.

    Raises:
        BadNote: a signature of a known key, or of the one that takes over, does not hold.
        TwoHeirs: one key handed over to two others.
    """
    found, handed = list(known), dict[Key, Handover]()
    for note in read_handovers(written):
        told = handover_in(note)
        taken = signers(note, [told.key])
        for elder in _elders(note, told.key, found) if taken else ():
            handed[elder] = succeeding(handed.get(elder), told, elder)
            found += [told.key] if told.key not in found else []
    return LogKeys(found, handed)


def _elders(note: Note, heir: Key, known: Sequence[Key]) -> Sequence[Key]:
    """Return the keys of the same log that hand over to another by a note."""
    return [key for key in signers(note, known) if key.name == heir.name and key != heir]

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
from infra.proof_keys import SigningKey, signed, signers

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
    told = [(note, handover_in(note)) for note in read_handovers(written)]
    while told:
        left = [one for one in told if not _followed(*one, found, handed)]
        if len(left) == len(told):
            break
        told = left
    return LogKeys(found, handed)


def _followed(note: Note, told: Handover, found: list[Key], handed: dict[Key, Handover]) -> bool:
    """Take in a hand-over by a key that is known; say whether it was one."""
    elders = [key for key in signers(note, found) if key != told.key]
    elders = [key for key in elders if key.name == told.key.name]
    if not elders or not signers(note, [told.key]):
        return False
    for elder in elders:
        handed[elder] = succeeding(handed.get(elder), told, elder)
    if told.key not in found:
        found.append(told.key)
    return True

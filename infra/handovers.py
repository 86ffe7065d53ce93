"""Hand-overs from the log's old keys to new ones: kept, published, and followed by who verifies."""

from collections.abc import Sequence

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Text, insert, select

from domain.proof.handover import handing_over_to, heir_in, read_handovers
from domain.proof.note import Key
from infra.proof_keys import SigningKey, signed, signers

tables = MetaData()
handovers = Table(
    "proof_handovers",
    tables,
    Column("number", Integer, primary_key=True),
    Column("note", Text, nullable=False),
)


def hand_over(old: SigningKey, new: SigningKey, tx: Connection) -> None:
    """Sign with both keys that the new one comes after the old, and keep that."""
    note = signed(handing_over_to(new.public), [old, new])
    tx.execute(insert(handovers).values(note=note.written()))


def written_handovers(tx: Connection) -> str:
    """Return all hand-overs, the oldest first, as they are published."""
    return "".join(tx.execute(select(handovers.c.note).order_by(handovers.c.number)).scalars())


def heirs(known: Sequence[Key], written: str) -> Sequence[Key]:
    """
    Return the keys that are known, and those that these handed over to, one after the other.

    Raises:
        BadNote: a signature of a known key, or of the one that takes over, does not hold.
    """
    found = list(known)
    for note in read_handovers(written):
        heir = heir_in(note)
        taken = signers(note, [heir])
        elders = [key for key in signers(note, found) if key.name == heir.name]
        if heir not in found and elders and taken:
            found.append(heir)
    return found

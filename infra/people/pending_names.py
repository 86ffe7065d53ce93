"""Right names that wait, sealed, for the fact that a correction was carried out."""

import time
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Float,
    LargeBinary,
    String,
    Table,
    Uuid,
    delete,
    insert,
    select,
    update,
)

from infra.people.erasure_marks import beside_names, count_erased
from infra.people.sealing import Entry, new_key, seal, unseal
from services.personal_data import Pending

ABANDONED = 3_600.0
"""After so many seconds no fact comes any more for which a name was set aside."""
pending_names = Table(
    "pending_names",
    beside_names,
    Column("command", Uuid, primary_key=True),
    Column("fingerprint", String(80), primary_key=True),
    Column("ref", Uuid, nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("key", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("at", Float, nullable=False),
)


def put_aside(tx: Connection, one: Pending, entry: Entry) -> None:
    """Keep a name for the fact that an order writes; again in the place of what was there."""
    take_pending(tx, one)
    key = new_key()
    kept = {"command": one.command, "fingerprint": one.fingerprint, "ref": one.ref}
    sealed = {"key": key, "sealed": seal(one.ref, key, entry), "kind": entry.kind}
    tx.execute(insert(pending_names).values(**kept, **sealed, at=time.time()))


def take_pending(tx: Connection, one: Pending) -> Entry | None:
    """Take a name that was set aside away, and return it; None where it is not there any more."""
    at = pending_names.c
    mine = (at.command == one.command) & (at.fingerprint == one.fingerprint)
    # Whoever writes the row first has it: nobody takes a name over twice.
    if not tx.execute(update(pending_names).where(mine).values(at=0.0)).rowcount:
        return None
    ref, kind, key, sealed = tx.execute(
        select(at.ref, at.kind, at.key, at.sealed).where(mine)
    ).one()
    tx.execute(update(pending_names).where(mine).values(key=b"\0" * 32))
    tx.execute(delete(pending_names).where(mine))
    count_erased(tx)
    return unseal(ref, kind, key, sealed)


def forget_pending(tx: Connection, ref: UUID) -> None:
    """Take all names away that were set aside for somebody."""
    mine = pending_names.c.ref == ref
    tx.execute(update(pending_names).where(mine).values(key=b"\0" * 32))
    tx.execute(delete(pending_names).where(mine))


def pending_of(tx: Connection, ref: UUID) -> Sequence[Pending]:
    """Return what was set aside for somebody, the first first."""
    at = pending_names.c
    found = select(at.command, at.fingerprint, at.at).where(at.ref == ref).order_by(at.at)
    late = time.time() - ABANDONED
    return [Pending(ref, command, said, when < late) for command, said, when in tx.execute(found)]


def who_waits(tx: Connection) -> Sequence[UUID]:
    """Return those for whom a name was set aside."""
    return tx.execute(select(pending_names.c.ref).distinct()).scalars().all()

"""The tables of names, and the digests of names that were kept before digests were."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    String,
    Table,
    Uuid,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from infra.people.name_digests import mark_past_noted, name_digests, past_is_noted
from services.stores import LETTER, Damaged

tables = MetaData()
subjects = Table(
    "subjects",
    tables,
    Column("ref", Uuid, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("sealed", LargeBinary),  # null: erased, the reference is spent
)
subject_keys = Table(
    "subject_keys",
    tables,
    Column("ref", Uuid, primary_key=True),
    Column("key", LargeBinary, nullable=False),
)
commitment_salts = Table(
    "commitment_salts",
    tables,
    Column("ref", Uuid, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
)


def note_names_of_before(engine: Engine, note: Callable[[Connection, UUID], None]) -> None:
    """Note once the digests of names that were kept without one; damaged records are left."""
    if past_is_noted(engine):
        return
    noted = name_digests.c.ref == subjects.c.ref
    lacking = select(subjects.c.ref).join(name_digests, noted, isouter=True)
    named = subjects.c.sealed.is_not(None) & (subjects.c.kind != LETTER)
    lacking = lacking.where(name_digests.c.ref.is_(None), named)
    with engine.connect() as connection:
        refs = connection.execute(lacking).scalars().all()
    for ref in refs:
        with suppress(Damaged, IntegrityError), engine.begin() as tx:
            # While its row is held, so that no erasure comes between.
            held = update(subjects).where(subjects.c.ref == ref, subjects.c.sealed.is_not(None))
            if tx.execute(held.values(ref=ref)).rowcount:
                note(tx, ref)
    mark_past_noted(engine)

"""Names as they are read: opened, each with its own key."""

from collections.abc import Collection, Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, select, true

from infra.people.names_kept import subject_keys, subjects
from infra.people.sealing import Entry, unseal

BATCH = 500
every = true()
"""Leaves nobody out."""


def opened(
    connection: Connection, refs: Collection[UUID], which: ColumnElement[bool]
) -> dict[UUID, Entry]:
    """Return what stands under some references, opened with its keys."""
    wanted = select(subjects.c.ref, subjects.c.kind, subjects.c.sealed, subject_keys.c.key)
    wanted = wanted.join(subject_keys, subject_keys.c.ref == subjects.c.ref).where(which)
    return {
        ref: unseal(ref, kind, key, sealed)
        for batch in batches(list(refs))
        for ref, kind, sealed, key in connection.execute(wanted.where(subjects.c.ref.in_(batch)))
    }


def batches(refs: list[UUID]) -> Iterator[list[UUID]]:
    """Yield references, so many at once as a statement may name."""
    for start in range(0, len(refs), BATCH):
        yield refs[start : start + BATCH]

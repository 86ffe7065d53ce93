"""Keyed digests of the names that are kept, to find namesakes; each is gone with its name."""

import secrets
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from hmac import digest
from uuid import UUID

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    ScalarSelect,
    String,
    Table,
    Uuid,
    delete,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError

from domain.nomination.spelling import as_read

MOST = 100
KEY_BYTES = 32
NAMES, ORDERS = 1, 2
"""Of what the digests under a key are: of names that are kept, or of orders in receipts."""

digest_tables = MetaData()
name_digests = Table(
    "name_digests",
    digest_tables,
    Column("ref", Uuid, primary_key=True),
    Column("digest", LargeBinary, nullable=False, index=True),
)
digest_key = Table(
    "digest_key",
    digest_tables,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("key", LargeBinary, nullable=False),
)
name_units = Table(
    "name_units",
    digest_tables,
    Column("ref", Uuid, primary_key=True),
    Column("unit", String(20), primary_key=True),
)
past_noted = Table(
    "past_names_noted",
    digest_tables,
    Column("number", Integer, primary_key=True, autoincrement=False),
)


def past_is_noted(engine: Engine) -> bool:
    """Say whether the names of before were gone through: that is done once for a store."""
    with engine.connect() as connection:
        return connection.execute(select(past_noted.c.number)).first() is not None


def mark_past_noted(engine: Engine) -> None:
    """Keep that the names of before were gone through; another process may be first."""
    with suppress(IntegrityError), engine.begin() as tx:
        tx.execute(insert(past_noted).values(number=1))


def key_of(engine: Engine, number: int = NAMES) -> bytes:
    """Return a key of the digests of this store, made once; another process may be first."""
    if (known := _kept_key(engine, number)) is not None:
        return known
    fresh = secrets.token_bytes(KEY_BYTES)
    with suppress(IntegrityError), engine.begin() as tx:
        tx.execute(insert(digest_key).values(number=number, key=fresh))
    return _kept_key(engine, number) or fresh


def _kept_key(engine: Engine, number: int) -> bytes | None:
    mine = select(digest_key.c.key).where(digest_key.c.number == number)
    with engine.connect() as connection:
        return connection.execute(mine).scalar_one_or_none()


def keyed_digest(key: bytes, of: str) -> str:
    """Return the keyed digest of the digest of an order; it says that it is one."""
    return f"keyed:{digest(key, of.encode(), sha256).hex()}"


def digest_of(key: bytes, kind: str, name: str) -> bytes:
    """Return the digest of a name of a kind of subject, in whichever spelling it is written."""
    return digest(key, f"{kind}/{as_read(name)}".encode(), sha256)


def note_digest(tx: Connection, ref: UUID, value: bytes) -> None:
    """Keep the digest of a name in the place of the one before."""
    tx.execute(delete(name_digests).where(name_digests.c.ref == ref))
    tx.execute(insert(name_digests).values(ref=ref, digest=value))


def note_unit(tx: Connection, ref: UUID, unit: str) -> None:
    """Keep the unit of whoever has a name; they may have had another before."""
    tx.execute(delete(name_units).where(name_units.c.ref == ref, name_units.c.unit == unit))
    tx.execute(insert(name_units).values(ref=ref, unit=unit))


def forget_digest(tx: Connection, ref: UUID) -> None:
    """Take the digest of a name away, and whose it was."""
    tx.execute(delete(name_digests).where(name_digests.c.ref == ref))
    tx.execute(delete(name_units).where(name_units.c.ref == ref))


def same_digest(connection: Connection, ref: UUID, unit: str) -> Sequence[UUID]:
    """Return the other references under the digest of one, as `of_digest` does."""
    mine = select(name_digests.c.digest).where(name_digests.c.ref == ref).scalar_subquery()
    return of_digest(connection, mine, unit, name_digests.c.ref != ref)


def of_digest(
    connection: Connection, value: bytes | ScalarSelect[bytes], unit: str, *but: ColumnElement[bool]
) -> Sequence[UUID]:
    """
    Return the references under a digest, a hundred at most.

    Those of the unit come first, then those whose unit was never noted; of other units none does.
    """
    units = select(name_units.c.ref).where(name_units.c.ref == name_digests.c.ref)
    here, known = units.where(name_units.c.unit == unit).exists(), units.exists()
    others = select(name_digests.c.ref).where(name_digests.c.digest == value, here | ~known, *but)
    ordered = others.order_by(here.desc(), name_digests.c.ref)
    return connection.execute(ordered.limit(MOST)).scalars().all()

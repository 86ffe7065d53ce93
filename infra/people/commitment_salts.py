"""Salts of the commitments that facts hold, one a person: kept like keys, and erased like them."""

import json
import secrets
from contextlib import suppress
from hashlib import sha256
from hmac import digest
from uuid import UUID

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from domain.personal.particulars import Particulars, told_of
from infra.people.names_kept import commitment_salts, subjects
from services.stores import DifferentSubject

SALT_BYTES = 32
ABOUT = b"vinhdanh:particulars:v1:"


def commitment(salt: bytes, told: Particulars) -> str:
    """Return HMAC-SHA256 under *salt* of all that is told, as hexadecimal digits."""
    written = json.dumps(list(told_of(told)), ensure_ascii=False, separators=(",", ":"))
    return digest(salt, ABOUT + written.encode(), sha256).hex()


def salt_of(engine: Engine, ref: UUID) -> bytes:
    """
    Return the salt of *ref*, made once; another process may be first.

    Raises:
        DifferentSubject: *ref* was erased.
    """
    if (known := kept_salt(engine, ref)) is not None:
        return known
    with suppress(IntegrityError), engine.begin() as tx:
        # While its row is held, so that no erasure comes between.
        tx.execute(update(subjects).where(subjects.c.ref == ref).values(ref=ref))
        if _is_spent(tx, ref):
            raise DifferentSubject(str(ref))
        tx.execute(insert(commitment_salts).values(ref=ref, salt=secrets.token_bytes(SALT_BYTES)))
    if (made := kept_salt(engine, ref)) is None:  # erased just now
        raise DifferentSubject(str(ref))
    return made


def kept_salt(engine: Engine, ref: UUID) -> bytes | None:
    """Return the salt of *ref*, None where none was made."""
    mine = select(commitment_salts.c.salt).where(commitment_salts.c.ref == ref)
    with engine.connect() as connection:
        return connection.execute(mine).scalar_one_or_none()


def _is_spent(tx: Connection, ref: UUID) -> bool:
    mine = select(subjects.c.ref).where(subjects.c.ref == ref, subjects.c.sealed.is_(None))
    return tx.execute(mine).first() is not None


def forget_salt(tx: Connection, ref: UUID) -> None:
    """Destroy the salt of whoever is erased."""
    mine = commitment_salts.c.ref == ref
    tx.execute(update(commitment_salts).where(mine).values(salt=b"\0" * SALT_BYTES))
    tx.execute(delete(commitment_salts).where(mine))

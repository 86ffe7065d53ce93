"""One record about somebody: sealed with AES-256-GCM under a key of its own."""

import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.personal.particulars import Particulars, told_of
from services.stores import Damaged

NONCE = 12
SALT = 32
KEY_BITS = 256


@dataclass(frozen=True, slots=True)
class Entry:
    """
    What one record holds; the salt is sealed with the name, so both die with the key.

    `former` are the names that stood there before, oldest first; of former particulars nothing is
    kept. `particulars` is None where none were ever told.
    """

    kind: str
    name: str
    note: str
    salt: bytes
    former: tuple[str, ...] = ()
    particulars: Particulars | None = None

    def commitment(self) -> str:
        """Return SHA-256 of salt and name (NFC, UTF-8) as hexadecimal digits."""
        return sha256(self.salt + self.name.encode()).hexdigest()


def new_key() -> bytes:
    """Return a fresh key for one record."""
    return AESGCM.generate_key(KEY_BITS)


def new_salt() -> bytes:
    """Return a fresh salt for one commitment."""
    return secrets.token_bytes(SALT)


def seal(ref: UUID, key: bytes, entry: Entry) -> bytes:
    """Return all of *entry* but its kind, encrypted and bound to *ref*."""
    nonce = secrets.token_bytes(NONCE)
    beside = [] if entry.particulars is None else [dict(told_of(entry.particulars))]
    written = [entry.name, entry.note, list(entry.former), *beside]
    plain = entry.salt + json.dumps(written, ensure_ascii=False).encode()
    return nonce + AESGCM(key).encrypt(nonce, plain, ref.bytes)


def unseal(ref: UUID, kind: str, key: bytes, sealed: bytes) -> Entry:
    """
    Return what was sealed.

    Raises:
        Damaged: the record does not open with this key, or was moved to another reference.
    """
    try:
        plain = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], ref.bytes)
    except (InvalidTag, ValueError):
        raise Damaged(f"the record of {ref} does not open with its key") from None
    name, note, *rest = json.loads(plain[SALT:])  # records of before keep less
    former = tuple(rest[0]) if rest else ()
    kept = Particulars(**rest[1]) if rest[1:] else None
    return Entry(kind, name, note, plain[:SALT], former, kept)

"""The public keys whose signatures count, as a key set on the disk has them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from warnings import catch_warnings, simplefilter

from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import ECKey, Key, KeySet, OKPKey, RSAKey

ED25519: Final = "Ed25519"
P256: Final = "P-256"
LEAST_RSA_BITS: Final = 2048
"""What a signature of RSA needs (RFC 7518 section 3.3)."""


class BadKeys(Exception):
    """A key file cannot be used; says which and why, never what is in it."""


@dataclass(frozen=True)
class PublicKeys:
    """The keys whose signatures count, by their ids; compared by identity, new when reloaded."""

    by_id: Mapping[str, Key]


def read_public(path: Path) -> PublicKeys:
    """
    Return the signing keys of the key set *path*: Ed25519, P-256, RSA of 2048 bits or more.

    Other kinds are passed over.

    Raises:
        BadKeys: not readable, not a key set, private, two keys of one id, or no key we could use.
    """
    keys = _imported(path)
    if any(map(_is_private, keys)):
        raise BadKeys(f"{path}: holds a private key, only public ones belong here")
    usable = [key for key in keys if _signs(key)]
    by_id = {str(key.kid): key for key in usable}
    if not by_id or len(by_id) < len(usable):
        raise BadKeys(f"{path}: needs Ed25519, P-256 or RSA keys, each with an id of its own")
    return PublicKeys(by_id)


def _imported(path: Path) -> list[Key]:
    try:
        with catch_warnings():  # of weak keys, which are passed over
            simplefilter("ignore", SecurityWarning)
            return list(KeySet.import_key_set(json.loads(path.read_bytes())))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, JoseError) as err:
        raise BadKeys(f"{path}: not a key set ({type(err).__name__})") from None


def _is_private(key: Key) -> bool:
    """Say whether *key* could sign; a shared secret is not for signing here, nor for checking."""
    return key.is_private and key.key_type != "oct"


def _signs(key: Key) -> bool:
    if key.get("use", "sig") != "sig":
        return False
    if isinstance(key, RSAKey):
        return key.public_key.key_size >= LEAST_RSA_BITS
    return isinstance(key, (OKPKey, ECKey)) and key.curve_name in {ED25519, P256}

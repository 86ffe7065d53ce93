"""The public keys whose signatures count: a key set on the disk that may change at any time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, KeySet, OKPKey

ED25519: Final = "Ed25519"
P256: Final = "P-256"
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


class BadKeys(Exception):
    """A key file cannot be used; says which and why, never what is in it."""


@dataclass(frozen=True)
class PublicKeys:
    """The keys whose signatures count, by their ids; compared by identity, new when reloaded."""

    by_id: Mapping[str, Key]


class KeyFile:
    """A public key set on the disk; read again when the file was replaced or rewritten."""

    def __init__(self, path: Path) -> None:
        """
        Read *path* once.

        Raises:
            BadKeys: not a usable public key set.
        """
        self._path = path
        self._kept = (_mark(path), read_public(path))

    def current(self) -> PublicKeys:
        """Return the keys of now; a file that became unreadable leaves the last good ones."""
        mark, keys = self._kept
        found = _mark(self._path)
        if found == mark:
            return keys
        try:
            keys = read_public(self._path)
        except BadKeys as err:
            log.warning("keys.refused", reason=str(err))
        else:
            log.info("keys.reloaded", kids=sorted(keys.by_id))
        self._kept = (found, keys)
        return keys


def read_public(path: Path) -> PublicKeys:
    """
    Return the Ed25519 and P-256 signing keys of the key set *path*; other kinds are passed over.

    Raises:
        BadKeys: not readable, not a key set, private, two keys of one id, or no key we could use.
    """
    keys = _imported(path)
    if any(map(_is_private, keys)):
        raise BadKeys(f"{path}: holds a private key, only public ones belong here")
    usable = [key for key in keys if _signs(key)]
    by_id = {str(key.kid): key for key in usable}
    if not by_id or len(by_id) < len(usable):
        raise BadKeys(f"{path}: needs Ed25519 or P-256 keys, each with an id of its own")
    return PublicKeys(by_id)


def _imported(path: Path) -> list[Key]:
    try:
        return list(KeySet.import_key_set(json.loads(path.read_bytes())))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, JoseError) as err:
        raise BadKeys(f"{path}: not a key set ({type(err).__name__})") from None


def _is_private(key: Key) -> bool:
    """Say whether *key* could sign; a shared secret is not for signing here, nor for checking."""
    return key.is_private and key.key_type != "oct"


def _signs(key: Key) -> bool:
    curve = key.curve_name if isinstance(key, (OKPKey, ECKey)) else ""
    return curve in {ED25519, P256} and key.get("use", "sig") == "sig"


def _mark(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_size, found.st_ino)

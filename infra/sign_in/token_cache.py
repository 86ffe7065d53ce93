"""Tokens already found good, so that a signature is checked once and not at every request."""

from threading import Lock

from infra.sign_in.token_claims import Said
from infra.sign_in.token_keys import PublicKeys


class Verified:
    """The last tokens found good under one set of keys, by digest; other keys start it anew."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._keys: PublicKeys | None = None
        self._said: dict[bytes, Said] = {}

    def find(self, keys: PublicKeys, digest: bytes) -> Said | None:
        """Return what was said, None when unknown under these *keys*."""
        with self._lock:
            return self._said.get(digest) if keys is self._keys else None

    def keep(self, keys: PublicKeys, digest: bytes, said: Said) -> None:
        """Remember *said*; the oldest makes room."""
        with self._lock:
            if keys is not self._keys:
                self._keys, self._said = keys, {}
            while len(self._said) >= self._most > 0:
                del self._said[next(iter(self._said))]
            if self._most:
                self._said[digest] = said

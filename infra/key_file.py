"""A public key set on the disk that may change at any time."""

from pathlib import Path

import structlog

from infra.sign_in.token_keys import BadKeys, PublicKeys, read_public

log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


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


def _mark(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_size, found.st_ino)

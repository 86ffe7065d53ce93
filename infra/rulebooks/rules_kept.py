"""Files of rules kept under their digest: what is proposed can be looked at, then put in place."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path

from infra.folder_sync import sync
from infra.rulebooks.read_once import ReadOnce
from infra.settings import Settings
from services.upkeep import RulesSet

FOLDER = "proposed-rules"
DIGEST = re.compile(r"[0-9a-f]{64}")
READ_ONLY = 0o400


class KeptRules:
    """The port RulesFiles: proposed-rules/DIGEST.toml of the home, read-only and whole."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._folder = settings, settings.home / FOLDER

    def keep(self, content: bytes) -> str:
        """Keep a file, from now on; what lies there is written anew. On return it is on disk."""
        digest = sha256(content).hexdigest()
        with self._alone():
            number, path = tempfile.mkstemp(dir=self._folder)
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fchmod(file.fileno(), READ_ONLY)
                os.fsync(file.fileno())
            Path(path).replace(self._path(digest))
            sync(self._folder)
        return digest

    def sweep(self, said: frozenset[str], before: datetime) -> int:
        """Let files go that were kept last before a moment under no digest that was *said*."""
        with self._alone():
            unsaid = [
                one for one in self._folder.iterdir() if one.name.removesuffix(".toml") not in said
            ]
            gone = [one for one in unsaid if one.stat().st_mtime < before.timestamp()]
            for one in gone:
                one.unlink()
        return len(gone)

    def find(self, digest: str) -> bytes | None:
        """Return bytes that bear the digest; none of a damaged file are told."""
        if not DIGEST.fullmatch(digest):
            return None
        try:
            content = self._path(digest).read_bytes()
        except FileNotFoundError:
            return None
        return content if sha256(content).hexdigest() == digest else None

    def would_set(self, kind: str, content: bytes) -> RulesSet:
        """Return what a file would set that was sent; Refused when it makes no sense."""
        from infra.rulebooks.rules_proposed import what_would_be_set  # noqa: PLC0415 - loads every driver

        return what_would_be_set(kind, ReadOnce(Path(f"{kind}.toml"), content), self._settings)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let nobody sweep a file away that another process is keeping anew."""
        if not self._folder.exists():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync(self._folder.parent)
        descriptor = os.open(self._folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            flock(descriptor, LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _path(self, digest: str) -> Path:
        return self._folder / f"{digest}.toml"

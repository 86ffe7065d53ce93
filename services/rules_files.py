"""The port of the operator's files of rules: what a file sets, and its bytes under their digest."""

from datetime import datetime
from typing import Protocol

from services.upkeep import RulesSet


class RulesFiles(Protocol):
    """Bytes of files of rules that were proposed or are in force, kept beside the log."""

    def keep(self, content: bytes) -> str:
        """
        Keep a file from now on, on the disk; return its SHA-256, under which it is found.

        It is done before the fact that names the digest. Again is harmless.
        """
        ...

    def sweep(self, said: frozenset[str], before: datetime) -> int:
        """Let files go that were kept last before a moment under no digest *said*; count them."""
        ...

    def find(self, digest: str) -> bytes | None:
        """Return the bytes of a digest, None where they were never kept here or were altered."""
        ...

    def would_set(self, kind: str, content: bytes) -> RulesSet:
        """
        Return what a file of a kind would set that was sent.

        Raises:
            Refused: it is empty, or makes no sense, each with its line.
        """
        ...

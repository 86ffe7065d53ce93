"""The port of the operator's files of rules: what a file sets, and its bytes under their digest."""

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class RulesSet:
    """What a file of rules would set, in words; its SHA-256 and its bytes, of one reading."""

    told: str
    digest: str
    content: bytes = field(repr=False)


class RulesFiles(Protocol):
    """Bytes of files of rules that were proposed or are in force, kept beside the log."""

    def keep(self, content: bytes) -> str:
        """Keep a file; return its SHA-256, under which it is found. Again is harmless."""
        ...

    def find(self, digest: str) -> bytes | None:
        """Return the bytes of a digest, None where they were never kept here or were altered."""
        ...

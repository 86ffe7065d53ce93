"""A file that is read once: what is hashed is what is read as rules, whoever swaps it meanwhile."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, eq=False)
class ReadOnce:
    """
    A file by its path; its bytes are read when first asked for, and remembered.

    They go along to the processes of the service. `given` are the bytes of one that came by
    another way than a path, such as a form. Two are never equal: each may hold other bytes.
    """

    path: Path
    given: bytes | None = field(default=None, repr=False)

    @cached_property
    def content(self) -> bytes:
        """The bytes; OSError where they cannot be read."""
        return self.path.read_bytes() if self.given is None else self.given

    @property
    def text(self) -> str:
        """The bytes as UTF-8; UnicodeDecodeError where they are none."""
        return self.content.decode("utf-8")

    @property
    def digest(self) -> str | None:
        """The SHA-256 of the bytes, None where the file is empty."""
        return sha256(self.content).hexdigest() if self.content.strip() else None

    @property
    def name(self) -> str:
        """The name of the file in its folder."""
        return self.path.name

    def __str__(self) -> str:
        return str(self.path)


def once(file: Path | ReadOnce) -> ReadOnce:
    """Return a file that is read once; one that is already stays the same."""
    return file if isinstance(file, ReadOnce) else ReadOnce(file)

"""The leaf of a fact: every column of its row in one form, so that no bit of it can be altered."""

from dataclasses import dataclass
from uuid import UUID

FORM = b"vinhdanh fact 1\n"
WHOLE_NUMBER, LENGTH = 8, 4  # bytes, the highest first


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A row as the ledger keeps it; `content` holds the fact and its envelope, byte for byte."""

    position: int
    stream: UUID
    version: int
    name: str
    content: bytes

    def leaf(self) -> bytes:
        """
        Return the row as one string of bytes; no other row has the same.

        The form, position (8 bytes), stream (16), version (8), length of the stored name (4), the
        name in UTF-8, and the content up to the end.
        """
        name = self.name.encode()
        return b"".join(
            (
                FORM,
                self.position.to_bytes(WHOLE_NUMBER, "big"),
                self.stream.bytes,
                self.version.to_bytes(WHOLE_NUMBER, "big"),
                len(name).to_bytes(LENGTH, "big"),
                name,
                self.content,
            )
        )

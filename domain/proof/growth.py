"""
A checkpoint together with the proof that it continues an older one, as one text to be carried.

Source:
    C2SP tlog-witness, the body of add-checkpoint: a line "old" with the older size, up to 63 lines
    of hashes in base64 (RFC 9162, 2.1.4), an empty line, and the checkpoint as it was signed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from domain.proof.note import HASH, SIZE, BadNote, Note, base64_of, bytes_of, read_note

MOST_HASHES = 63
OLD = "old "
FORM = re.compile(rf"{OLD}({SIZE.pattern})\n((?:[^\n]+\n){{0,{MOST_HASHES}}})\n(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Growth:
    """A signed checkpoint, and the hashes that prove the first `old` facts of it."""

    old: int
    path: Sequence[bytes]
    note: Note

    def written(self) -> str:
        """Return it as it is carried."""
        hashes = "".join(f"{base64_of(one)}\n" for one in self.path)
        return f"{OLD}{self.old}\n{hashes}\n{self.note.written()}"


def read_growth(written: str) -> Growth:
    """
    Return the growth that somebody wrote; nothing is said of proof or signatures yet.

    Raises:
        BadNote: it is none.
    """
    found = FORM.fullmatch(written)
    if found is None:
        raise BadNote("not a line of the older size, hashes, an empty line and a checkpoint")
    path = [bytes_of(line, "a hash") for line in found[2].splitlines()]
    if any(len(one) != HASH for one in path):
        raise BadNote("a hash of the proof is none")
    return Growth(int(found[1]), path, read_note(found[3]))

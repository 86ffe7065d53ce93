"""
How a log's old key hands over to a new one, so that whoever knows the old one knows the new.

A signed note of four lines: the form, the origin, the new key as those who check keep it, and how
many facts the log held then. Both sign it: the old key says who comes next and that it signs
nothing longer, the new one that it is in the hands of its keeper. Notes of before have no size.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from domain.proof.note import SIZE, BadNote, Key, Note, read_key, read_note

BEFORE, FORM = (f"vinhdanh key hand-over {number}" for number in (1, 2))
EACH = re.compile(r"(?m)^(?=vinhdanh key hand-over [12]$)")


@dataclass(frozen=True, slots=True)
class Handover:
    """Which key comes next, and how many facts the log held then; None: it was not written down."""

    key: Key
    size: int | None

    def text(self) -> str:
        """Return what both keys sign."""
        lines = [self.key.name, self.key.written()]
        if self.size is None:
            return "\n".join((BEFORE, *lines, ""))
        return "\n".join((FORM, *lines, str(self.size), ""))


def handover_in(note: Note) -> Handover:
    """
    Return the hand-over that a note is; nothing is said of its signatures yet.

    Raises:
        BadNote: it is none.
    """
    form, origin, written, size, *_ = (*note.text.split("\n"), "", "", "", "")
    sized = form == FORM and SIZE.fullmatch(size)
    found = Handover(read_key(written), int(size) if sized else None)
    if found.key.name != origin or note.text != found.text():
        raise BadNote("not a form, an origin, a key of it and a size")
    return found


def read_handovers(written: str) -> list[Note]:
    """
    Return the hand-overs that stand in a file one after the other.

    Raises:
        BadNote: something else stands there.
    """
    return [read_note(one) for one in EACH.split(written) if one]


class TwoHeirs(BadNote):
    """One key handed over to two others: somebody else has it too."""


def succeeding(earlier: Handover | None, handover: Handover, elder: Key) -> Handover:
    """
    Return how a key handed over, of what was known of that and what is told now.

    Raises:
        TwoHeirs: it hands over to another key now.
    """
    if earlier is None:
        return handover
    if earlier.key != handover.key:
        heirs = " and ".join(sorted(one.key.id.hex() for one in (earlier, handover)))
        raise TwoHeirs(f"the key {elder.id.hex()} handed over twice, to {heirs}")
    return min(earlier, handover, key=lambda one: (one.size is None, one.size or 0))


def last_size(key: Key, handovers: Mapping[Key, Handover]) -> int | None:
    """
    Return how many facts a key may sign for at most; None where nothing says so.

    What was handed over without a size ends where the next key does, since that came after it.
    """
    for _ in handovers:
        if key not in handovers or handovers[key].size is not None:
            break
        key = handovers[key].key
    return handovers[key].size if key in handovers else None

"""
How a log's old key hands over to a new one, so that whoever knows the old one knows the new.

A signed note of three lines: the form, the origin, and the new key as those who check keep it. Both
sign it: the old key says who comes next, the new one that it is in the hands of its keeper.
"""

import re
from collections.abc import Sequence

from domain.proof.note import BadNote, Key, Note, read_key, read_note

FORM = "vinhdanh key hand-over 1"
EACH = re.compile(rf"(?m)^(?={re.escape(FORM)}$)")


def handing_over_to(key: Key) -> str:
    """Return the text by which the log hands over to *key*."""
    return f"{FORM}\n{key.name}\n{key.written()}\n"


def heir_in(note: Note) -> Key:
    """
    Return the key that a note hands over to; nothing is said of its signatures yet.

    Raises:
        BadNote: it is no hand-over.
    """
    _, origin, written, *_ = (*note.text.split("\n"), "", "", "")
    key = read_key(written)
    if key.name != origin or note.text != handing_over_to(key):
        raise BadNote("not a form, an origin and a key of it")
    return key


def read_handovers(written: str) -> Sequence[Note]:
    """
    Return the hand-overs that stand in a file one after the other.

    Raises:
        BadNote: something else stands there.
    """
    return [read_note(one) for one in EACH.split(written) if one]

"""A sealed pack for an auditor: its entries, and the ZIP that holds them, always the same bytes."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from struct import pack
from uuid import UUID
from zlib import crc32

import msgspec

from domain.proof.leaf import StoredFact
from domain.proof.note import Key, Note

FORM, HANDOVERS = "vinhdanh audit pack 1", "handovers.txt"
# ZIP (APPNOTE 6.3): records of an entry, of its line in the index, and of the end.
LOCAL, CENTRAL, END = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"
PLAIN = (20, 0, 0, 0, 0x21)
"""Version, flags, stored as it is, midnight, 1980-01-01: nothing of a clock or a library."""

Entries = Mapping[str, bytes]
Paths = Callable[[int], Sequence[bytes]]
"""Gives the proof that the fact at a position is under the checkpoint."""


def sealed(kind: str, subject: UUID, entries: Entries) -> bytes:
    """Return the pack: what it is about with the digest of each entry, then the entries."""
    lines = [f"{sha256(entries[name]).hexdigest()}  {name}\n" for name in sorted(entries)]
    manifest = f"{FORM}\n{kind} {subject}\n{''.join(lines)}"
    return zipped({"manifest.txt": manifest.encode(), **dict(sorted(entries.items()))})


def zipped(entries: Entries) -> bytes:
    """Return a ZIP of some entries in their order, none of them compressed."""
    body, index = list[bytes](), list[bytes]()
    at = 0
    for name, content in entries.items():
        told = (crc32(content), len(content), len(content), len(name), 0)
        index += pack(CENTRAL, b"PK\1\2", 20, *PLAIN, *told, 0, 0, 0, 0, at), name.encode()
        body += pack(LOCAL, b"PK\3\4", *PLAIN, *told), name.encode(), content
        at += sum(map(len, body[-3:]))
    count, long = len(entries), sum(map(len, index))
    return b"".join([*body, *index, pack(END, b"PK\5\6", 0, 0, count, count, long, at, 0)])


def line_of(fact: StoredFact) -> bytes:
    """Return a fact as `vinhdanh export` writes it: a line of JSON."""
    told = {"position": fact.position, "stream": fact.stream, "version": fact.version}
    whole = {**told, "name": fact.name, "content": fact.content.decode()}
    return msgspec.json.encode(whole) + b"\n"


def proven(
    facts: Sequence[StoredFact],
    path: Paths,
    note: Note,
    keys: Sequence[Key],
    handovers: str = "",
) -> dict[str, bytes]:
    """
    Return the entries that are checked: facts, their proofs, the checkpoint, the keys.

    Where keys were handed over, the hand-overs too: so that who knows an older key needs no more.
    """
    return {
        **({HANDOVERS: handovers.encode()} if handovers else {}),
        "checkpoint.txt": note.written().encode(),
        "facts.jsonl": b"".join(map(line_of, facts)),
        "keys.txt": "".join(f"{key.written()}\n" for key in keys).encode(),
        "proofs.jsonl": b"".join(proof_line(one.position, path(one.position)) for one in facts),
    }


def proof_line(position: int, path: Sequence[bytes]) -> bytes:
    """Return the proof of inclusion of a fact as a line of JSON."""
    told = {"position": position, "hashes": [b64encode(one).decode() for one in path]}
    return msgspec.json.encode(told) + b"\n"

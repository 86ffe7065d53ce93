"""A log of nine facts that never change, a fork of it, and notes by keys that are known."""

import json
from base64 import b64encode
from collections.abc import Sequence
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from domain.proof.leaf import StoredFact
from domain.proof.note import Checkpoint
from domain.proof.tree import Growing, leaf_hash
from infra.proof.keys import SigningKey, signed

ORIGIN = "vinhdanh.example/vectors"
OURS, NEXT, STRANGER = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2, 3))
KEY, NEXT_KEY = SigningKey(ORIGIN, OURS), SigningKey(ORIGIN, NEXT)
THEIRS = SigningKey("another.example/log", STRANGER)
IMPOSTOR = SigningKey(ORIGIN, STRANGER)
STREAMS = [UUID(int=(0x10 + n) << 120 | n) for n in range(3)]
CONTENTS = (
    '{"fact":"opened","by":"Thanh Bình, “1 < 2”"}',
    "",
    'hai dòng\nvà dấu gạch \\ và "ngoặc"',
    "\u2028\u2029 và \x00\x1f\x7f",
    "🏅 huân chương",
    "e\u0301 và \u00e9",
    '{"position":6,"stream":"","version":1}',
    "x" * 300,
    "cuối",
)
TURNS = ((0, 1), (1, 1), (0, 2), (2, 1), (0, 3), (1, 2), (2, 2), (2, 3), (0, 4))


def facts(contents: Sequence[str] = CONTENTS) -> list[StoredFact]:
    """Return the nine facts."""
    return [
        StoredFact(at, STREAMS[of], version, f"kind-{of}.v1", content.encode())
        for at, ((of, version), content) in enumerate(zip(TURNS, contents, strict=True), 1)
    ]


def line(one: StoredFact) -> bytes:
    """Return a fact as an export has it."""
    told = {"position": one.position, "stream": str(one.stream), "version": one.version}
    whole = {**told, "name": one.name, "content": one.content.decode()}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def text_of(some: Sequence[StoredFact], origin: str = ORIGIN) -> str:
    """Return the checkpoint of some facts, to be signed."""
    tree = Growing()
    for one in some:
        tree.add(leaf_hash(one.leaf()))
    return Checkpoint(origin, len(some), tree.root()).text()


def note(text: str, *by: SigningKey) -> str:
    """Return a note."""
    return signed(text, by or (KEY,)).written()


def sealed(text: str, name: str, identity: bytes, signature: bytes) -> str:
    """Return a note with one signature line made by hand."""
    return f"{text}\n\u2014 {name} {b64encode(identity + signature).decode()}\n"


FACTS = facts()
LINES = [line(one) for one in FACTS]
FORKED = facts((*CONTENTS[:5], "khác", *CONTENTS[6:]))
FORK = [line(one) for one in FORKED]
OLD = 4
OLDER, NEWER = text_of(FACTS[:OLD]), text_of(FACTS)
NOTES = {"older.txt": note(OLDER), "newer.txt": note(NEWER)}
KEYS = f"# khóa công khai\n{KEY.public.written()}\n"

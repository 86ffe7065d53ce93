"""
Notes that are signed, and the checkpoint of a log as such a note.

Source:
    C2SP signed-note and tlog-checkpoint: a text of lines, an empty line, and a line a signature,
    "— name base64(key id of 4 bytes, signature)"; origin, size and root in base64 are the first
    three lines of a checkpoint, lines of extension may follow. Signatures here are Ed25519 (RFC
    8032), type 0x01; those of witnesses are of type 0x04 (tlog-cosignature).
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

ED25519, WITNESS = b"\x01", b"\x04"
KINDS = {ED25519: "an Ed25519 key", WITNESS: "a key of a witness"}
DASH = "\u2014 "
SUBLOGS = "sub-logs "
ID, PUBLIC, HASH, MOST_SIGNATURES = 4, 32, 32, 100
NAME = re.compile(r"[^\s+]+")
SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


class BadNote(ValueError):
    """A text is no signed note, no checkpoint or no key; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Key:
    """A public key under its name, and what it signs; the id of its signatures follows from all."""

    name: str
    public: bytes
    kind: bytes = ED25519

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name) or len(self.public) != PUBLIC:
            raise BadNote("a key has a name without spaces and plus signs, and 32 bytes")

    @property
    def id(self) -> bytes:
        """The first four bytes of the hash over name, kind and key."""
        return sha256(self.name.encode() + b"\n" + self.kind + self.public).digest()[:ID]

    def written(self) -> str:
        """Return the key as those who check signatures keep it: name+id+base64."""
        return f"{self.name}+{self.id.hex()}+{base64_of(self.kind + self.public)}"


def read_key(written: str, kind: bytes = ED25519) -> Key:
    """
    Return the key of a line name+id+base64, which signs what keys of that *kind* sign.

    Raises:
        BadNote: it is no such line, of another kind of key, or its id is not its own.
    """
    name, identity, coded = (*written.split("+", 2), "", "")[:3]
    content = bytes_of(coded, "a key")
    if content[:1] != kind:
        raise BadNote(f"not {KINDS[kind]}")
    key = Key(name, content[1:], kind)
    if key.id.hex() != identity:
        raise BadNote("the id of a key is not its own")
    return key


@dataclass(frozen=True, slots=True)
class Signature:
    """A line below a note: whose signature, by which key, and the signature."""

    name: str
    key: bytes
    signed: bytes

    def written(self) -> str:
        """Return the line."""
        return f"{DASH}{self.name} {base64_of(self.key + self.signed)}\n"

    def is_by(self, key: Key) -> bool:
        """Say whether it claims to be made with *key*."""
        return (self.name, self.key) == (key.name, key.id)


@dataclass(frozen=True, slots=True)
class Note:
    """A text, whose last line ends, and the signatures below it."""

    text: str
    signatures: tuple[Signature, ...]

    def written(self) -> str:
        """Return the note as it is handed out."""
        return "\n".join((self.text, "".join(one.written() for one in self.signatures)))


def read_note(written: str) -> Note:
    """
    Return the note that somebody wrote; nothing is said of its signatures yet.

    Raises:
        BadNote: it is none.
    """
    text, parted, below = written.rpartition("\n\n")
    lines = below.split("\n")
    whole = parted and not lines.pop() and 1 <= len(lines) <= MOST_SIGNATURES
    if not whole or UNSEEN.search(written):
        raise BadNote("not a text, an empty line, and lines of signatures")
    return Note(f"{text}\n", tuple(map(_signature, lines)))


def _signature(line: str) -> Signature:
    name, parted, coded = line.removeprefix(DASH).partition(" ")
    content = bytes_of(coded, "a signature")
    if not line.startswith(DASH) or not NAME.fullmatch(name) or not parted or len(content) <= ID:
        raise BadNote("a line of a signature is none")
    return Signature(name, content[:ID], content[ID:])


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """
    How a log stood: which log, how many facts, and the root over them.

    `sublogs` is the root over its sub-logs, as a line of extension; older ones do without.
    """

    origin: str
    size: int
    root: bytes
    sublogs: bytes | None = None

    def text(self) -> str:
        """Return the text that is signed."""
        beside = f"{SUBLOGS}{base64_of(self.sublogs)}\n" if self.sublogs else ""
        return f"{self.origin}\n{self.size}\n{base64_of(self.root)}\n{beside}"


def read_checkpoint(note: Note) -> Checkpoint:
    """
    Return the checkpoint that a note is; lines of it that nobody here knows are passed over.

    Raises:
        BadNote: it is none.
    """
    origin, size, coded, *beside = (*note.text.split("\n"), "", "")
    root = bytes_of(coded, "a root")
    if not origin or not SIZE.fullmatch(size) or len(root) != HASH:
        raise BadNote("not an origin, a size and a root")
    return Checkpoint(origin, int(size), root, _sublogs(beside))


def _sublogs(lines: Sequence[str]) -> bytes | None:
    found = [line.removeprefix(SUBLOGS) for line in lines if line.startswith(SUBLOGS)]
    if not found:
        return None
    root = bytes_of(found[0], "a root")
    if len(found) > 1 or len(root) != HASH:
        raise BadNote("not one root over sub-logs")
    return root


def keys_of(lines: str, kind: bytes = ED25519) -> Sequence[Key]:
    """Return the keys of a list, one a line; lines behind a # are passed over."""
    found = [line for line in lines.splitlines() if line and not line.startswith("#")]
    return [read_key(line, kind) for line in found]


def base64_of(content: bytes) -> str:
    """Return bytes as base64."""
    return b64encode(content).decode()


def bytes_of(coded: str, what: str) -> bytes:
    """Return *what* was written in base64; BadNote unless it is in its one form."""
    try:
        content = b64decode(coded, validate=True)
    except ValueError:
        content = b""
    if not content or base64_of(content) != coded:
        raise BadNote(f"{what} is not written in base64")
    return content

"""
Verify an export of the log with nothing but Python: verify.py --keys KEYS EXPORT NOTE...

EXPORT is what `vinhdanh export` wrote, KEYS the lines of the service's keys as you took them, each
NOTE a checkpoint you kept. With --witness WITNESSES, the keys of witnesses, it asks of each note
that --quorum of them cosigned it, or all. With --handovers FILE it believes the keys that yours
handed over to. It says what holds and what does not, and exits with 1 if anything does not. It
uses no code of the service, so that neither has to trust the other.

Source:
    RFC 9162 (the tree), RFC 8032 (Ed25519), C2SP signed-note, tlog-checkpoint, tlog-cosignature.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256, sha512
from pathlib import Path
from uuid import UUID

# The curve of Ed25519: its field, the order of its base point, its constant d, a root of -1.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
ED25519, WITNESS, KEY_BYTES, ID_BYTES, SIGNATURE_BYTES, MOMENT_BYTES = 1, 4, 32, 4, 64, 8
HANDOVER = "vinhdanh key hand-over 1\n"

Point = tuple[int, int, int, int]  # x, y, z and t, with x/z and y/z on the curve and t = xy/z
NEUTRAL: Point = (0, 1, 1, 0)


class Wrong(Exception):
    """Something does not hold."""


def add(a: Point, b: Point) -> Point:
    """Return the sum of two points (RFC 8032, 5.1.4)."""
    one, other = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0])
    third, fourth = 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    e, f, g, h = other - one, fourth - third, fourth + third, other + one
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: Point) -> Point:
    """Return *point* taken so many times."""
    total = NEUTRAL
    while number:
        if number & 1:
            total = add(total, point)
        point, number = add(point, point), number >> 1
    return total


def same(a: Point, b: Point) -> bool:
    """Say whether two points are one."""
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 == (a[1] * b[2] - b[1] * a[2]) % P


def point(coded: bytes) -> Point:
    """Return the point that 32 bytes stand for (RFC 8032, 5.1.3)."""
    y = int.from_bytes(coded, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise Wrong("a point is not on the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, -1, P) % P).to_bytes(KEY_BYTES, "little"))


def is_signed(public: bytes, text: bytes, signature: bytes) -> bool:
    """Say whether *signature* is Ed25519's of *text* by *public* (RFC 8032, 5.1.7)."""
    if len(signature) != SIGNATURE_BYTES or len(public) != KEY_BYTES:
        return False
    commitment, s = signature[:KEY_BYTES], int.from_bytes(signature[KEY_BYTES:], "little")
    digest = int.from_bytes(sha512(commitment + public + text).digest(), "little") % ORDER
    try:
        right = add(point(commitment), times(digest, point(public)))
    except Wrong:
        return False
    return s < ORDER and same(times(s, BASE), right)


@dataclass(frozen=True)
class Checkpoint:
    """What a note says of the log."""

    whence: str
    size: int
    root: bytes


Keys = dict[tuple[str, bytes], bytes]


def keys(text: str, kind: int = ED25519) -> Keys:
    """Return the keys of lines name+id+base64, by name and id."""
    found = {}
    for line in (one for one in text.splitlines() if one and not one.startswith("#")):
        name, _, coded = line.split("+", 2)
        content = b64decode(coded, validate=True)
        identity = sha256(name.encode() + b"\n" + content).digest()[:ID_BYTES]
        if content[0] != kind or line.split("+", 2)[1] != identity.hex():
            raise Wrong(f"the key of {name} is none")
        found[name, identity] = content[1:]
    if len(set(found.values())) < len(found):
        raise Wrong("one key stands there twice")
    return found


def signatures(below: str, known: Keys) -> Iterator[tuple[tuple[str, bytes], bytes, bytes]]:
    """Yield the signatures that claim to be by a known key: whose, the key, what stands there."""
    for line in below.splitlines():
        dash, name, coded = line.split(" ")
        content = b64decode(coded, validate=True)
        whose = name, content[:ID_BYTES]
        if dash == "\u2014" and whose in known:
            yield whose, known[whose], content[ID_BYTES:]


def signed(whence: str, note: str, known: Keys) -> tuple[str, set[tuple[str, bytes]]]:
    """Return the text of a note and whose signatures of it hold; Wrong when one does not."""
    text, _, below = note.rpartition("\n\n")
    text, found = f"{text}\n", set()
    for whose, public, signature in signatures(below, known):
        if not is_signed(public, text.encode(), signature):
            raise Wrong(f"{whence}: the signature of {whose[0]} does not hold")
        found.add(whose)
    return text, found


def cosigned(whence: str, note: str, witnesses: Keys, quorum: int) -> tuple[bool, str]:
    """Say whether so many witnesses cosigned a note."""
    text, _, below = note.rpartition("\n\n")
    found = set()
    for whose, public, timed in signatures(below, witnesses):
        at, signature = int.from_bytes(timed[:MOMENT_BYTES], "big"), timed[MOMENT_BYTES:]
        stated = f"cosignature/v1\ntime {at}\n{text}\n"
        if not is_signed(public, stated.encode(), signature):
            raise Wrong(f"{whence}: the cosignature of {whose[0]} does not hold")
        found.add(whose)
    said = f"{whence}: {len(found)} of {len(witnesses)} witnesses, {quorum} needed"
    return len(found) >= quorum, said


def with_heirs(known: Keys, handovers: str) -> Keys:
    """Return the keys that are known, and those that they handed over to, each by both."""
    found = dict(known)
    for part in handovers.split(HANDOVER)[1:]:
        note = HANDOVER + part
        heir = keys(note.split("\n")[2])
        text, by = signed("a hand-over", note, {**found, **heir})
        ((name, identity),) = heir
        whole = text == f"{HANDOVER}{name}\n{note.split(chr(10))[2]}\n"
        elders = {one for one in by & found.keys() if one[0] == name}
        if whole and (name, identity) in by and elders:
            found |= heir
    return found


def checkpoint(whence: str, note: str, known: Keys) -> Checkpoint:
    """Return what a note says, once a known key is seen to have signed it."""
    text, by = signed(whence, note, known)
    origin, size, root, *_ = text.splitlines()
    if not by or origin not in {name for name, _ in known}:
        raise Wrong(f"{whence}: no known key of {origin} signed it")
    return Checkpoint(whence, int(size), b64decode(root, validate=True))


def leaf(fact: dict[str, str | int]) -> bytes:
    """Return the hash of a fact: of all its columns in their one form."""
    if list(map(type, fact.values())) != [int, str, int, str, str]:
        raise Wrong(f"position {fact['position']}: not five columns of their kinds")
    name, content = str(fact["name"]).encode(), str(fact["content"]).encode()
    numbers = [int(fact[one]).to_bytes(8, "big") for one in ("position", "version")]
    stream = UUID(str(fact["stream"]))
    if str(stream) != fact["stream"]:
        raise Wrong(f"position {fact['position']}: its stream is written in another way")
    head = b"\0vinhdanh fact 1\n" + numbers[0] + stream.bytes + numbers[1]
    return sha256(head + len(name).to_bytes(4, "big") + name + content).digest()


class Tree:
    """The tree of RFC 9162 as it grows: the roots of the whole subtrees it is made of."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []

    def add(self, top: bytes) -> None:
        """Take in the hash of a leaf."""
        left = self.size
        while left & 1:
            top, left = sha256(b"\1" + self.peaks.pop() + top).digest(), left >> 1
        self.peaks.append(top)
        self.size += 1

    def root(self) -> bytes:
        """Return the root."""
        if not self.peaks:
            return sha256().digest()
        top, *others = self.peaks[::-1]
        for peak in others:
            top = sha256(b"\1" + peak + top).digest()
        return top


def verify(lines: Iterable[bytes], held: Sequence[Checkpoint]) -> Iterator[tuple[bool, str]]:
    """Go through an export once; say of each thing whether it holds."""
    tree, versions, roots = Tree(), dict[str, int](), {0: sha256().digest()}
    sizes = {one.size for one in held}
    for line in lines:
        fact = json.loads(line)
        stream = str(fact["stream"])
        versions[stream] = versions.get(stream, 0) + 1
        if fact["position"] != tree.size + 1:
            yield False, f"position {tree.size + 1}: {fact['position']} stands there"
            break
        if fact["version"] != versions[stream]:
            yield False, f"position {fact['position']}: version {fact['version']} is out of turn"
        tree.add(leaf(fact))
        if tree.size in sizes:
            roots[tree.size] = tree.root()
    yield tree.size > 0, f"{tree.size} facts read, the root over them {tree.root().hex()}"
    good = 0
    for one in sorted(held, key=lambda one: one.size):
        holds = roots.get(one.size) == one.root
        place = f"not as signed, among {good + 1} to {one.size}"
        yield holds, f"{one.whence}: {one.size} facts {'as signed' if holds else place}"
        good = one.size if holds else good


def held(asked: Namespace) -> Iterator[Checkpoint | tuple[bool, str]]:
    """Yield each checkpoint that is given, and whether enough witnesses cosigned it."""
    known = keys(asked.keys.read_text(encoding="utf-8"))
    if asked.handovers:
        known = with_heirs(known, asked.handovers.read_text(encoding="utf-8"))
    for path in asked.notes:
        note = path.read_text(encoding="utf-8")
        yield checkpoint(str(path), note, known)
        if asked.witness:
            witnesses = keys(asked.witness.read_text(encoding="utf-8"), WITNESS)
            yield cosigned(str(path), note, witnesses, asked.quorum or len(witnesses))


def found(asked: Namespace) -> Iterator[tuple[bool, str]]:
    """Verify; say of each thing whether it holds."""
    if asked.quorum is not None and (asked.quorum < 1 or not asked.witness):
        yield False, "--quorum is a number from 1, of the witnesses of --witness"
    try:
        told = list(held(asked))
        yield from (one for one in told if isinstance(one, tuple))
        with asked.export.open("rb") as lines:
            yield from verify(lines, [one for one in told if isinstance(one, Checkpoint)])
    except (Wrong, ValueError, KeyError, TypeError, OverflowError, IndexError) as err:
        yield False, str(err) or type(err).__name__


def main() -> None:
    """Read the arguments, verify, and tell."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=Path, required=True)
    parser.add_argument("--handovers", type=Path)
    parser.add_argument("--witness", type=Path)
    parser.add_argument("--quorum", type=int)
    parser.add_argument("export", type=Path)
    parser.add_argument("notes", type=Path, nargs="+")
    whole = True
    for holds, seen in found(parser.parse_args()):
        whole = whole and holds
        print("ok  " if holds else "BAD ", seen)
    sys.exit(0 if whole else 1)


if __name__ == "__main__":
    main()

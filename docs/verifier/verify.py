"""
Verify an export, or a pack of an audit, with nothing but Python.

    verify.py --keys KEYS EXPORT NOTE...
    verify.py PACK [--keys KEYS] [NOTE...]
    verify.py --keys KEYS SUBLOG [NOTE...]

EXPORT is what `vinhdanh export` wrote, PACK what `vinhdanh audit-pack` wrote, KEYS the lines of the
service's keys as you took them, each NOTE a checkpoint you kept. With --witness WITNESSES, the keys
of witnesses, it asks of each NOTE, and of the checkpoint in a PACK, that --quorum of them cosigned
it, or all; a cosignature counts below whichever copy of the checkpoint it stands. With --handovers
FILE it believes the keys that yours handed over to; a PACK brings its hand-overs along. A NOTE of
another size than the checkpoint of a PACK cannot be compared and so is a fault, and with
--other-sizes a remark. It says what holds and what does not, in English and in Vietnamese, and
exits with 1 if anything does not. It uses no code of the service, so that neither has to trust the
other. verify.html beside it does the same in a browser. SUBLOG is what `vinhdanh sub-log` wrote:
all facts of one council and year, or the proof that there are none.

Source:
    RFC 9162 (the tree), RFC 8032 (Ed25519), C2SP signed-note, tlog-checkpoint, tlog-cosignature.
"""

import json
import re
import sys
from argparse import ArgumentParser, Namespace
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256, sha512
from io import TextIOWrapper
from pathlib import Path
from struct import calcsize, pack, unpack_from
from uuid import UUID
from zlib import crc32

# The curve of Ed25519: its field, the order of its base point, its constant d, a root of -1.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
ED25519, WITNESS, KEY_BYTES, ID_BYTES, SIGNATURE_BYTES = 1, 4, 32, 4, 64
MOMENT_BYTES, LATEST = 8, (1 << 63) - 1
HANDOVERS, SIZED = "handovers", "vinhdanh key hand-over 2"
EACH = re.compile(r"(?m)^(?=vinhdanh key hand-over [12]\n)")

Point = tuple[int, int, int, int]  # x, y, z and t, with x/z and y/z on the curve and t = xy/z
NEUTRAL: Point = (0, 1, 1, 0)


@dataclass(frozen=True)
class Found:
    """One thing that was looked at: its code, whether it holds, where it stands."""

    code: str
    place: str | int = ""
    told: str = ""
    holds: bool = False

    def said(self) -> str:
        """Return it in English and in Vietnamese."""
        english, vietnamese = WORDS[self.code]
        words = {"place": self.place, "told": self.told}
        return f"{english.format(**words)} | {vietnamese.format(**words)}"


# What each code means; the verifier for browsers has the same codes, and tests hold them together.
WORDS = {
    "facts-read": (
        "{place} facts read, the root over them {told}",
        "đã đọc {place} sự kiện, giá trị gốc {told}",
    ),
    "as-signed": ("{place}: {told} facts as signed", "{place}: {told} sự kiện đúng như đã ký"),
    "included": (
        "{place} facts, each proved to be under the checkpoint's root of {told}",
        "{place} sự kiện, mỗi sự kiện có bằng chứng có mặt dưới giá trị gốc của {told}",
    ),
    "entries-whole": (
        "{place} entries, each as the manifest says",
        "{place} tệp trong gói, mỗi tệp đúng như bảng kê",
    ),
    "keys-of-pack": (
        "{place} keys are those of the pack itself: hold them against the published ones",
        "{place} khóa lấy từ chính gói này: hãy đối chiếu với khóa đã công bố",
    ),
    "not-compared": (
        "{place}: of {told} facts, which this pack cannot be held to",
        "{place}: của {told} sự kiện, không đối chiếu được với gói này",
    ),
    "councils-as-signed": (
        "{place}: each council and year has as many facts as signed",
        "{place}: mỗi hội đồng, mỗi năm có đủ số sự kiện như đã ký",
    ),
    "councils-not-as-signed": (
        "{place}: councils and years have other facts than signed",
        "{place}: sự kiện của hội đồng theo năm không như đã ký",
    ),
    "all-there": (
        "{place} facts of {told}, and there are no others among these",
        "{place} sự kiện của {told}, trong số đó không có sự kiện nào khác",
    ),
    "not-all-there": (
        "{place} facts, which are not proved to be all of {told}",
        "{place} sự kiện, không chứng minh được là đủ của {told}",
    ),
    "sub-log-malformed": ("not a sub-log: {place}", "không phải nhật ký con: {place}"),
    "key-malformed": ("{place}: not a list of keys", "{place}: không phải danh sách khóa"),
    "note-malformed": (
        "{place}: not a signed checkpoint",
        "{place}: không phải điểm kiểm chứng đã ký",
    ),
    "signature-wrong": (
        "{place}: a signature by a known key does not hold",
        "{place}: chữ ký của một khóa đã biết không đúng",
    ),
    "not-signed": (
        "{place}: no known key of its log signed it",
        "{place}: không có chữ ký của khóa đã biết thuộc sổ này",
    ),
    "key-retired": (
        "{place}: whoever signed it had handed over before that",
        "{place}: khóa đã ký đã được bàn giao trước đó",
    ),
    "handed-over-twice": (
        "{place}: the key {told} handed over to two others",
        "{place}: khóa {told} được bàn giao cho hai khóa khác nhau",
    ),
    "line-malformed": (
        "position {place}: a line that no export has",
        "vị trí {place}: dòng không đúng dạng của bản xuất",
    ),
    "out-of-order": ("position {place}: {told} stands there", "vị trí {place}: ở đó lại là {told}"),
    "out-of-turn": (
        "position {place}: its version is out of turn ({told} such facts)",
        "vị trí {place}: phiên bản không đúng thứ tự ({told} sự kiện như vậy)",
    ),
    "nothing-read": ("there is no fact at all", "không có sự kiện nào"),
    "not-reached": (
        "{place}: too few facts could be read, so not as signed, among {told}",
        "{place}: đọc được quá ít sự kiện nên không đúng như đã ký, trong khoảng {told}",
    ),
    "not-as-signed": (
        "{place}: not as signed, among {told}",
        "{place}: không đúng như đã ký, trong khoảng {told}",
    ),
    "pack-malformed": ("not a pack in its one form: {place}", "gói không đúng dạng: {place}"),
    "entry-altered": ("{place}: not as the manifest says", "{place}: không đúng như bảng kê"),
    "entries-differ": (
        "{place}: in the pack or in its manifest, and not in both",
        "{place}: chỉ có trong gói hoặc chỉ có trong bảng kê",
    ),
    "proof-malformed": (
        "position {place}: its proof is none",
        "vị trí {place}: bằng chứng sai dạng",
    ),
    "not-included": (
        "position {place}: not under the root that was signed",
        "vị trí {place}: không nằm dưới giá trị gốc đã ký",
    ),
    "cosigned": ("{place}: {told} witnesses cosigned it", "{place}: {told} bên làm chứng đã ký"),
    "too-few-witnesses": (
        "{place}: {told} witnesses cosigned it, too few",
        "{place}: {told} bên làm chứng đã ký, chưa đủ",
    ),
    "cosignature-wrong": (
        "{place}: the cosignature of {told} does not hold",
        "{place}: chữ ký làm chứng của {told} không đúng",
    ),
    "key-twice": ("{place}: one key stands there twice", "{place}: một khóa có hai lần"),
    "quorum-none": (
        "a quorum is a number from 1, of witnesses whose keys are given",
        "số bên làm chứng cần có là một số từ 1, tính trong các bên đã cho khóa",
    ),
    "subject-absent": ("no fact is of {place}", "không có sự kiện nào của {place}"),
    "subject-other": (
        "{place}: is said to be a {told}, and its first fact is of another kind",
        "{place}: được nói là {told}, nhưng sự kiện đầu tiên thuộc loại khác",
    ),
    "more-not-excluded": (
        "{place} streams: that no more facts of them stand up to {told} is not proved by a pack",
        "{place} chuỗi: gói không chứng minh rằng đến số {told} chúng không còn sự kiện nào khác",
    ),
}
WARNS = frozenset({"keys-of-pack", "more-not-excluded", "not-compared"})


class Wrong(Exception):
    """Something does not hold."""

    def __init__(self, code: str, place: str | int = "", told: str = "") -> None:
        super().__init__(code)
        self.found = Found(code, place, told)


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
        raise ValueError("a point is not on the curve")
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
    except ValueError:
        return False
    return s < ORDER and same(times(s, BASE), right)


# The forms, each the only one: other spellings of the same are not taken.
HASH, MOST_SIGNATURES = 32, 100
SHIFTED = 9  # hashes over up to 2**8 leaves are kept where leaves shift
NAME = re.compile(r"[^\s+]+")
SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
LINE = re.compile(
    rb'\{"position":([1-9][0-9]{0,15}),"stream":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",'
    rb'"version":([1-9][0-9]{0,15}),"name":"([^"\\\x00-\x1f]*)","content":("[^\n]*")\}\n'
)
PROOF = re.compile(rb'\{"position":([1-9][0-9]{0,15}),"hashes":\[((?:"[^"\\]*",?)*)\]\}\n')
COUNCILS = "sub-logs "
FORM, CHECKPOINT, KEYS = "vinhdanh audit pack 1", "checkpoint.txt", "keys.txt"
FACTS, PROOFS, MANIFEST = "facts.jsonl", "proofs.jsonl", "manifest.txt"
HANDED = "handovers.txt"  # of a pack whose log has handed over a key
FIRST = {"nomination": "nomination.opened.", "decision": "decision.issued."}
SUBJECT = re.compile(r"(nomination|decision) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
ENTRY = re.compile(r"([0-9a-f]{64})  ([a-z0-9.-]+)")

Whose = tuple[str, bytes]


class Known(dict[Whose, bytes]):
    """Keys by name and id; of those that handed over `until` says how long the log was then."""

    def __init__(self, *found: Mapping[Whose, bytes]) -> None:
        super().__init__(*found)
        self.until: dict[Whose, int] = {}


Signed = list[tuple[str, bytes]]


@dataclass(frozen=True)
class Checkpoint:
    """What a note says of the log: its text, and the lines below it."""

    whence: str
    size: int
    root: bytes
    text: str
    signed: Signed
    councils: bytes


@dataclass(frozen=True)
class Trust:
    """Whom to believe; without keys of the log those of a pack are taken."""

    known: Known | None
    handovers: str = ""
    witnesses: Known | None = None
    quorum: int | None = None
    other_sizes: bool = False

    def keys(self, own: Known, more: str = "") -> Known:
        """
        Return the keys of the log, *own* where none are given, and those they handed over to.

        *more* are hand-overs that came along: what makes one true are the signatures on it.
        """
        return with_heirs(own if self.known is None else self.known, self.handovers, more)


@dataclass(frozen=True)
class Fact:
    """A line of an export, and the hash of it as a leaf."""

    position: int
    stream: str
    version: int
    name: str
    leaf: bytes
    content: str


def coded(text: str) -> bytes:
    """Return what base64 stands for, in its one form; ValueError for any other."""
    content = b64decode(text, validate=True)
    if not content or b64encode(content).decode() != text:
        raise ValueError(text)
    return content


def keys(text: str, kind: int = ED25519, whence: str = KEYS) -> Known:
    """Return the keys of lines name+id+base64, by name and id."""
    found = Known()
    try:
        for line in (one for one in text.splitlines() if one and not one.startswith("#")):
            name, identity, rest = line.split("+", 2)
            content = coded(rest)
            true_id = sha256(name.encode() + b"\n" + content).digest()[:ID_BYTES]
            plain = NAME.fullmatch(name) and len(content) == 1 + KEY_BYTES
            if not plain or content[0] != kind or identity != true_id.hex():
                raise Wrong("key-malformed", whence)
            found[name, true_id] = content[1:]
    except ValueError:
        raise Wrong("key-malformed", whence) from None
    if not found:
        raise Wrong("key-malformed", whence)
    if kind == WITNESS and len(set(found.values())) < len(found):
        raise Wrong("key-twice", whence)
    return found


def signatures(below: str) -> Iterator[tuple[str, bytes]]:
    """Yield name, and id with signature, of the lines below a note; ValueError for other lines."""
    *lines, last = below.split("\n")
    if last or not 1 <= len(lines) <= MOST_SIGNATURES:
        raise ValueError(below)
    for line in lines:
        name, parted, rest = line.removeprefix("\u2014 ").partition(" ")
        content = coded(rest)
        if not line.startswith("\u2014 ") or not parted or len(content) <= ID_BYTES:
            raise ValueError(line)
        if not NAME.fullmatch(name):
            raise ValueError(line)
        yield name, content


def parted(whence: str, note: str) -> tuple[str, Signed]:
    """Return the text of a note and the lines below it; Wrong where it is none."""
    text, between, below = note.rpartition("\n\n")
    try:
        signed = list(signatures(below)) if between and not UNSEEN.search(note) else []
    except ValueError:
        signed = []
    if not signed:
        raise Wrong("note-malformed", whence)
    return f"{text}\n", signed


def checkpoint(whence: str, note: str, known: Known) -> Checkpoint:
    """Return what a note says, once a known key is seen to have signed it."""
    text, signed = parted(whence, note)
    origin, size, root, *_ = (*text.split("\n"), "", "")
    try:
        stand = Checkpoint(whence, int(size), coded(root), text, signed, councils_in(text))
    except ValueError:
        raise Wrong("note-malformed", whence) from None
    if not origin or not SIZE.fullmatch(size) or len(stand.root) != HASH:
        raise Wrong("note-malformed", whence)
    by = [one for one in signers(whence, text, signed, known) if one[0] == origin]
    if not by:
        raise Wrong("not-signed", whence)
    if all(stand.size > known.until.get(one, stand.size) for one in by):
        raise Wrong("key-retired", whence)
    return stand


def councils_in(text: str) -> bytes:
    """Return the root over sub-logs that a checkpoint signs; nothing where it signs none."""
    said = [line for line in text.split("\n")[3:] if line.startswith(COUNCILS)]
    root = coded(said[0].removeprefix(COUNCILS)) if said else b""
    if len(said) > 1 or len(root) not in {0, HASH}:
        raise ValueError(text)
    return root


def signers(
    whence: str, text: str, signed: Iterable[tuple[str, bytes]], known: Known
) -> set[tuple[str, bytes]]:
    """Return who of those known signed; Wrong where one is only said to have."""
    found = set()
    for name, content in signed:
        whose = name, content[:ID_BYTES]
        if whose in known:
            if not is_signed(known[whose], text.encode(), content[ID_BYTES:]):
                raise Wrong("signature-wrong", whence)
            found.add(whose)
    return found


def witnessed(held: Sequence[Checkpoint], trust: Trust) -> Iterator[Found]:
    """Say of each checkpoint whether enough witnesses cosigned it, where that is asked."""
    if trust.quorum is not None and (trust.quorum < 1 or trust.witnesses is None):
        yield Found("quorum-none")
    for one in held if trust.witnesses is not None else ():
        copies = [line for other in held if other.text == one.text for line in other.signed]
        try:
            yield cosigned(one, copies, trust.witnesses or Known(), trust.quorum)
        except Wrong as err:
            yield err.found


def cosigned(one: Checkpoint, signed: Signed, witnesses: Known, quorum: int | None) -> Found:
    """Say whether so many witnesses cosigned a checkpoint, or all (C2SP tlog-cosignature)."""
    found = set()
    for name, content in signed:
        whose, timed = (name, content[:ID_BYTES]), content[ID_BYTES:]
        if whose in witnesses:
            at = int.from_bytes(timed[:MOMENT_BYTES], "big")
            stated = f"cosignature/v1\ntime {at}\n{one.text}".encode()
            if at > LATEST or not is_signed(witnesses[whose], stated, timed[MOMENT_BYTES:]):
                raise Wrong("cosignature-wrong", one.whence, name)
            found.add(whose)
    enough, told = len(found) >= (quorum or len(witnesses)), f"{len(found)} of {len(witnesses)}"
    code = "cosigned" if enough else "too-few-witnesses"
    return Found(code, one.whence, told, holds=enough)


def with_heirs(known: Known, *handovers: str) -> Known:
    """Return the keys that are known, and those that they handed over to, each by both."""
    found, after = Known(known), dict[Whose, tuple[Whose, int | None]]()
    for part in filter(None, (part for one in handovers for part in EACH.split(one))):
        text, signed = parted(HANDOVERS, part)
        heir, size = heir_in(text)
        ((whose, _),) = heir.items()
        by = signers(HANDOVERS, text, signed, Known({**found, **heir}))
        elders = [one for one in by & found.keys() if one[0] == whose[0] and one != whose]
        for elder in elders if whose in by else ():
            after[elder] = succeeding(elder, after.get(elder), (whose, size))
            found.update(heir)
    found.until = {one: size for one in after if (size := last_size(one, after)) is not None}
    return found


def succeeding(
    elder: Whose, earlier: tuple[Whose, int | None] | None, told: tuple[Whose, int | None]
) -> tuple[Whose, int | None]:
    """Return to whom a key handed over and when; Wrong where that is another one than before."""
    if earlier is not None and earlier[0] != told[0]:
        raise Wrong("handed-over-twice", HANDOVERS, elder[1].hex())
    sizes = [one[1] for one in (earlier, told) if one is not None and one[1] is not None]
    return told[0], min(sizes, default=None)


def last_size(whose: Whose, after: Mapping[Whose, tuple[Whose, int | None]]) -> int | None:
    """Return how many facts a key may sign for; without a size of its own it ends with its heir."""
    for _ in after:
        if whose not in after or after[whose][1] is not None:
            break
        whose = after[whose][0]
    return after[whose][1] if whose in after else None


def heir_in(text: str) -> tuple[Known, int | None]:
    """Return the key a hand-over names, and the size; Wrong where the text is not in its form."""
    form, origin, line, size, *_ = (*text.split("\n"), "", "", "", "")
    try:
        heir = keys(line)
    except Wrong:
        heir = Known()
    sized = form == SIZED and SIZE.fullmatch(size)
    plain = "\n".join((form, origin, line, *([size] if sized else []), ""))
    if [(text, origin)] != [(plain, name) for name, _ in heir] or line.split() != [line]:
        raise Wrong("note-malformed", HANDOVERS)
    if (form == SIZED and not sized) or not EACH.match(text):
        raise Wrong("note-malformed", HANDOVERS)
    return heir, int(size) if sized else None


def fact(line: bytes, expected: int) -> Fact:
    """Return a line of an export; Wrong where it is none, *expected* is what should stand there."""
    read = LINE.fullmatch(line)
    if read is None:
        raise Wrong("line-malformed", expected)
    position, stream, version, name, content = read.groups()
    try:
        kind = name.decode()
        told = json.loads(content.decode())
        text = told.encode()
    except ValueError:
        raise Wrong("line-malformed", expected) from None
    numbers = [int(one).to_bytes(8, "big") for one in (position, version)]
    head = b"\0vinhdanh fact 1\n" + numbers[0] + UUID(stream.decode()).bytes + numbers[1]
    leaf = sha256(head + len(name).to_bytes(4, "big") + name + text).digest()
    return Fact(int(position), stream.decode(), int(version), kind, leaf, told)


class Tree:
    """The tree of RFC 9162 as it grows: the roots of the whole subtrees it is made of."""

    def __init__(self) -> None:
        self.size = 0
        self.peaks: list[bytes] = []

    def add(self, top: bytes) -> None:
        """Take in the hash of a leaf."""
        left = self.size
        while left & 1:
            top, left = node(self.peaks.pop(), top), left >> 1
        self.peaks.append(top)
        self.size += 1

    def root(self) -> bytes:
        """Return the root."""
        if not self.peaks:
            return sha256().digest()
        top, *others = self.peaks[::-1]
        for peak in others:
            top = node(peak, top)
        return top


class Shifting:
    """
    The same tree over leaves that change, and among which new ones come anywhere.

    Of each leaf it keeps the hashes over it and the next ones, by how many these are: what shifts
    is not hashed anew, but for the first time at each place it shifts to.
    """

    def __init__(self) -> None:
        self.rows: dict[int, list[bytes]] = {1 << level: [] for level in range(SHIFTED)}

    def insert(self, at: int, leaf: bytes) -> None:
        """Put the hash of a new leaf before the one that stands there, from 0."""
        for row in self.rows.values():
            row.insert(at, b"")
        self.put(at, leaf)

    def put(self, at: int, leaf: bytes) -> None:
        """Put another hash in the place of a leaf's; forget those over it."""
        for width, row in self.rows.items():
            begin = max(0, at + 1 - width)
            row[begin : at + 1] = [b""] * (at + 1 - begin)
        self.rows[1][at] = leaf

    def root(self) -> bytes:
        """Return the root."""
        size = len(self.rows[1])
        return self.over(0, size) if size else sha256().digest()

    def over(self, begin: int, size: int) -> bytes:
        """Return the hash over so many leaves from one on."""
        row = self.rows.get(size)
        if row and row[begin]:
            return row[begin]
        half = 1 << (size - 1).bit_length() - 1
        found = node(self.over(begin, half), self.over(begin + half, size - half))
        if row:
            row[begin] = found
        return found


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash over two others."""
    return sha256(b"\1" + left + right).digest()


def is_included(leaf: bytes, position: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Say whether *path* proves that a leaf stands at a position (RFC 9162, 2.1.3.2)."""
    index, last, top = position - 1, size - 1, leaf
    if not 0 <= index <= last:
        return False
    for one in path:
        if last == 0:
            return False
        if index & 1 or index == last:
            top = node(one, top)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            top = node(top, one)
        index, last = index >> 1, last >> 1
    return last == 0 and top == root


def is_consistent(old: int, size: int, path: Sequence[bytes], old_root: bytes, root: bytes) -> bool:
    """Say whether *path* proves that one tree is the beginning of another (RFC 9162, 2.1.4.2)."""
    if old in {0, size} or not 0 <= old <= size:
        whole = root if old else sha256().digest()
        return 0 <= old <= size and not path and old_root == whole
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    index, last = old - 1, size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    before = top = steps[0] if steps else b""
    for one in steps[1:]:
        if last == 0:
            return False
        if index & 1 or index == last:
            before, top = node(one, before), node(one, top)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            top = node(top, one)
        index, last = index >> 1, last >> 1
    return last == 0 and (before, top) == (old_root, root)


class Turns:
    """Whether the facts of each stream come one after the other."""

    def __init__(self) -> None:
        self.versions: dict[str, int] = {}
        self.wrong: list[int] = []

    def take(self, one: Fact) -> None:
        """Take in the next fact."""
        if one.version != self.versions.get(one.stream, 0) + 1:
            self.wrong.append(one.position)
        self.versions[one.stream] = one.version

    def found(self) -> Iterator[Found]:
        """Say which fact was the first out of turn."""
        if self.wrong:
            yield Found("out-of-turn", self.wrong[0], str(len(self.wrong)))


class Log:
    """An export as far as it was read: its tree, the roots that are asked for, the turns."""

    def __init__(self, sizes: set[int]) -> None:
        self.tree, self.turns, self.sizes, self.parts = Tree(), Turns(), sizes, SubLogs()
        self.roots = {0: sha256().digest()}
        self.councils = dict(self.roots)

    def take(self, line: bytes) -> None:
        """Take in the next line; Wrong where it is none or stands out of order."""
        due = self.tree.size + 1
        one = fact(line, due)
        if one.position != due:
            raise Wrong("out-of-order", due, str(one.position))
        self.turns.take(one)
        self.tree.add(one.leaf)
        self.parts.take(one)
        if due in self.sizes:
            self.roots[due] = self.tree.root()
            self.councils[due] = self.parts.root()


def verify(lines: Iterable[bytes], held: Sequence[Checkpoint]) -> Iterator[Found]:
    """Go through an export once; say of each thing whether it holds."""
    log, line = Log({one.size for one in held}), None
    try:
        for line in lines:
            log.take(line)
    except Wrong as err:
        yield err.found
    if line is None:
        yield Found("nothing-read")
    yield from log.turns.found()
    if size := log.tree.size:
        yield Found("facts-read", size, log.tree.root().hex(), holds=True)
    yield from against(held, log)


def against(held: Sequence[Checkpoint], log: Log) -> Iterator[Found]:
    """Say of each checkpoint whether the facts are those that were signed."""
    good, size = 0, log.tree.size
    for one in sorted(held, key=lambda one: one.size):
        if one.size > size:
            yield Found("not-reached", one.whence, f"{good + 1} - {one.size}")
        elif log.roots.get(one.size) == one.root:
            yield Found("as-signed", one.whence, str(one.size), holds=True)
            good = one.size
            yield from of_councils(one, log.councils[one.size])
        else:
            yield Found("not-as-signed", one.whence, f"{good + 1} - {one.size}")


def of_councils(one: Checkpoint, root: bytes) -> Iterator[Found]:
    """Say whether councils and years have the facts that a checkpoint signs, if it signs them."""
    if one.councils:
        holds = one.councils == root
        yield Found(f"councils-{'' if holds else 'not-'}as-signed", one.whence, holds=holds)


# A sub-log: the facts of one council that were recorded in one year.
OF_COUNCIL = ("council.", "session.", "box.")
SUBLOG, CALLED = "vinhdanh sub-log 1", "session.convened."
ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MOMENT = re.compile(r"([0-9]{4})-([0-9]{2}-[0-9]{2})T([0-9]{2}):[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z")
LAST_DAY, LAST_HOUR = "12-31", 17  # in UTC; from then on it is the next year in Viet Nam
Part = tuple[str, int]  # council and year
COUNTED, CODED = rb"(?:0|[1-9][0-9]{0,14})", rb'"[A-Za-z0-9+/]+=*"'
WHOSE = rb'"council":"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}","year":(?:0|[1-9][0-9]{0,3}),'
PLACED = rb'\{%b"count":%b,"root":%b,"place":%b,"hashes":\[(?:%b(?:,%b)*)?\]\}' % (
    WHOSE,
    COUNTED,
    CODED,
    COUNTED,
    CODED,
    CODED,
)
HEAD = re.compile(
    rb'\{"form":"%b",%b"positions":\[[0-9,]*\],"checkpoint":"(?:[^"\\]|\\n)*",'
    rb'"total":%b,"placed":\[(?:%b(?:,%b)*)?\]\}\n'
    % (SUBLOG.encode(), WHOSE, COUNTED, PLACED, PLACED)
)


def told_of(one: Fact, part: str) -> dict[str, object]:
    """Return a part of what a fact holds; nothing where it is not of our form."""
    try:
        found = json.loads(one.content)[part]
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def named(told: object) -> str:
    """Return an id, and nothing for what is none."""
    return told if isinstance(told, str) and ID.fullmatch(told) else ""


def year_of(told: object) -> int | None:
    """Return the year in Viet Nam of a moment."""
    read = MOMENT.fullmatch(told) if isinstance(told, str) else None
    return int(read[1]) + (read[2] == LAST_DAY and int(read[3]) >= LAST_HOUR) if read else None


def leaf_of(part: Part, count: int, root: bytes) -> bytes:
    """Return the hash that stands for a sub-log in the tree over all."""
    numbers = part[1].to_bytes(4, "big") + count.to_bytes(8, "big")
    return sha256(b"\0vinhdanh sub-log 1\n" + UUID(part[0]).bytes + numbers + root).digest()


class SubLogs:
    """The facts of councils by year, as they are read from the beginning of a log."""

    def __init__(self) -> None:
        self.councils: dict[str, str] = {}
        self.trees: dict[Part, Tree] = {}
        self.ordered: list[Part] = []
        self.above, self.acted = Shifting(), set[Part]()

    def take(self, one: Fact) -> None:
        """Take in the next fact."""
        if not one.name.startswith(OF_COUNCIL):
            return
        if one.name.startswith(CALLED) and (council := named(told_of(one, "fact").get("council"))):
            self.councils.setdefault(one.stream, council)
        council = self.council(one)
        year = year_of(told_of(one, "envelope").get("recorded_at"))
        if council and year is not None:
            self.trees.setdefault((council, year), Tree()).add(one.leaf)
            self.acted.add((council, year))

    def council(self, one: Fact) -> str:
        """Return whose fact it is; nothing for one of a session that nobody called."""
        if one.name.startswith("council."):
            return one.stream
        is_box = one.name.startswith("box.")
        session = named(told_of(one, "fact").get("session")) if is_box else one.stream
        return self.councils.get(session, "")

    def root(self) -> bytes:
        """Return the root over all, in the order of council and year."""
        for part in sorted(self.acted):
            self.place(part)
        self.acted.clear()
        return self.above.root()

    def place(self, part: Part) -> None:
        """Put a sub-log as it stands now into the tree over all."""
        tree, at = self.trees[part], bisect_left(self.ordered, part)
        leaf = leaf_of(part, tree.size, tree.root())
        if self.ordered[at : at + 1] == [part]:
            self.above.put(at, leaf)
        else:
            self.ordered.insert(at, part)
            self.above.insert(at, leaf)


@dataclass(frozen=True)
class Placed:
    """A sub-log at its place among all."""

    part: Part
    count: int
    root: bytes
    place: int
    path: list[bytes]

    def stands(self, total: int, root: bytes) -> bool:
        """Say whether it is proved to stand there."""
        leaf = leaf_of(self.part, self.count, self.root)
        return is_included(leaf, self.place, total, self.path, root)


def placed_of(  # one parameter a name in the line
    council: str, year: int, count: int, root: str, place: int, hashes: list[str]
) -> Placed:
    """Return a sub-log at its place; ValueError where a hash is none."""
    path = [coded(one) for one in hashes]
    return Placed((council, year), count, coded(root), place, path)


def head_of(line: bytes) -> tuple[Part, str, int, list[Placed]]:
    """Return what a sub-log says first: of whom, its checkpoint, of how many, and its places."""
    try:
        told = json.loads(line) if HEAD.fullmatch(line) else {}
        placed = [placed_of(**one) for one in told.get("placed", ())]
    except ValueError:
        told, placed = {}, []
    if not told or any(len(one.root) != HASH for one in placed):
        raise Wrong("sub-log-malformed", line[:40].decode("utf-8", "replace"))
    return (told["council"], told["year"]), told["checkpoint"], told["total"], placed


def verify_sublog(lines: Sequence[bytes], notes: dict[str, str], trust: Trust) -> Iterator[Found]:
    """Say whether the facts of a sub-log are all there are, and whether notes say the same."""
    try:
        (council, year), note, total, placed = head_of(lines[0])
        known = trust.keys(Known())
        stand, tree = checkpoint(CHECKPOINT, note, known), grown(lines[1:])
        yield Found("as-signed", CHECKPOINT, str(stand.size), holds=True)
    except Wrong as err:
        yield err.found
        return
    yield from compared(stand, notes, known, trust)
    holds = are_all((council, year), total, placed, tree, stand.councils)
    whose = f"{council} {year}, 1 - {stand.size}"
    yield Found("all-there" if holds else "not-all-there", tree.size, whose, holds=holds)


def grown(lines: Sequence[bytes]) -> Tree:
    """Return the tree over facts in the order of the log; Wrong where they are none."""
    tree, last = Tree(), 0
    for line in lines:
        one = fact(line, last + 1)
        if one.position <= last:
            raise Wrong("out-of-order", last + 1, str(one.position))
        last = one.position
        tree.add(one.leaf)
    return tree


def are_all(part: Part, total: int, placed: list[Placed], tree: Tree, root: bytes) -> bool:
    """Say whether the facts of *tree* are proved to be all of a council and year."""
    if not root or not all(one.stands(total, root) for one in placed):
        return False
    if [one.part for one in placed] == [part]:
        return (tree.size, tree.root()) == (placed[0].count, placed[0].root)
    if not placed:
        return not tree.size and total == 0 and root == Tree().root()
    before = [one.place for one in placed if one.part < part] or [0]
    edges = [*before, *([one.place for one in placed if one.part > part] or [total + 1])]
    return not tree.size and edges == [edges[0], edges[0] + 1]


# A pack: a ZIP of plain entries in one form, so that the same content is always the same bytes.
Subject = tuple[str, str]  # the kind of what a pack is about, and its stream
LOCAL, CENTRAL, END = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"
PLAIN = (20, 0, 0, 0, 0x21)  # version, flags, stored, midnight, 1980-01-01


def packed(entries: dict[str, bytes]) -> bytes:
    """Return the ZIP of some entries."""
    body, index = b"", b""
    for name, content in entries.items():
        told = (crc32(content), len(content), len(content), len(name), 0)
        index += pack(CENTRAL, b"PK\1\2", 20, *PLAIN, *told, 0, 0, 0, 0, len(body)) + name.encode()
        body += pack(LOCAL, b"PK\3\4", *PLAIN, *told) + name.encode() + content
    count = len(entries)
    return body + index + pack(END, b"PK\5\6", 0, 0, count, count, len(index), len(body), 0)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the entries of a pack; Wrong where it is not in its one form."""
    entries, at = dict[str, bytes](), 0
    while content[at : at + 4] == b"PK\3\4" and len(content) >= at + calcsize(LOCAL):
        size, name = unpack_from(LOCAL, content, at)[8:10]
        begin = at + calcsize(LOCAL) + name
        word = content[begin - name : begin].decode("ascii", "replace")
        entries[word] = content[begin : begin + size]
        at = begin + size
    if not all(one.isascii() for one in entries) or packed(entries) != content:
        raise Wrong("pack-malformed", "ZIP")
    return entries


def manifest(text: str) -> tuple[Subject, dict[str, str]]:
    """Return what a pack is about, and the digest of each of its entries."""
    form, subject, below = (*text.split("\n", 2), "-", "-")[:3]
    lines = below.split("\n")
    read = [ENTRY.fullmatch(line) for line in lines[:-1]]
    told = SUBJECT.fullmatch(subject)
    if form != FORM or told is None or lines[-1:] != [""] or not all(read):
        raise Wrong("pack-malformed", MANIFEST)
    return (told[1], told[2]), {one[2]: one[1] for one in read if one}


def entries_of(content: bytes) -> tuple[Subject, dict[str, bytes]]:
    """Return what a pack is about and its entries, once they are seen to be those it lists."""
    entries = unpacked(content)
    subject, digests = manifest(entries.pop(MANIFEST, b"").decode("ascii", "replace"))
    for name in sorted({*entries} ^ {*digests}):
        raise Wrong("entries-differ", name)
    for name in sorted(entries):
        if sha256(entries[name]).hexdigest() != digests[name]:
            raise Wrong("entry-altered", name)
    for name in (CHECKPOINT, FACTS, KEYS, PROOFS):
        if name not in entries:
            raise Wrong("entries-differ", name)
    return subject, entries


def path_of(line: bytes, position: int) -> list[bytes]:
    """Return the proof that a line holds for a position; Wrong where it holds none."""
    read = PROOF.fullmatch(line)
    try:
        path = list(map(coded, json.loads(b"[%b]" % read[2]))) if read else []
    except ValueError:
        raise Wrong("proof-malformed", position) from None
    if read is None or int(read[1]) != position or any(len(one) != HASH for one in path):
        raise Wrong("proof-malformed", position)
    return path


def included(facts: bytes, proofs: bytes, stand: Checkpoint, subject: Subject) -> Iterator[Found]:
    """Say whether each fact of a pack is under the root, in turn, and whether one is of it."""
    turns, last, lines = Turns(), 0, facts.splitlines(keepends=True)
    paths, kind = proofs.splitlines(keepends=True), ""
    for at, line in enumerate(lines):
        one = fact(line, last + 1)
        if one.position <= last:
            raise Wrong("out-of-order", last + 1, str(one.position))
        last = one.position
        path = path_of(paths[at] if at < len(paths) else b"", last)
        if not is_included(one.leaf, last, stand.size, path, stand.root):
            raise Wrong("not-included", last)
        kind = one.name if one.stream == subject[1] and one.version == 1 else kind
        turns.take(one)
    if len(paths) != len(lines):
        raise Wrong("proof-malformed", last + 1)
    yield from turns.found()
    yield from is_about(subject, kind, turns)
    yield Found("included", len(lines), str(stand.size), holds=True)
    yield Found("more-not-excluded", len(turns.versions), str(stand.size), holds=True)


def is_about(subject: Subject, kind: str, turns: Turns) -> Iterator[Found]:
    """Say whether the first fact of what a pack is about is there, and of the kind it says."""
    if subject[1] not in turns.versions:
        yield Found("subject-absent", subject[1])
    elif not kind.startswith(FIRST[subject[0]]):
        yield Found("subject-other", subject[1], subject[0])


def verify_pack(content: bytes, notes: dict[str, str], trust: Trust) -> Iterator[Found]:
    """Say of each thing in a pack whether it holds; without keys, those of the pack are taken."""
    try:
        subject, entries = entries_of(content)
        yield Found("entries-whole", len(entries), holds=True)
        own = keys(entries[KEYS].decode("utf-8", "replace")) if trust.known is None else Known()
        if own:
            yield Found("keys-of-pack", len(own), holds=True)
        known = trust.keys(own, entries.get(HANDED, b"").decode("utf-8", "replace"))
        note = entries[CHECKPOINT].decode("utf-8", "replace")
        stand = checkpoint(CHECKPOINT, note, known)
        yield Found("as-signed", CHECKPOINT, str(stand.size), holds=True)
        yield from included(entries[FACTS], entries[PROOFS], stand, subject)
    except Wrong as err:
        yield err.found
        return
    yield from compared(stand, notes, known, trust)


def compared(
    stand: Checkpoint, notes: dict[str, str], known: Known, trust: Trust
) -> Iterator[Found]:
    """Say of the checkpoint that something stands under, and of those beside it, if they agree."""
    held, bad = held_of(notes, known)
    yield from bad
    yield from witnessed([stand, *held], trust)
    for one in held:
        if one.size != stand.size:
            yield Found("not-compared", one.whence, str(one.size), holds=trust.other_sizes)
        elif one.root == stand.root:
            yield Found("as-signed", one.whence, str(one.size), holds=True)
        else:
            yield Found("not-as-signed", one.whence, f"1 - {one.size}")


def verify_export(
    lines: Iterable[bytes], notes: dict[str, str], known: Known, trust: Trust
) -> Iterator[Found]:
    """Say of each checkpoint, and of an export held to them, whether it holds."""
    held, bad = held_of(notes, known)
    yield from bad
    yield from witnessed(held, trust)
    yield from verify(lines, held)


def held_of(notes: dict[str, str], known: Known) -> tuple[list[Checkpoint], list[Found]]:
    """Return the checkpoints among some notes, and what is wrong with the others."""
    held, bad = [], []
    for whence, text in notes.items():
        try:
            held.append(checkpoint(whence, text, known))
        except Wrong as err:
            bad.append(err.found)
    return held, bad


IS_PACK, IS_SUBLOG = b"PK\3\4", b'{"form":'


def all_found(asked: Namespace) -> Iterator[Found]:
    """Read what was named, and say of each thing whether it holds."""
    notes = {str(one): _text(one) for one in asked.notes}
    with asked.export.open("rb") as lines:
        begin = lines.read(len(IS_SUBLOG))
    try:
        trust = trusted(asked)
        if begin.startswith(IS_PACK):
            yield from verify_pack(asked.export.read_bytes(), notes, trust)
            return
        if begin == IS_SUBLOG and trust.known is not None:
            lines = asked.export.read_bytes().splitlines(keepends=True)
            yield from verify_sublog(lines, notes, trust)
            return
        if trust.known is None or not notes:
            raise SystemExit("an export needs --keys KEYS and at least one checkpoint")
        with asked.export.open("rb") as lines:
            yield from verify_export(lines, notes, trust.keys(Known()), trust)
    except Wrong as err:
        yield err.found


def trusted(asked: Namespace) -> Trust:
    """Return whom to believe; Wrong where a file of keys is none."""
    known = keys(_text(asked.keys), whence=str(asked.keys)) if asked.keys else None
    heirs = _text(asked.handovers) if asked.handovers else ""
    seers = keys(_text(asked.witness), WITNESS, str(asked.witness)) if asked.witness else None
    return Trust(known, heirs, seers, asked.quorum, asked.other_sizes)


def _text(path: Path) -> str:
    """Return a file as text; what is no UTF-8 is no note and no key."""
    return path.read_bytes().decode("utf-8", "replace")


def main() -> None:
    """Read the arguments, verify, and tell."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=Path)
    parser.add_argument("--handovers", type=Path)
    parser.add_argument("--witness", type=Path)
    parser.add_argument("--quorum", type=int)
    parser.add_argument("--other-sizes", action="store_true")
    parser.add_argument("export", type=Path)
    parser.add_argument("notes", type=Path, nargs="*")
    asked, whole = parser.parse_args(), True
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    for one in all_found(asked):
        whole = whole and one.holds
        print("BAD " if not one.holds else "!!  " if one.code in WARNS else "ok  ", one.said())
    sys.exit(0 if whole else 1)


if __name__ == "__main__":
    main()

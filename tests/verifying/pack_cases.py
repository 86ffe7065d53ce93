"""Every case of a sealed pack with the answer that all verifiers must give, written by hand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from domain.proof.leaf import StoredFact
from domain.proof.note import read_note
from domain.proof.paths import inclusion
from domain.proof.tree import leaf_hash
from services.audit_pack import Entries, proof_line, proven, sealed, zipped
from tests.domain.trees import mth
from tests.verifying import small_log as s
from tests.verifying.case import Case, Problem

SUBJECT, PAPER, NEITHER = s.STREAMS
NAMES = {SUBJECT: "nomination.opened.v1", PAPER: "decision.issued.v1", NEITHER: "decision.annulled"}


def named(facts: Sequence[StoredFact]) -> list[StoredFact]:
    """Return the small log with a case and a decision in it, by the names of their first facts."""
    return [replace(one, name=NAMES[one.stream]) if one.version == 1 else one for one in facts]


LOG, FORKED = named(s.FACTS), named(s.FORKED)
OLDER, NEWER = s.text_of(LOG[: s.OLD]), s.text_of(LOG)
NOTES = {"older.txt": s.note(OLDER), "newer.txt": s.note(NEWER)}
HELD = [one for one in LOG if one.stream == SUBJECT]
NOTE = read_note(NOTES["newer.txt"])
LEAVES = tuple(one.leaf() for one in LOG)
KEPT = [leaf_hash(one) for one in LEAVES]


def node(level: int, number: int) -> bytes:
    """Return the hash of a whole subtree of the small log."""
    return mth(LEAVES[number << level : (number + 1) << level])


def path(position: int) -> Sequence[bytes]:
    return inclusion(position, len(LEAVES), node)


GOOD: Entries = {
    **proven(HELD, path, NOTE, [s.KEY.public]),
    "report.vi.txt": "Báo cáo\n".encode(),
}
BYTES = sealed("nomination", SUBJECT, GOOD)
LOST: Problem = ("entry-altered", "facts.jsonl")


def every() -> Iterator[Case]:
    """Yield all cases."""
    yield pack("sound")
    yield pack("sound, held to keys that were taken elsewhere", keys=s.KEYS)
    yield pack("sound, a note of the same size", notes={"kept.txt": NOTES["newer.txt"]})
    apart = ("not-compared", "older.txt")
    yield pack("sound, a note of another size", apart, notes=NOTES)
    yield pack("sound, other sizes may be", notes=NOTES, other_sizes=True)
    yield from told_otherwise()
    yield from entries()
    yield from forms()


def pack(
    name: str,
    *problems: Problem,
    export: bytes = BYTES,
    keys: str | None = None,
    notes: Mapping[str, str] | None = None,
    **trust: object,
) -> Case:
    return Case(f"pack: {name}", problems, export, notes or {}, keys, pack=True, trust=trust)


def told_otherwise() -> Iterator[Case]:
    """Yield packs that hold together, and not with keys and notes from elsewhere."""
    strange = f"{s.THEIRS.public.written()}\n"
    forked = s.note(s.text_of(FORKED))
    yield pack("keys of a stranger", ("not-signed", "checkpoint.txt"), keys=strange)
    yield pack("no keys", ("key-malformed", "keys.txt"), keys="words\n")
    fork = ("not-as-signed", "kept.txt")
    yield pack("a note of a fork", fork, notes={"kept.txt": forked})
    yield pack("a note that is none", ("note-malformed", "kept.txt"), notes={"kept.txt": "words"})
    other = UUID(int=7)
    absent = ("subject-absent", str(other))
    yield pack("about something else", absent, export=sealed("nomination", other, GOOD))
    yield from subjects()


def subjects() -> Iterator[Case]:
    """Yield packs of one log whose manifests say rightly and wrongly what they are about."""
    whole = proven(LOG, path, NOTE, [s.KEY.public])
    for kind in ("nomination", "decision"):
        for stream in s.STREAMS:
            right = NAMES[stream].startswith({"nomination": "nomination.o"}.get(kind, "decision.i"))
            wrong = [] if right else [("subject-other", str(stream))]
            name = f"{NAMES[stream]} said to be a {kind}"
            yield pack(name, *wrong, export=sealed(kind, stream, whole))


FACTS, PROOFS = GOOD["facts.jsonl"], GOOD["proofs.jsonl"]
FIRST, SECOND, *REST = FACTS.splitlines(keepends=True)
LINES = PROOFS.splitlines(keepends=True)
TAIL = b"".join(LINES[1:])
OUT: Problem = ("not-included", 1)
BAD_NOTE = s.sealed(NEWER, s.KEY.name, s.KEY.public.id, bytes(64)).encode()
# What is replaced in the good pack, its manifest told anew, and what is found then.
REPLACED: dict[str, tuple[Problem, dict[str, bytes]]] = {
    "a fact altered": (OUT, {"facts.jsonl": FACTS.replace(b"1 < 2", b"1 > 2")}),
    "a fact left out": (
        ("out-of-turn", 5),
        {"facts.jsonl": b"".join([FIRST, *REST]), "proofs.jsonl": b"".join([LINES[0], *LINES[2:]])},
    ),
    "facts cut off": (("line-malformed", 6), {"facts.jsonl": FACTS[:-1]}),
    "facts swapped": (
        ("out-of-order", 4),
        {
            "facts.jsonl": b"".join([SECOND, FIRST, *REST]),
            "proofs.jsonl": b"".join([LINES[1], LINES[0], *LINES[2:]]),
        },
    ),
    "proofs of others": (("proof-malformed", 1), {"proofs.jsonl": b"".join(LINES[::-1])}),
    "a proof too many": (("proof-malformed", 10), {"proofs.jsonl": PROOFS + LINES[-1]}),
    "a proof missing": (("proof-malformed", 9), {"proofs.jsonl": b"".join(LINES[:-1])}),
    "a proof that is none": (("proof-malformed", 1), {"proofs.jsonl": b"{}\n" + TAIL}),
    "a proof with a hash more": (
        OUT,
        {"proofs.jsonl": proof_line(1, [*path(1), KEPT[0]]) + TAIL},
    ),
    "a signature that does not hold": (
        ("signature-wrong", "checkpoint.txt"),
        {"checkpoint.txt": BAD_NOTE},
    ),
    "an older checkpoint": (OUT, {"checkpoint.txt": NOTES["older.txt"].encode()}),
    "keys that are none": (("key-malformed", "keys.txt"), {"keys.txt": b"words\n"}),
}


def entries() -> Iterator[Case]:
    """Yield packs whose manifest was told anew over what was altered."""
    for name, (problem, other) in REPLACED.items():
        yield pack(name, problem, export=sealed("nomination", SUBJECT, {**GOOD, **other}))


def forms() -> Iterator[Case]:
    """Yield packs that are not in their one form, or not what their manifest says."""
    malformed, manifest = ("pack-malformed", "ZIP"), ("pack-malformed", "manifest.txt")
    report = b"B\xc3\xa1o c\xc3\xa1o"
    at = BYTES.index(report)
    listed = BYTES.index(sha256(GOOD["keys.txt"]).hexdigest().encode())
    yield pack("empty", manifest, export=zipped({}))
    yield pack("cut off", malformed, export=BYTES[:-1])
    yield pack("something after the end", malformed, export=BYTES + b"\n")
    for bit in (6 * 8, 10 * 8, 14 * 8, 8 * at, 8 * listed):
        flipped = bytearray(BYTES)
        flipped[bit // 8] ^= 1
        yield pack(f"bit {bit} of the file", malformed, export=bytes(flipped))
    yield from manifests(manifest)


def manifests(wrong: Problem) -> Iterator[Case]:
    """Yield packs that are in order as files, and not what their manifest says."""
    told = {"manifest.txt": zipped_manifest()}
    yield pack(
        "a report exchanged",
        ("entry-altered", "report.vi.txt"),
        export=zipped({**told, **GOOD, "report.vi.txt": b"other"}),
    )
    yield pack(
        "an entry more",
        ("entries-differ", "more.txt"),
        export=zipped({**told, **GOOD, "more.txt": b""}),
    )
    less = {name: content for name, content in GOOD.items() if name != "keys.txt"}
    yield pack("an entry less", ("entries-differ", "keys.txt"), export=zipped({**told, **less}))
    bare = sealed("nomination", SUBJECT, less)
    yield pack(
        "an entry that every pack has is not there", ("entries-differ", "keys.txt"), export=bare
    )
    yield pack("without a manifest", wrong, export=zipped(GOOD))
    head = zipped_manifest().split(b"\n")
    for count in (1, 2):
        short = {"manifest.txt": b"\n".join(head[:count])}
        yield pack(f"{count} lines of a manifest", wrong, export=zipped({**short, **GOOD}))
    later = {"manifest.txt": zipped_manifest().replace(b"pack 1", b"pack 2")}
    yield pack("of another form", wrong, export=zipped({**later, **GOOD}))


def zipped_manifest() -> bytes:
    """Return the manifest of the good pack."""
    begin = BYTES.index(b"vinhdanh audit pack")
    return BYTES[begin : BYTES.index(b"PK\3\4", begin)]

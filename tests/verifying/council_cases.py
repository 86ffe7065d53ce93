"""Every case of sub-logs with the answer that all verifiers must give, written by hand."""

import json
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from domain.proof.completeness import Completeness, Placed
from domain.proof.note import Checkpoint
from domain.proof.sublog import Part
from tests.verifying import council_log as c
from tests.verifying import small_log as s
from tests.verifying.case import Case, Problem, alone, exported

LIE: Problem = ("councils-not-as-signed", "note.txt")
NONE: Problem = ("note-malformed", "note.txt")
SIGNED = c.STAND.text().splitlines()[-1]
CONTENT = {
    "a moment in another zone": {"recorded_at": "2026-01-01T00:00:00+07:00"},
    "a moment that is a number": {"recorded_at": 2025},
    "no moment": {},
}


def noted(stand: Checkpoint, beside: str = "") -> dict[str, str]:
    return dict(alone(s.note(f"{stand.text()}{beside}")))


def logs() -> Iterator[Case]:
    """Yield exports held to what a checkpoint says of councils."""
    whole = exported(c.LINES)
    yield Case("councils: as signed", export=whole, notes=noted(c.STAND))
    none = replace(c.STAND, sublogs=None)
    yield Case("councils: nothing signed", export=whole, notes=noted(none))
    lie = replace(c.STAND, sublogs=bytes(32))
    yield Case("councils: a lie", (LIE,), whole, noted(lie))
    fork = exported([*c.LINES[:-1], s.line(replace(c.FACTS[-1], content=b"{}"))])
    wrong: Problem = ("not-as-signed", "note.txt")
    yield Case("councils: of another log", (wrong,), fork, noted(lie))
    for name, line in (("twice", SIGNED), ("short", "sub-logs AAAA"), ("none", "sub-logs ")):
        stand = c.STAND if name == "twice" else none
        yield Case(f"councils: a root that is {name}", (NONE,), whole, noted(stand, f"{line}\n"))
    for name, beside in CONTENT.items():
        told = json.dumps({"envelope": beside, "fact": {}})
        yield odd(name, told)
    for name, told in (("a list", "[1]"), ("a word", '"envelope"'), ("no JSON", "{")):
        yield odd(name, told)
    of_nobody = replace(c.FACTS[5], content=c.written(c.OLD, {"session": "X"}).encode())
    yield odd("a box of no session", of_nobody.content.decode(), of_nobody.name)


def odd(name: str, content: str, kind: str = "council.appointed.v1") -> Case:
    """Return a log with one fact more that belongs to no sub-log."""
    more = c.fact(9, kind, UUID(int=9), 1, content)
    root, _ = c.read([*c.FACTS, more])
    stand = Checkpoint(s.ORIGIN, 9, root, c.STAND.sublogs)
    whole = exported([*c.LINES, s.line(more)])
    return Case(f"councils: {name} is of none", export=whole, notes=noted(stand))


def head(proof: Completeness, note: str = c.NOTE, **more: object) -> bytes:
    """Return the first line of a sub-log."""
    whose = {"council": str(proof.part.council), "year": proof.part.year}
    told = {"form": "vinhdanh sub-log 1", **whose, "positions": [], "checkpoint": note}
    placed = [_placed(one) for one in proof.placed]
    whole = {**told, "total": proof.total, "placed": placed, **more}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _placed(one: Placed) -> dict[str, object]:
    part, path = one.sublog.part, [b64encode(step).decode() for step in one.path]
    root = b64encode(one.sublog.root).decode()
    whose = {"council": str(part.council), "year": part.year, "count": one.sublog.count}
    return {**whose, "root": root, "place": one.place, "hashes": path}


def sublog(name: str, first: bytes, positions: Sequence[int], *problems: Problem) -> Case:
    """Return a case of a sub-log."""
    lines = [c.LINES[at - 1] for at in positions]
    return Case(f"sub-log: {name}", problems, exported([first, *lines]), {}, sublog=True)


def not_all(count: int) -> Problem:
    return ("not-all-there", count)


ABSENT = (Part(c.FIRST, 2024), Part(c.FIRST, 2027), Part(c.SECOND, 2024), Part(c.STRAY, 2025))


def sublogs() -> Iterator[Case]:
    """Yield sub-logs, whole and not."""
    for part, at in c.MEMBERS.items():
        name = f"{part.council.hex[-1]} {part.year}"
        yield sublog(f"all of {name}", head(c.proof(part)), at)
        yield sublog(f"one less of {name}", head(c.proof(part)), at[1:], not_all(len(at) - 1))
        yield sublog(f"one more of {name}", head(c.proof(part)), (*at, 8), not_all(len(at) + 1))
    for part in ABSENT:
        name = f"{part.council.hex[-1]} {part.year}"
        yield sublog(f"none of {name}", head(c.proof(part)), ())
        yield sublog(f"one of {name} after all", head(c.proof(part)), (2,), not_all(1))
    yield from lies()
    yield from noted_beside()
    yield from odd_heads()


def lies() -> Iterator[Case]:
    proof = c.proof(c.IN_2025)
    beside = Completeness(c.IN_2025, 3, [c.proof(c.IN_2026).placed[0]])
    yield sublog("a year that is there denied", head(beside), (), not_all(0))
    apart = [c.proof(one).placed[0] for one in (c.IN_2025, Part(c.SECOND, 2025))]
    yield sublog("not neighbours", head(Completeness(c.IN_2026, 3, apart)), (), not_all(0))
    nothing = Completeness(c.IN_2025, 0, [])
    yield sublog("as though there were none", head(nothing), (), not_all(0))
    fewer = replace(proof, total=2)
    yield sublog("of fewer than there are", head(fewer), c.MEMBERS[c.IN_2025], not_all(2))
    unsaid = s.note(replace(c.STAND, sublogs=None).text())
    yield sublog("by a checkpoint that says none", head(proof, unsaid), (1, 4), not_all(2))
    foreign = s.note(c.STAND.text(), s.THEIRS)
    yield sublog("by a stranger", head(proof, foreign), (1, 4), ("not-signed", "checkpoint.txt"))
    yield sublog("out of order", head(proof), (4, 1), ("out-of-order", 5))


def noted_beside() -> Iterator[Case]:
    """Yield sub-logs with checkpoints that somebody kept."""
    whole = exported([head(c.proof(c.IN_2025)), *(c.LINES[at - 1] for at in (1, 4))])
    newer = replace(c.STAND, size=9)
    fork = replace(c.STAND, root=bytes(32))
    kept = {
        "the same": (c.NOTE, ()),
        "a newer one": (s.note(newer.text()), (("not-compared", "note.txt"),)),
        "of another log": (s.note(fork.text()), (("not-as-signed", "note.txt"),)),
        "none": ("junk", (NONE,)),
    }
    for name, (note, problems) in kept.items():
        beside = alone(note)
        yield Case(f"sub-log: {name} kept", problems, whole, beside, sublog=True)


def odd_heads() -> Iterator[Case]:
    good = head(c.proof(c.IN_2025))
    heads = {
        "another form": good.replace(b"sub-log 1", b"sub-log 2"),
        "a blank": good.replace(b'"year":', b'"year": '),
        "a year as a fraction": good.replace(b'"year":2025', b'"year":2025.0'),
        "a year of five digits": good.replace(b'"year":2025', b'"year":20250'),
        "a council in capitals": good.replace(b"0001", b"000A"),
        "a root that is short": good.replace(b'"root":"', b'"root":"AAAA","root":"'),
        "an escape in the note": good.replace(b"sub-logs ", b"sub\\u002dlogs "),
        "no UTF-8": good.replace(b'"checkpoint":"', b'"checkpoint":"\xff'),
        "a bare control character": good.replace(b'"checkpoint":"', b'"checkpoint":"\t'),
        "something after it": good[:-1] + b" \n",
        "no end": good[:-1],
    }
    for name, line in heads.items():
        place = line[:40].decode("utf-8", "replace")
        yield sublog(f"a head with {name}", line, (), ("sub-log-malformed", place))
    torn = exported([good, c.LINES[0], b"[]\n"])
    yield Case("sub-log: a line that is none", (("line-malformed", 2),), torn, {}, sublog=True)

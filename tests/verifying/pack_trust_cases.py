"""Every case of a sealed pack that is asked for witnesses or hand-overs, its answer by hand."""

from collections.abc import Iterator
from typing import Any

from domain.proof.handover import Handover
from services.audit_pack import sealed
from tests.verifying import small_log as s
from tests.verifying.case import Case, Problem
from tests.verifying.pack_cases import FORKED, GOOD, NEWER, NOTES, SUBJECT, pack
from tests.verifying.trust_cases import (
    BLIND,
    CHAIN,
    HEIR,
    LAST,
    ON,
    SEEN_BY,
    SEERS,
    TEXT,
    cosigned,
)

OWN = "checkpoint.txt"
FEW: Problem = ("too-few-witnesses", OWN)
NEW = NOTES["newer.txt"]


def carrying(note: str, handovers: str = "") -> bytes:
    """Return the good pack with another checkpoint in it, and hand-overs where there are any."""
    more = {"handovers.txt": handovers.encode()} if handovers else {}
    return sealed("nomination", SUBJECT, {**GOOD, **more, OWN: note.encode()})


def every() -> Iterator[Case]:
    """Yield all cases."""
    two = cosigned(NEW, *SEERS)
    yield seen("none, of a pack that was never cosigned", FEW, quorum=1)
    yield seen("two of three in the pack, two needed", note=two, quorum=2)
    yield seen("two of three in the pack, all needed", FEW, note=two)
    yield seen("below a note of the same text", notes={"kept.txt": two}, quorum=2)
    yield seen("in the pack and not below a note of the same", notes={"k": NEW}, note=two, quorum=2)
    both = {"kept.txt": cosigned(NEW, BLIND)}
    yield seen("some in the pack, some below a note", notes=both, note=two)
    yield from not_cosigned(two)
    yield from odd_lists(two)
    yield from handed_over()


def seen(
    name: str,
    *problems: Problem,
    note: str = NEW,
    notes: dict[str, str] | None = None,
    witnesses: str = SEEN_BY,
    **trust: object,
) -> Case:
    """Return a case of a pack of which witnesses are asked."""
    export = carrying(note)
    return pack(
        f"witnesses: {name}",
        *problems,
        export=export,
        keys=s.KEYS,
        notes=notes,
        witnesses=witnesses,
        **trust,
    )


def not_cosigned(two: str) -> Iterator[Case]:
    """Yield packs whose own checkpoint nobody saw, or saw otherwise."""
    older = {"older.txt": cosigned(NOTES["older.txt"], *SEERS)}
    apart: Problem = ("not-compared", "older.txt")
    yield seen("of an older note alone", FEW, apart, notes=older, quorum=1)
    yield seen("of an older note, which may be", FEW, notes=older, quorum=1, other_sizes=True)
    fork = {"fork.txt": cosigned(s.note(s.text_of(FORKED)), *SEERS)}
    other: Problem = ("not-as-signed", "fork.txt")
    yield seen("of a fork alone", FEW, other, notes=fork, quorum=1)
    wrong: Problem = ("cosignature-wrong", OWN)
    false = NEW + cosigned(NOTES["older.txt"], SEERS[0]).splitlines(keepends=True)[-1]
    yield seen("a cosignature of another text", wrong, note=false, quorum=1)
    unsigned: Problem = ("not-signed", OWN)
    strange = cosigned(s.note(NEWER, s.THEIRS), *SEERS)
    yield seen("of what the log did not sign", unsigned, note=strange, quorum=1)
    yield seen("two, held to what was kept", note=two, notes={"kept.txt": two}, quorum=1)


def odd_lists(two: str) -> Iterator[Case]:
    """Yield packs with lists of witnesses, or numbers of them, that are none."""
    malformed, twice = ("key-malformed", "witnesses.txt"), ("key-twice", "witnesses.txt")
    yield seen("a list that is none", malformed, note=two, witnesses="words\n")
    yield seen("a list of keys of logs", malformed, note=two, witnesses=s.KEYS)
    one = SEERS[0].public
    doubled = f"{one.written()}\n{type(one)('other', one.public, one.kind).written()}\n"
    yield seen("one key under two names", twice, note=two, witnesses=doubled)
    none: Problem = ("quorum-none", "")
    yield seen("nobody needed", none, FEW, note=two, quorum=0)
    yield seen("less than nobody needed", none, note=two, quorum=-1)
    yield seen("more needed than there are", FEW, note=two, quorum=4)
    yield pack("witnesses: a number without a list", none, quorum=1)


def handed_over() -> Iterator[Case]:
    """Yield packs whose checkpoint an heir of the known key signed."""
    heir, unsigned = carrying(s.note(NEWER, HEIR)), ("not-signed", OWN)
    yield pack("hand-over: to who signed", export=heir, keys=s.KEYS, handovers=CHAIN)
    yield pack("hand-over: none", unsigned, export=heir, keys=s.KEYS)
    yield pack("hand-over: from a key of the pack", export=heir, handovers=CHAIN)
    broken: Problem = ("note-malformed", "handovers")
    text = f"words\n{CHAIN}"
    yield pack("hand-over: text before", broken, export=heir, keys=s.KEYS, handovers=text)
    yield from carried()


def carried() -> Iterator[Case]:
    """Yield packs that bring hand-overs along, from the key that is known or not."""
    heir, last = s.note(NEWER, HEIR), s.note(NEWER, LAST)
    unsigned, broken = ("not-signed", OWN), ("note-malformed", "handovers")
    yield brought("to who signed", note=heir, handovers=CHAIN)
    yield brought("to who signed, twice over", note=last, handovers=CHAIN + ON)
    yield brought("after one that was given", note=last, handovers=ON, given=CHAIN)
    yield brought("as it was given", note=heir, handovers=CHAIN, given=CHAIN)
    alone = s.note(TEXT, HEIR)
    yield brought("by the new key alone", unsigned, note=heir, handovers=alone)
    yield brought("text before", broken, note=heir, handovers=f"words\n{CHAIN}")
    small = s.note(Handover(HEIR.public, 1).text(), s.KEY, HEIR)
    yield brought("before the old key signed", ("key-retired", OWN), note=NEW, handovers=small)
    other = s.note(Handover(LAST.public, None).text(), s.KEY, LAST)
    two: Problem = ("handed-over-twice", "handovers")
    yield brought("to another than was given", two, note=last, handovers=other, given=CHAIN)


def brought(name: str, *problems: Problem, note: str, handovers: str, given: str = "") -> Case:
    """Return a case of a pack with hand-overs in it, held to the log's first key."""
    trust: dict[str, Any] = {"handovers": given} if given else {}
    export = carrying(note, handovers)
    return pack(f"hand-over in it: {name}", *problems, export=export, keys=s.KEYS, **trust)

"""Every case of an export with the answer that all verifiers must give, written by hand."""

from collections.abc import Iterator
from uuid import UUID

from domain.proof.leaf import StoredFact
from tests.verifying import small_log as s
from tests.verifying import trust_cases
from tests.verifying.case import Case, Problem, alone, exported
from tests.verifying.note_cases import keys, odd_notes, signatures

LATE: Problem = ("not-reached", "newer.txt")
OTHER: Problem = ("not-as-signed", "newer.txt")
OLD_OTHER: Problem = ("not-as-signed", "older.txt")
SIXTH = s.LINES[5]
STREAM = str(s.STREAMS[1]).encode()
ODD = {
    "blank": b"\n",
    "a carriage return": SIXTH[:-1] + b"\r\n",
    "a mark of byte order": b"\xef\xbb\xbf" + SIXTH,
    "a blank within": SIXTH.replace(b'"version":', b'"version": '),
    "columns in another order": SIXTH.replace(
        b'"version":2,"name":"kind-1.v1"', b'"name":"kind-1.v1","version":2'
    ),
    "a column twice": SIXTH.replace(b'"version":2,', b'"version":2,"version":2,'),
    "a column more": SIXTH.replace(b'"}\n', b'","more":1}\n'),
    "a column less": SIXTH.replace(b'"version":2,', b""),
    "a position as a fraction": SIXTH.replace(b'"position":6', b'"position":6.0'),
    "a position with a zero before": SIXTH.replace(b'"position":6', b'"position":06'),
    "a position as text": SIXTH.replace(b'"position":6', b'"position":"6"'),
    "a version of zero": SIXTH.replace(b'"version":2', b'"version":0'),
    "a version below zero": SIXTH.replace(b'"version":2', b'"version":-2'),
    "a version that says true": SIXTH.replace(b'"version":2', b'"version":true'),
    "a stream in capitals": SIXTH.replace(STREAM, STREAM.replace(b"1", b"A").upper()),
    "a stream without dashes": SIXTH.replace(STREAM, STREAM.replace(b"-", b"")),
    "a name with an escape": SIXTH.replace(b"kind-1", b"kind\\u002d1"),
    "content that is a number": SIXTH[: SIXTH.index(b'"content":')] + b'"content":1}\n',
    "content that is nothing": SIXTH[: SIXTH.index(b'"content":')] + b'"content":null}\n',
    "two contents": SIXTH[: SIXTH.index(b'"content":')] + b'"content":"a","b"}\n',
    "half a character": SIXTH.replace(b'"content":"', b'"content":"\\ud800'),
    "no UTF-8": SIXTH.replace(b'"content":"', b'"content":"\xff'),
    "a bare control character": SIXTH.replace(b'"content":"', b'"content":"\t'),
    "an unknown escape": SIXTH.replace(b'"content":"', b'"content":"\\q'),
    "text after the end": SIXTH[:-1] + b" \n",
    "another document": b"[]\n",
}


def sound() -> Iterator[Case]:
    ten = [*s.LINES, s.line(StoredFact(10, s.STREAMS[1], 3, "kind-1.v1", b"more"))]
    both = {**s.NOTES, "both.txt": s.note(s.NEWER, s.KEY, s.NEXT_KEY)}
    renewed = f"{s.KEYS}{s.NEXT_KEY.public.written()}\n"
    witnessed = alone(s.note(s.NEWER, s.KEY, s.THEIRS))
    spelt = s.LINES[5].replace("\u00e9".encode(), b"\\u00e9")
    yield Case("sound")
    yield Case("sound, the older note alone", notes={"older.txt": s.NOTES["older.txt"]})
    yield Case("sound, longer than what was signed", export=exported(ten))
    yield Case("sound, the key renewed", notes=both, keys=renewed)
    yield Case("sound, one of two keys known", notes=both)
    yield Case("sound, signed by a stranger as well", notes=witnessed)
    yield Case("sound, a line more in the note", notes=alone(s.note(f"{s.NEWER}more\n")))
    yield Case("sound, keys with other line ends", keys=s.KEYS.replace("\n", "\r\n"))
    yield Case(
        "sound, a letter spelt as an escape", export=exported([*s.LINES[:5], spelt, *s.LINES[6:]])
    )
    yield Case("sound, a note of no facts", notes=alone(s.note(s.text_of([]))))


def edits() -> Iterator[Case]:
    lines, both = s.LINES, (("not-reached", "older.txt"), LATE)
    for at in range(9):
        told = LATE if at >= s.OLD else None
        problems = [("out-of-order", at + 1), *([told] if told else both)]
        gone = (LATE,) if at == 8 else problems
        yield Case(f"fact {at + 1} deleted", gone, exported([*lines[:at], *lines[at + 1 :]]))
    swapped = [*lines[:4], lines[5], lines[4], *lines[6:]]
    yield Case("two swapped", (("out-of-order", 5), LATE), exported(swapped))
    doubled = [*lines[:4], lines[3], *lines[4:]]
    yield Case("one doubled", (("out-of-order", 5), LATE), exported(doubled))
    yield Case("cut off after a line", (LATE,), exported(lines[:7]))
    yield Case("cut off within a line", (("line-malformed", 8), LATE), exported(lines[:8])[:-90])
    yield Case("the last line does not end", (("line-malformed", 9), LATE), exported(lines)[:-1])
    yield Case("nothing", (("nothing-read", ""), *both), b"")
    yield Case("renumbered over a gap", (("out-of-turn", 8), OTHER), exported(closed_up(4)))
    yield Case("reversed", (("out-of-order", 1), *both), exported(lines[::-1]))


def closed_up(at: int) -> list[bytes]:
    """Return the lines without one, the others moved up, and one more at the end."""
    left = [*s.FACTS[:at], *s.FACTS[at + 1 :], StoredFact(9, s.STREAMS[1], 3, "kind-1.v1", b"")]
    return [
        s.line(StoredFact(n, one.stream, one.version, one.name, one.content))
        for n, one in enumerate(left, 1)
    ]


def odd_lines() -> Iterator[Case]:
    for name, line in ODD.items():
        problems = (("line-malformed", 6), LATE)
        yield Case(f"line 6: {name}", problems, exported([*s.LINES[:5], line, *s.LINES[6:]]))


def flips() -> Iterator[Case]:
    for at, line in enumerate(s.LINES):
        both = (OLD_OTHER, OTHER) if at < s.OLD else (OTHER,)
        name = line.index(b"kind") + 1
        flipped = bytearray(line)
        flipped[name] ^= 4
        export = exported([*s.LINES[:at], bytes(flipped), *s.LINES[at + 1 :]])
        yield Case(f"fact {at + 1}: a bit of its name", both, export)
        content = b'"content":"'
        export = exported(
            [*s.LINES[:at], line.replace(content, content + b" "), *s.LINES[at + 1 :]]
        )
        yield Case(f"fact {at + 1}: a letter more", both, export)
    nine = s.LINES[8]
    problems = (("out-of-turn", 9), OTHER)
    for bit in range(3):
        other = nine.replace(b'"version":4', b'"version":%d' % (4 ^ 1 << bit or 9))
        yield Case(f"fact 9: bit {bit} of its version", problems, exported([*s.LINES[:8], other]))
    elsewhere = nine.replace(str(s.STREAMS[0]).encode(), str(UUID(int=5)).encode())
    yield Case("fact 9: another stream", problems, exported([*s.LINES[:8], elsewhere]))
    taken = [*s.LINES[:8], nine.replace("cuối".encode(), b"cu\xe1i")]
    yield Case("fact 9: no UTF-8", (("line-malformed", 9), LATE), exported(taken))


def forks() -> Iterator[Case]:
    forked = s.note(s.text_of(s.FORKED))
    yield Case("forked after the older note", (OTHER,), exported(s.FORK))
    yield Case(
        "forked and signed anew", (OTHER,), exported(s.FORK), {**s.NOTES, "forked.txt": forked}
    )
    early = s.facts(("khác", *s.CONTENTS[1:]))
    again = {"older.txt": s.NOTES["older.txt"], "newer.txt": s.note(s.text_of(early))}
    yield Case(
        "all rewritten and signed anew", (OLD_OTHER,), exported(list(map(s.line, early))), again
    )
    both = {"forked.txt": forked, **s.NOTES}
    yield Case("two notes of one size", (("not-as-signed", "forked.txt"),), notes=both)
    yield Case("an old backup played back", (LATE,), exported(s.LINES[: s.OLD]))


def every() -> Iterator[Case]:
    """Yield all cases."""
    yield from sound()
    yield from edits()
    yield from odd_lines()
    yield from flips()
    yield from forks()
    yield from signatures()
    yield from odd_notes()
    yield from keys()
    yield from trust_cases.every()

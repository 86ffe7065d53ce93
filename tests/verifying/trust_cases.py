"""Every case of witnesses, hand-overs and keys of several logs, with the answer written by hand."""

from base64 import b64encode
from collections.abc import Iterator, Mapping

from domain.proof.handover import BEFORE, Handover
from domain.proof.note import WITNESS, read_note
from infra.proof.keys import SigningKey
from tests.verifying import small_log as s
from tests.verifying.case import Case, Problem, alone

AT = 1_800_000_000
SEERS = [SigningKey(f"w{n}.example", key, WITNESS) for n, key in enumerate((s.OURS, s.NEXT))]
BLIND = SigningKey("w2.example", s.STRANGER, WITNESS)
SEEN_BY = "".join(f"{one.public.written()}\n" for one in (*SEERS, BLIND))
GOOD, OLD = s.NOTES["newer.txt"], s.NOTES["older.txt"]
FEW: Problem = ("too-few-witnesses", "note.txt")
UNSEEN: Problem = ("cosignature-wrong", "note.txt")
UNSIGNED: Problem = ("not-signed", "note.txt")
NO_HANDOVER: Problem = ("note-malformed", "handovers")
BAD_HANDOVER: Problem = ("signature-wrong", "handovers")


def cosigned(note: str, *by: SigningKey) -> str:
    """Return a note with cosignatures below it."""
    text = read_note(note).text
    return note + "".join(one.cosign(text, AT).written() for one in by)


def seen(name: str, *problems: Problem, quorum: int | None = None, **notes: str) -> Case:
    """Return a case of an export of which witnesses are asked."""
    trust = {"witnesses": SEEN_BY} | ({} if quorum is None else {"quorum": quorum})
    files = {f"{one}.txt": text for one, text in notes.items()}
    return Case(f"witnesses: {name}", problems, notes=files, trust=trust)


def witnesses() -> Iterator[Case]:
    two = cosigned(GOOD, *SEERS)
    yield seen("all", note=cosigned(two, BLIND))
    yield seen("two of three, two needed", note=two, quorum=2)
    yield seen("two of three, all needed", FEW, note=two)
    yield seen("two of three, three needed", FEW, note=two, quorum=3)
    yield seen("none", FEW, note=GOOD, quorum=1)
    yield seen("one, twice", FEW, note=cosigned(GOOD, SEERS[0], SEERS[0]), quorum=2)
    older: Problem = ("too-few-witnesses", "older.txt")
    yield seen("of one note of two", older, older=OLD, newer=two, quorum=1)
    yield seen("below another copy", plain=GOOD, seen=two, quorum=2)
    yield seen("each below a copy", a=cosigned(GOOD, SEERS[0]), b=cosigned(GOOD, BLIND), quorum=2)
    stranger = SigningKey("w0.example", s.STRANGER, WITNESS)
    yield seen("a stranger under a known name", FEW, note=cosigned(GOOD, stranger), quorum=1)
    signed = cosigned(s.note(s.NEWER, s.THEIRS), *SEERS)
    yield seen("of what the log did not sign", UNSIGNED, note=signed, quorum=1)
    yield from odd_cosignatures()


def odd_cosignatures() -> Iterator[Case]:
    public, (text, other) = SEERS[0].public, (s.NEWER, s.OLDER)
    good = SEERS[0].cosign(text, AT).signed
    moved = (AT + 1).to_bytes(8, "big") + good[8:]
    odd = {
        "of another text": SEERS[0].cosign(other, AT).signed,
        "another moment": moved,
        "a moment beyond all": SEERS[0].cosign(text, 1 << 63).signed,
        "cut short": good[:-1],
        "a moment alone": good[:8],
        "less than a moment": good[:3],
        "a bit of it": good[:-1] + bytes([good[-1] ^ 1]),
        "as a signature of the log": s.OURS.sign(text.encode()),
    }
    for name, made in odd.items():
        line = f"\u2014 {public.name} {b64encode(public.id + made).decode()}\n"
        yield seen(name, UNSEEN, note=GOOD + line, quorum=1)


HEIR, LAST = s.NEXT_KEY, SigningKey(s.ORIGIN, s.STRANGER)
TEXT = Handover(HEIR.public, None).text()
CHAIN = s.note(TEXT, s.KEY, HEIR)
ON = s.note(Handover(LAST.public, None).text(), HEIR, LAST)


def handed(name: str, *problems: Problem, by: SigningKey = HEIR, chain: str = CHAIN) -> Case:
    """Return a case of a note signed by an heir."""
    notes = alone(s.note(s.NEWER, by))
    return Case(f"hand-over: {name}", problems, notes=notes, trust={"handovers": chain})


def handovers() -> Iterator[Case]:
    yield handed("to the next key")
    yield handed("to the one after it", by=LAST, chain=CHAIN + ON)
    yield handed("none", UNSIGNED, chain="")
    yield handed("the second alone", UNSIGNED, by=LAST, chain=ON)
    yield handed("the second first", UNSIGNED, by=LAST, chain=ON + CHAIN)
    yield handed("by the old key alone", UNSIGNED, chain=s.note(TEXT, s.KEY))
    yield handed("by the new key alone", UNSIGNED, chain=s.note(TEXT, HEIR))
    yield handed("by a stranger", UNSIGNED, chain=s.note(TEXT, s.THEIRS, HEIR))
    strange = s.note(Handover(s.THEIRS.public, None).text(), s.KEY, s.THEIRS)
    yield handed("to a key of another log", UNSIGNED, by=s.THEIRS, chain=strange)
    for name, chain in odd_handovers().items():
        yield handed(name, NO_HANDOVER, chain=chain)
    for at, signer in enumerate((s.KEY, HEIR)):
        public = signer.public
        false = s.sealed(TEXT, public.name, public.id, bytes(64)).split("\n\n")[1]
        rest = s.note(TEXT, (HEIR, s.KEY)[at])
        yield handed(f"signature {at} does not hold", BAD_HANDOVER, chain=rest + false)


EIGHT = s.note(Handover(HEIR.public, 8).text(), s.KEY, HEIR)
RETIRED: Problem = ("key-retired", "note.txt")
TWO_HEIRS: Problem = ("handed-over-twice", "handovers")


def sized(heir: SigningKey, elder: SigningKey, size: int | None) -> str:
    """Return a hand-over at so many facts."""
    return s.note(Handover(heir.public, size).text(), elder, heir)


def retired() -> Iterator[Case]:
    """Yield cases of a log of nine facts whose first key handed over, at more facts or fewer."""
    for size, old in ((8, [RETIRED]), (9, []), (10, [])):
        chain = sized(HEIR, s.KEY, size)
        yield handed(f"at {size} facts, signed by the old key", *old, by=s.KEY, chain=chain)
        yield handed(f"at {size} facts, signed by the new key", chain=chain)
    both = alone(s.note(s.NEWER, s.KEY, HEIR))
    yield Case("hand-over: signed by both", notes=both, trust={"handovers": sized(HEIR, s.KEY, 8)})
    for size, old in ((8, [RETIRED]), (9, [])):
        chain = CHAIN + sized(LAST, HEIR, size)
        yield handed(f"without a size, the next at {size}", *old, by=s.KEY, chain=chain)
    yield handed("without a size, and again with one", RETIRED, by=s.KEY, chain=CHAIN + EIGHT)
    yield handed("with a size, and again without one", RETIRED, by=s.KEY, chain=EIGHT + CHAIN)
    yield handed("in a circle without a size", by=s.KEY, chain=CHAIN + sized(s.KEY, HEIR, None))
    for chain in (EIGHT + sized(LAST, s.KEY, 9), sized(LAST, s.KEY, None) + CHAIN):
        yield handed(f"to two keys, {len(chain)} bytes", TWO_HEIRS, chain=chain)
    yield handed("to a second key by a stranger", chain=EIGHT + sized(LAST, s.THEIRS, 8))
    yield from odd_sizes()


def odd_sizes() -> Iterator[Case]:
    text = Handover(HEIR.public, 8).text()
    for size in ("", "08", "-8", "8 ", "eight", "1" * 19):
        chain = s.note(text.replace("\n8\n", f"\n{size}\n"), s.KEY, HEIR)
        yield handed(f"at {size!r} facts", NO_HANDOVER, chain=chain)
    for name, other in (("a size in the old form", "1"), ("a form to come", "3")):
        chain = s.note(text.replace("over 2", f"over {other}"), s.KEY, HEIR)
        yield handed(name, NO_HANDOVER, chain=chain)
    chain = s.note(text.replace("\n8\n", "\n"), s.KEY, HEIR)
    yield handed("no size in the new form", NO_HANDOVER, chain=chain)


def odd_handovers() -> Mapping[str, str]:
    """Return files that are not hand-overs one after the other and nothing else."""
    line = HEIR.public.written()
    texts = {
        "a line more": f"{TEXT}more\n",
        "of another form": TEXT.replace(BEFORE, f"{BEFORE}0"),
        "a key under another name": TEXT.replace(f"\n{s.ORIGIN}\n", "\nanother.example/log\n", 1),
        "a key that is none": TEXT.replace(line, line[:-1]),
        "a key and a line end of Unicode": TEXT.replace(line, f"{line}\u2028"),
        "no key": TEXT.replace(f"{line}\n", ""),
    }
    return {
        **{name: s.note(text, s.KEY, HEIR) for name, text in texts.items()},
        "text before the first": f"# hand-overs\n{CHAIN}",
        "an empty line before the first": f"\n{CHAIN}",
        "a note before the first": GOOD + CHAIN,
        "a note after the first": CHAIN + GOOD,
        "text after the last": f"{CHAIN}# end\n",
        "not ended": CHAIN[:-1],
        "with carriage returns": CHAIN.replace("\n", "\r\n"),
        "words": "words\n",
    }


def several_logs() -> Iterator[Case]:
    """Yield cases where keys of two logs are known: each speaks for its own."""
    both = f"{s.KEYS}{s.THEIRS.public.written()}\n"
    elsewhere = s.text_of(s.FACTS, s.THEIRS.name)
    told = {
        "the other's note by our key": (elsewhere, [s.KEY], [UNSIGNED]),
        "our note by the other's key": (s.NEWER, [s.THEIRS], [UNSIGNED]),
        "the other's note by its own key": (elsewhere, [s.THEIRS], []),
        "the other's note by both": (elsewhere, [s.KEY, s.THEIRS], []),
        "a third log's note by both": (s.text_of(s.FACTS, "third"), [s.KEY, s.THEIRS], [UNSIGNED]),
    }
    for name, (text, by, problems) in told.items():
        yield Case(f"two logs: {name}", problems, notes=alone(s.note(text, *by)), keys=both)


def every() -> Iterator[Case]:
    """Yield all cases."""
    yield from witnesses()
    yield from handovers()
    yield from retired()
    yield from several_logs()

"""Every case of witnesses, hand-overs and keys of several logs, with the answer written by hand."""

from base64 import b64encode
from collections.abc import Iterator, Mapping

from domain.proof.handover import FORM, handing_over_to
from domain.proof.note import WITNESS, read_note
from infra.proof_keys import SigningKey
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
TEXT = handing_over_to(HEIR.public)
CHAIN = s.note(TEXT, s.KEY, HEIR)
ON = s.note(handing_over_to(LAST.public), HEIR, LAST)


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
    strange = s.note(handing_over_to(s.THEIRS.public), s.KEY, s.THEIRS)
    yield handed("to a key of another log", UNSIGNED, by=s.THEIRS, chain=strange)
    for name, chain in odd_handovers().items():
        yield handed(name, NO_HANDOVER, chain=chain)
    for at, signer in enumerate((s.KEY, HEIR)):
        public = signer.public
        false = s.sealed(TEXT, public.name, public.id, bytes(64)).split("\n\n")[1]
        rest = s.note(TEXT, (HEIR, s.KEY)[at])
        yield handed(f"signature {at} does not hold", BAD_HANDOVER, chain=rest + false)


def odd_handovers() -> Mapping[str, str]:
    """Return files that are not hand-overs one after the other and nothing else."""
    line = HEIR.public.written()
    texts = {
        "a line more": f"{TEXT}more\n",
        "of another form": TEXT.replace(FORM, f"{FORM}0"),
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
    yield from several_logs()

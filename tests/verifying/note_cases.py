"""Every case of notes and keys with the answer that all verifiers must give, written by hand."""

from base64 import b64decode, b64encode
from collections.abc import Iterator

from domain.proof.note import Key
from tests.verifying import small_log as s
from tests.verifying.case import Case, alone

MALFORMED, BAD, UNSIGNED = "note-malformed", "signature-wrong", "not-signed"
ORDER = 2**252 + 27742317777372353535851937790883648493
GOOD = s.NOTES["newer.txt"]
ORIGIN, _, ROOT = s.NEWER.splitlines()
SHORT = b64encode(b64decode(ROOT)[:-1]).decode()
LOOSE = ROOT[:-2] + chr(ord(ROOT[-2]) + 1) + "="
ODD = {
    "empty": "",
    "without signatures": s.NEWER,
    "without an empty line": GOOD.replace("\n\n", "\n"),
    "its last line does not end": GOOD[:-1],
    "with carriage returns": GOOD.replace("\n", "\r\n"),
    "with a tab": GOOD.replace(ORIGIN, f"{ORIGIN}\t", 1),
    "with another dash": GOOD.replace("\u2014", "-"),
    "with a signature that is no base64": GOOD[:-2] + "!\n",
    "a size with a zero before": s.note(f"{ORIGIN}\n09\n{ROOT}\n"),
    "a size that is none": s.note(f"{ORIGIN}\nnine\n{ROOT}\n"),
    "a size with a sign": s.note(f"{ORIGIN}\n+9\n{ROOT}\n"),
    "a root too short": s.note(f"{ORIGIN}\n9\n{SHORT}\n"),
    "a root in another form": s.note(f"{ORIGIN}\n9\n{LOOSE}\n"),
    "two lines only": s.note(f"{ORIGIN}\n9\n"),
    "no origin": s.note(f"\n9\n{ROOT}\n"),
    "101 signatures": s.note(s.NEWER, *[s.KEY] * 101),
}


def signatures() -> Iterator[Case]:
    public, text = s.KEY.public, s.NEWER
    good = s.OURS.sign(text.encode())
    for bit in (0, 100, 255, 256, 300, 400, 511):
        spoilt = bytearray(good)
        spoilt[bit // 8] ^= 1 << bit % 8
        bad = s.sealed(text, public.name, public.id, bytes(spoilt))
        yield Case(f"bit {bit} of a signature", (((BAD, "note.txt")),), notes=alone(bad))
    high = int.from_bytes(good[32:], "little") + ORDER
    other = {
        "a signature with the order added": good[:32] + high.to_bytes(32, "little"),
        "a signature cut short": good[:-1],
        "a signature too long": good + b"\0",
        "a signature of nothing": bytes(64),
        "a signature by another under our id": s.STRANGER.sign(text.encode()),
        "a signature of the text without its end": s.OURS.sign(text.encode()[:-1]),
    }
    for name, signature in other.items():
        yield Case(
            name,
            ((BAD, "note.txt"),),
            notes=alone(s.sealed(text, public.name, public.id, signature)),
        )
    yield from other_signers()


def other_signers() -> Iterator[Case]:
    public, text = s.KEY.public, s.NEWER
    first, ending = s.NOTES["newer.txt"].split("\n\n")
    moved = f"{first.replace(chr(10) + '9' + chr(10), chr(10) + '8' + chr(10))}\n\n{ending}"
    yield Case("another size than was signed", ((BAD, "note.txt"),), notes=alone(moved))
    swapped = f"{s.OLDER}\n{ending}"
    yield Case("a signature of another note", ((BAD, "note.txt"),), notes=alone(swapped))
    yield Case(
        "signed by an impostor", ((UNSIGNED, "note.txt"),), notes=alone(s.note(text, s.IMPOSTOR))
    )
    yield Case(
        "signed by a stranger", ((UNSIGNED, "note.txt"),), notes=alone(s.note(text, s.THEIRS))
    )
    elsewhere = s.note(s.text_of(s.FACTS, "another.example/log"))
    yield Case("of another log", ((UNSIGNED, "note.txt"),), notes=alone(elsewhere))
    both = s.note(text, s.KEY) + s.sealed(text, public.name, public.id, bytes(64)).split("\n\n")[1]
    yield Case("one that holds, one that does not", ((BAD, "note.txt"),), notes=alone(both))
    yield Case(
        "one bad note beside a good one",
        ((UNSIGNED, "b.txt"),),
        notes={"a.txt": s.note(text), "b.txt": s.note(text, s.THEIRS)},
    )


def odd_notes() -> Iterator[Case]:
    for name, text in ODD.items():
        yield Case(f"note: {name}", ((MALFORMED, "note.txt"),), notes=alone(text))


def keys() -> Iterator[Case]:
    name, identity, coded = s.KEY.public.written().split("+", 2)
    public = s.KEY.public.public
    other = b64encode(b"\x02" + public).decode()
    short = b64encode(b"\x01" + public[:-1]).decode()
    odd = {
        "none": "",
        "a comment alone": "# none\n",
        "another id": f"{name}+{int(identity, 16) ^ 1:08x}+{coded}\n",
        "an id in capitals": f"{name}+{identity.upper()}+{coded}\n",
        "another kind": f"{name}+{identity}+{other}\n",
        "too short": f"{name}+{identity}+{short}\n",
        "no base64": f"{name}+{identity}+{coded[:-1]}!\n",
        "a name with a space": f"a b+{identity}+{coded}\n",
        "words": "a letter\n",
        "a good one and a bad one": f"{s.KEYS}words\n",
    }
    for name_of, text in odd.items():
        yield Case(f"keys: {name_of}", (("key-malformed", "keys.txt"),), keys=text)
    strange = f"{Key(s.THEIRS.name, s.THEIRS.public.public).written()}\n"
    yield Case(
        "keys: of another log", ((UNSIGNED, "older.txt"), (UNSIGNED, "newer.txt")), keys=strange
    )

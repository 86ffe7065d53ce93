"""The one-file verifier and ours agree on a golden log, and neither takes it altered in any way."""

import json
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from domain.proof.handover import Handover
from domain.proof.leaf import StoredFact
from domain.proof.note import WITNESS, Key, keys_of, read_checkpoint, read_note
from domain.proof.paths import is_consistent, is_included
from domain.proof.tree import Growing, leaf_hash
from infra.proof.keys import new_key, signed, signers
from services.verifying import Held, against, walk
from tests.domain.trees import flipped
from tests.verifying.runners import PROGRAM, VERIFIER

GOLDEN = Path(__file__).parents[1] / "golden" / "proofs"
NAMES = ("export.jsonl", "keys.txt", "older.txt", "newer.txt")


LINES = (GOLDEN / "export.jsonl").read_bytes().splitlines(keepends=True)
NOTES = {one: (GOLDEN / one).read_text() for one in ("older.txt", "newer.txt")}
KEYS = (GOLDEN / "keys.txt").read_text()
HELD = [VERIFIER.checkpoint(one, NOTES[one], VERIFIER.keys(KEYS)) for one in NOTES]


def facts() -> list[StoredFact]:
    """Return the golden facts as ours reads them."""
    said = [json.loads(line) for line in LINES]
    return [
        StoredFact(
            one["position"],
            VERIFIER.UUID(one["stream"]),
            one["version"],
            one["name"],
            one["content"].encode(),
        )
        for one in said
    ]


def run(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the verifier with nothing but the interpreter: no package, no house."""
    export, keys, *notes = (str(folder / name) for name in NAMES)
    command = [sys.executable, "-I", "-S", str(PROGRAM), *more, "--keys", keys, export, *notes]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


@pytest.fixture
def taken(tmp_path):
    """What an auditor carries to a machine without the service."""
    for name in NAMES:
        (tmp_path / name).write_bytes((GOLDEN / name).read_bytes())
    return tmp_path


def test_the_golden_log_is_sound_for_both(taken):
    said = run(taken)
    held = [
        Held(name, stand.size, stand.root)
        for name, note in NOTES.items()
        if signers(read_note(note), keys_of(KEYS))
        for stand in [read_checkpoint(read_note(note))]
    ]

    assert (0, 3) == (said.returncode, len(said.stdout.splitlines())), said.stdout
    assert [True, True] == [one.ok for one in against(walk(facts(), lambda _: None, held), held)]


def test_both_have_the_golden_leaves_and_roots():
    known = json.loads((GOLDEN / "proofs.json").read_text())
    ours, theirs, roots = Growing(), VERIFIER.Tree(), known["roots"]
    for size, fact in enumerate(facts()):
        assert b64decode(roots[size]) == ours.root() == theirs.root()
        leaf = b64decode(known["leaves"][size])
        assert leaf == leaf_hash(fact.leaf()) == VERIFIER.fact(LINES[size], size + 1).leaf
        ours.add(leaf)
        theirs.add(leaf)
    assert b64decode(roots[-1]) == ours.root() == theirs.root()


def test_every_golden_proof_holds():
    known = json.loads((GOLDEN / "proofs.json").read_text())
    leaves, roots = (list(map(b64decode, known[one])) for one in ("leaves", "roots"))
    for one in known["inclusion"]:
        at, size, path = one["position"], one["size"], list(map(b64decode, one["hashes"]))
        assert is_included(leaves[at - 1], at, size, path, roots[size])
    for one in known["consistency"]:
        old, size, path = one["from"], one["to"], list(map(b64decode, one["hashes"]))
        assert is_consistent(old, size, path, roots[old], roots[size])


def problems(lines) -> list[str]:
    """Return what the verifier finds wrong with lines of an export."""
    return [one.said() for one in VERIFIER.verify(lines, HELD) if not one.holds]


def test_every_bit_of_the_export_counts():
    for at, line in enumerate(LINES):
        for bit in range(0, 8 * (len(line) - 1), 11):
            altered = flipped(line, bit)
            assert problems([*LINES[:at], altered, *LINES[at + 1 :]]), altered


EDITS = {
    "deleted": LINES[:4] + LINES[5:],
    "swapped": [*LINES[:4], LINES[5], LINES[4], *LINES[6:]],
    "cut off": LINES[:11],
    "doubled": [*LINES[:4], LINES[3], *LINES[4:]],
    "nothing": [],
}


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_is_found(name):
    assert problems(EDITS[name])


def cosigned_by(some, folder: Path) -> None:
    """Let witnesses cosign the newer checkpoint, and write the keys of three of them."""
    path = folder / "newer.txt"
    text = read_note(NOTES["newer.txt"]).text
    lines = [one.cosign(text, 1_800_000_000).written() for one in some[:2]]
    path.write_text(NOTES["newer.txt"] + "".join(lines), encoding="utf-8")
    (folder / "seers.txt").write_text("".join(f"{one.public.written()}\n" for one in some))


@pytest.mark.parametrize(("quorum", "status"), [("1", 0), ("2", 0), ("3", 1), ("0", 1), ("", 1)])
def test_it_counts_the_witnesses_that_cosigned(taken, quorum, status):
    cosigned_by([new_key(f"w{one}.example", WITNESS) for one in range(3)], taken)
    (taken / "older.txt").write_bytes((taken / "newer.txt").read_bytes())

    said = run(taken, "--witness", "seers.txt", *(("--quorum", quorum) if quorum else ()))

    assert status == said.returncode, said.stdout
    assert "2 of 3 witnesses" in said.stdout


def test_it_takes_no_cosignature_of_another_text_and_no_key_twice(taken):
    key = new_key("w1.example", WITNESS)
    cosigned_by([key], taken)
    note = read_note((taken / "newer.txt").read_text(encoding="utf-8"))
    (taken / "older.txt").write_text(NOTES["older.txt"] + note.signatures[-1].written())
    assert "BAD  " in run(taken, "--witness", "seers.txt").stdout
    twice = Key("w2", key.public.public, WITNESS).written()
    (taken / "seers.txt").write_text(f"{key.public.written()}\n{twice}\n")
    assert "one key stands there twice" in run(taken, "--witness", "seers.txt").stdout


def test_it_follows_hand_overs_as_ours_does(taken):
    old, new, other = new_key("log"), new_key("log"), new_key("other")
    known = VERIFIER.keys(old.public.written())
    good = signed(Handover(new.public, 9).text(), [old, new]).written()
    bad = [
        signed(Handover(new.public, 9).text(), [old]).written(),
        signed(Handover(new.public, 9).text(), [new]).written(),
        signed(Handover(other.public, 9).text(), [old, other]).written(),
    ]
    odd = signed(Handover(new.public, 9).text() + "more\n", [old, new]).written()

    assert {*known, ("log", new.public.id)} == VERIFIER.with_heirs(known, good).keys()
    assert [known] * 3 == [VERIFIER.with_heirs(known, one) for one in bad]
    with pytest.raises(VERIFIER.Wrong, match="note-malformed"):
        VERIFIER.with_heirs(known, odd)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_none_is_told_and_not_taken(taken, name):
    (taken / name).write_text("{}\n")

    said = run(taken)

    assert (1, "") == (said.returncode, said.stderr)
    assert "BAD" in said.stdout


def test_every_bit_of_a_signature_counts():
    note = read_note(NOTES["newer.txt"])
    signed, text = note.signatures[0].signed, note.text.encode()
    public = VERIFIER.keys(KEYS)[note.signatures[0].name, note.signatures[0].key]
    others = [
        *((public, text, flipped(signed, bit)) for bit in range(0, 512, 5)),
        *((flipped(public, bit), text, signed) for bit in range(0, 256, 5)),
        (public, text + b"\n", signed),
        (public, text, signed[:-1]),
    ]

    assert VERIFIER.is_signed(public, text, signed)
    assert not any(VERIFIER.is_signed(*one) for one in others)


def test_both_take_the_same_signatures():
    for number in range(30):
        key = new_key(f"log-{number}")
        text = f"{number}\n" * number
        signed = key.sign(text)
        assert VERIFIER.is_signed(key.public.public, text.encode(), signed.signed)


# RFC 8032, 7.1, TEST 1 and TEST 2: key, text, and the two halves of the signature.
VECTORS = [
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155",
    "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da",
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
]


@pytest.mark.parametrize("first", [0, 4])
def test_the_vectors_of_rfc_8032_hold(first):
    public, text, one, other = map(bytes.fromhex, VECTORS[first : first + 4])

    assert VERIFIER.is_signed(public, text, one + other)

"""The one-file verifier counts witnesses, and believes the keys that known ones handed over to."""

import subprocess
import sys
from base64 import b64encode
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.verifying import small_log as s
from tests.verifying.runners import PROGRAM, VERIFIER

AT = 1_800_000_000
WITNESSES = [Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (11, 12, 13)]


def identity(name: str, key: Ed25519PrivateKey) -> tuple[bytes, bytes]:
    """Return the id of a witness and what its key is written as."""
    content = b"\x04" + key.public_key().public_bytes_raw()
    return sha256(name.encode() + b"\n" + content).digest()[:4], content


def line(name: str, key: Ed25519PrivateKey) -> str:
    own, content = identity(name, key)
    return f"{name}+{own.hex()}+{b64encode(content).decode()}\n"


def cosignature(name: str, key: Ed25519PrivateKey, text: str = s.NEWER) -> str:
    signature = key.sign(f"cosignature/v1\ntime {AT}\n{text}".encode())
    whole = identity(name, key)[0] + AT.to_bytes(8, "big") + signature
    return f"\u2014 {name} {b64encode(whole).decode()}\n"


@pytest.fixture
def run(tmp_path):
    """Return what runs the verifier over the small log, its note cosigned by two of three."""
    seers = [(f"w{n}.example", key) for n, key in enumerate(WITNESSES)]
    files = {
        "export": b"".join(s.LINES).decode(),
        "keys": s.KEYS,
        "note": s.NOTES["newer.txt"] + "".join(cosignature(*one) for one in seers[:2]),
        "seers": "".join(line(*one) for one in seers),
    }

    def verified(*more: str, **other: str):
        for name, text in (files | other).items():
            (tmp_path / name).write_bytes(text.encode())
        command = [sys.executable, "-I", "-S", str(PROGRAM), *more, "--keys", "keys"]
        told = [*command, "export", "note"]
        return subprocess.run(told, capture_output=True, text=True, check=False, cwd=tmp_path)

    return verified


@pytest.mark.parametrize(("quorum", "status"), [("1", 0), ("2", 0), ("3", 1), ("0", 1), ("", 1)])
def test_witnesses_are_counted(run, quorum, status):
    said = run("--witness", "seers", *(("--quorum", quorum) if quorum else ()))

    assert status == said.returncode, said.stdout + said.stderr
    assert "2 of 3 witnesses" in said.stdout


def test_a_quorum_of_nobody_is_refused(run):
    assert 1 == run("--quorum", "1").returncode


def test_a_cosignature_of_another_text_is_wrong(run):
    bad = s.NOTES["newer.txt"] + cosignature("w0.example", WITNESSES[0], s.OLDER)

    said = run("--witness", "seers", "--quorum", "1", note=bad)

    assert "cosignature of w0.example does not hold" in said.stdout


def test_one_witness_under_two_names_is_told(run):
    twice = line("a", WITNESSES[0]) + line("b", WITNESSES[0])

    assert "one key stands there twice" in run("--witness", "seers", seers=twice).stdout


HANDOVER = "vinhdanh key hand-over 1\n"
HEIR = f"{HANDOVER}{s.ORIGIN}\n{s.NEXT_KEY.public.written()}\n"
STRANGE = f"{HANDOVER}{s.THEIRS.name}\n{s.THEIRS.public.written()}\n"


@pytest.mark.parametrize(
    ("note", "known"),
    [
        (s.note(HEIR, s.KEY, s.NEXT_KEY), 2),
        (s.note(HEIR, s.KEY), 1),
        (s.note(HEIR, s.NEXT_KEY), 1),
        (s.note(STRANGE, s.KEY, s.THEIRS), 1),
    ],
)
def test_a_hand_over_counts_when_both_keys_signed_it(note, known):
    assert known == len(VERIFIER.with_heirs(VERIFIER.keys(s.KEYS), note))


def test_a_log_signed_by_the_heir_is_verified_with_the_old_key(run, tmp_path):
    (tmp_path / "chain").write_text(s.note(HEIR, s.KEY, s.NEXT_KEY), encoding="utf-8")
    note = s.note(s.NEWER, s.NEXT_KEY)

    assert 1 == run(note=note).returncode
    assert 0 == run("--handovers", "chain", note=note).returncode

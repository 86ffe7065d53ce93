"""A pack carries what witnesses said: both verifiers count them on its own checkpoint."""

import json
import subprocess
import sys
from base64 import b64encode

import pytest

from domain.proof.note import WITNESS, read_checkpoint, read_note
from infra.proof.keys import new_key
from tests.api.badges import AUDITOR
from tests.builders import CASE, OTHER, at_submit
from tests.verifying.runners import PROGRAM, VERIFIER, under_node

ADDRESS = f"/nominations/{CASE}/audit-pack"


@pytest.fixture
def auditor(house, say):
    """An auditor before a case."""
    house.given(CASE, *at_submit)
    return say(AUDITOR)


@pytest.fixture
def witnesses(house, tmp_path):
    """Three witnesses whom the house knows; their keys are in a file."""
    some = [new_key(f"w{one}.example", WITNESS) for one in range(3)]
    file = tmp_path / "witnesses.txt"
    file.write_text("".join(f"{one.public.written()}\n" for one in some))
    house.cosignatures = house.proofs.cosignatures(file)
    return some


@pytest.fixture
def seen(house, witnesses):
    """Return what lets so many witnesses cosign the checkpoint of now."""

    def cosign(count: int) -> None:
        note = house.proofs.checkpoint()
        lines = [one.cosign(note.text, 1_800_000_000).written() for one in witnesses[:count]]
        if lines:
            house.cosignatures.take(note.written() + "".join(lines))

    return cosign


def checked(pack: bytes, folder, *more: str):
    """Run the verifier of the pack over it, as an auditor does."""
    (folder / "pack.zip").write_bytes(pack)
    keys = VERIFIER.entries_of(pack)[1]["keys.txt"]
    (folder / "keys.txt").write_bytes(keys)
    told = [sys.executable, "-I", "-S", str(PROGRAM), "pack.zip", "--keys", "keys.txt", *more]
    return subprocess.run(told, capture_output=True, text=True, check=False, cwd=folder)


@pytest.mark.parametrize(("seers", "quorum", "status"), [(0, 1, 1), (2, 2, 0), (2, 3, 1)])
def test_witnesses_are_counted_on_the_pack_s_own_checkpoint(
    auditor, seen, tmp_path, seers, quorum, status
):
    seen(seers)
    pack = auditor.get(ADDRESS).data

    said = checked(pack, tmp_path, "--witness", "witnesses.txt", "--quorum", str(quorum))

    assert (status, "") == (said.returncode, said.stderr), said.stdout
    assert f"checkpoint.txt: {seers} of 3 witnesses" in said.stdout


@pytest.mark.node
def test_the_page_counts_them_as_well(auditor, seen, tmp_path):
    seen(1)
    case = {"pack": True, "export": b64encode(auditor.get(ADDRESS).data).decode(), "keys": None}
    case |= {"notes": {}, "witnesses": (tmp_path / "witnesses.txt").read_text()}

    asked = [case | {"quorum": quorum} for quorum in (1, 2)]

    few = [["too-few-witnesses", "checkpoint.txt"]]
    assert [[], few] == under_node("(cases) => answers(cases, false)", asked)


def test_a_later_cosignature_makes_another_pack_and_a_longer_log_does_not(auditor, house, seen):
    bare, again = (auditor.get(ADDRESS).data for _ in range(2))
    seen(1)
    told = auditor.get(ADDRESS).data
    house.given(OTHER, *at_submit)

    assert bare == again != told == auditor.get(ADDRESS).data
    note = VERIFIER.entries_of(told)[1]["checkpoint.txt"].decode()
    assert len(at_submit) == read_checkpoint(read_note(note)).size
    assert 2 == len(read_note(note).signatures)


def test_facts_that_nobody_saw_yet_go_under_the_checkpoint_of_now(auditor, house, seen):
    seen(1)
    house.given(OTHER, *at_submit)

    pack = auditor.get(ADDRESS.replace(str(CASE), str(OTHER))).data

    note = read_note(VERIFIER.entries_of(pack)[1]["checkpoint.txt"].decode())
    assert (2 * len(at_submit), 1) == (read_checkpoint(note).size, len(note.signatures))


def test_report_and_verifier_say_what_a_pack_does_not_prove(auditor, tmp_path):
    pack = auditor.get(ADDRESS).data
    held = VERIFIER.entries_of(pack)[1]

    assert "\n!!   1 streams: that no more facts" in checked(pack, tmp_path).stdout
    assert "!! Các chuỗi sự kiện" in held["report.vi.txt"].decode()
    assert "!! The streams of facts" in held["report.en.html"].decode()
    assert json.dumps("more-not-excluded").encode() in held["verify.html"]


def test_a_pack_of_a_log_whose_key_was_handed_over_is_checked_with_the_older_key(
    house, auditor, tmp_path
):
    before, plain = house.proofs.verifiers(), VERIFIER.entries_of(auditor.get(ADDRESS).data)[1]
    assert "handovers.txt" not in plain
    house.proofs.renew_key()
    pack = auditor.get(ADDRESS).data

    assert house.proofs.handovers().encode() == VERIFIER.entries_of(pack)[1]["handovers.txt"]
    (tmp_path / "older.txt").write_text("".join(f"{one.written()}\n" for one in before))
    said = checked(pack, tmp_path, "--keys", "older.txt")
    assert (0, "") == (said.returncode, said.stderr), said.stdout

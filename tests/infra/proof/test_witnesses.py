"""Cosignatures and hand-overs, where a log is verified and where `doctor` looks."""

from contextlib import closing

import pytest

from domain.proof.note import WITNESS, Key, read_note
from infra.house import build
from infra.proof.cosignatures import CosignatureStore
from infra.proof.doctor import keys_and_witnesses
from infra.proof.keys import new_key
from infra.proof.log import ProofLog
from infra.sign_in.token_keys import BadKeys
from services.proofs import Asked
from services.upkeep import CannotOpen
from tests.infra.tampering import Office


@pytest.fixture
def office(given, tmp_path):
    made = Office(given(HOME=tmp_path / "house"))
    made.write(60)
    return made


@pytest.fixture
def taken(office, tmp_path):
    """What an auditor took away: the checkpoint, and the keys."""
    return office.sign(tmp_path / "taken.txt"), office.keys(tmp_path / "keys.txt")


@pytest.fixture
def witnesses(taken, tmp_path):
    """Two of three witnesses cosign what the auditor took; the keys of all are in a file."""
    checkpoint, _ = taken
    some = [new_key(f"w{one}.example", WITNESS) for one in range(3)]
    note = read_note(checkpoint.read_text())
    lines = [one.cosign(note.text, 1_800_000_000).written() for one in some[:2]]
    checkpoint.write_text(note.written() + "".join(lines))
    path = tmp_path / "witnesses.txt"
    path.write_text("".join(f"{one.public.written()}\n" for one in some))
    return path


@pytest.mark.parametrize(("quorum", "well"), [(1, True), (2, True), (3, False), (None, False)])
def test_enough_witnesses_have_to_have_cosigned(office, taken, witnesses, quorum, well):
    checkpoint, keys = taken
    asked = Asked([checkpoint], keys, witnesses=witnesses, quorum=quorum)

    seen = f"{checkpoint}: 2 of 3 witnesses, 3 needed"
    assert ({} if well else {"witnesses of 60 facts": seen}) == office.wrong(asked)


def test_witnesses_of_no_checkpoint_at_all_are_too_few(given, taken, witnesses, tmp_path):
    checkpoint, keys = taken
    checkpoint.unlink()
    office = Office(given(HOME=tmp_path / "fresh"))
    office.write(3)

    found = office.wrong(Asked((), keys, witnesses=witnesses, quorum=1))

    assert {"witnesses": "there is no checkpoint to count them on"} == found
    assert {} == office.wrong(Asked((), keys))


def test_a_cosignature_counts_below_whichever_copy_it_stands(office, taken, witnesses, tmp_path):
    checkpoint, keys = taken
    plain = tmp_path / "plain.txt"
    plain.write_text(read_note(checkpoint.read_text()).text + "\n" + own_line(checkpoint))

    asked = Asked([plain, checkpoint], keys, witnesses=witnesses, quorum=2)
    assert {} == office.wrong(asked)
    asked = Asked([plain], keys, witnesses=witnesses, quorum=2)
    assert ["witnesses of 60 facts"] == list(office.wrong(asked))


def own_line(checkpoint) -> str:
    """Return the line of the log's own signature below a checkpoint."""
    return read_note(checkpoint.read_text()).signatures[0].written()


def test_a_cosignature_that_does_not_hold_is_found(office, taken, witnesses):
    checkpoint, keys = taken
    key = new_key("w9.example", WITNESS)
    checkpoint.write_text(checkpoint.read_text() + key.cosign("another text", 7).written())
    witnesses.write_text(key.public.written())

    found = office.wrong(Asked([checkpoint], keys, witnesses=witnesses))

    assert "the cosignature of w9.example" in found["checkpoint"]


def test_one_key_is_not_two_witnesses_and_more_than_there_are_cannot_be_asked(
    office, taken, witnesses
):
    checkpoint, keys = taken
    with pytest.raises(CannotOpen, match="4 witnesses are asked for, 3 are known"):
        office.wrong(Asked([checkpoint], keys, witnesses=witnesses, quorum=4))
    one = new_key("a", WITNESS).public
    twice = f"{one.written()}\n{Key('b', one.public, WITNESS).written()}\n"
    witnesses.write_text(twice)
    with pytest.raises(CannotOpen, match="one key stands there twice"):
        office.wrong(Asked([checkpoint], keys, witnesses=witnesses))


def test_who_has_the_old_key_follows_the_hand_over(office, taken, tmp_path):
    _, keys = taken
    with office.proofs() as proofs:
        proofs.renew_key()
        (tmp_path / "handovers.txt").write_text(proofs.handovers())
    office.write(1)
    newer = office.sign(tmp_path / "newer.txt")

    assert "no key that is known" in office.found(newer, keys=keys)["checkpoint"]
    assert {} == office.wrong(Asked([newer], keys, tmp_path / "handovers.txt"))
    (tmp_path / "handovers.txt").write_text("a letter")
    with pytest.raises(CannotOpen):
        office.wrong(Asked([newer], keys, tmp_path / "handovers.txt"))


def test_doctor_tells_of_keys_nobody_handed_over_to_and_of_witnesses(office, witnesses):
    def found(file=None) -> list[tuple[bool, bool]]:
        with office.proofs() as proofs:
            told = keys_and_witnesses(proofs, proofs.cosignatures(file))
            return [(one.ok, one.warns) for one in told]

    assert [(True, False), (True, False)] == found()
    assert [(True, False), (True, True)] == found(witnesses)
    with office.proofs() as proofs:
        proofs.renew_key()
    assert (True, False) == found()[0]
    office.change_tree("UPDATE proof_handovers SET note = replace(note, 'hand-over 2', 'x')")
    assert (False, False) == found()[0]
    office.change_tree("DELETE FROM proof_handovers")
    assert (True, True) == found()[0]
    witnesses.write_text("no key")
    assert (False, False) == found(witnesses)[1]


def test_the_first_witness_beside_a_running_house_counts_at_once(given, tmp_path):
    witness = new_key("w1.example", WITNESS).public
    with closing(build(given(HOME=tmp_path / "home"))) as house:
        running = house.cosignatures
        assert [] == list(running.witnesses())
        (tmp_path / "home" / "witnesses.txt").write_text(f"{witness.written()}\n")
        assert ["w1.example"] == [one.name for one in running.witnesses()]


def test_a_file_of_witnesses_that_was_named_has_to_be_there(given, tmp_path):
    named = tmp_path / "named.txt"
    named.touch()
    with closing(build(given(HOME=tmp_path / "home", WITNESSES=named))) as house:
        named.unlink()
        with pytest.raises(BadKeys, match="cannot be read"):
            house.cosignatures.witnesses()


@pytest.mark.postgres
def test_on_postgres_cosignatures_and_hand_overs_are_kept_as_well(given, postgres_url, tmp_path):
    office = Office(given(DATABASE_URL=postgres_url))
    office.write(60)
    witness = new_key("w1.example", WITNESS)
    (tmp_path / "seers.txt").write_text(witness.public.written())
    with office.proofs() as proofs:
        own, store = proofs.checkpoint(), proofs.cosignatures(tmp_path / "seers.txt")
        lines = [witness.cosign(own.text, at).written() for at in (5, 9, 7)]

        assert [["w1.example"]] * 3 == [store.take(own.written() + line) for line in lines]

        assert own.written() + lines[1] == store.newest() == store.below(own.written())
        assert store.newest(2) is None
        proofs.renew_key()
        assert (True, False) == found(proofs, store)


def found(proofs: ProofLog, store: CosignatureStore) -> tuple[bool, bool]:
    """Return what doctor finds of the keys."""
    first = next(keys_and_witnesses(proofs, store))
    return first.ok, first.warns

"""The key of checkpoints: one, for us alone, renewed by itself, and never another log's."""

from concurrent.futures import ThreadPoolExecutor
from stat import S_IMODE

import pytest

from domain.proof.note import read_checkpoint
from infra.database_url import own_database
from infra.proof.keys import KeyRing, new_key, signers
from infra.proof.log import ProofLog
from infra.proof.tiles import open_proofs
from infra.sign_in.token_keys import BadKeys


def signed(proofs):
    """Sign for the log as it stands."""
    return read_checkpoint(proofs.checkpoint())


def test_a_new_key_is_signed_in_by_the_old_one(facts, proofs):
    facts.count = 3
    (old,) = proofs.verifiers()

    both = proofs.renew_key()

    (_, new) = proofs.verifiers()
    assert [old, new] == list(signers(both, proofs.verifiers()))
    assert both == proofs.checkpoint()
    facts.count = 4
    assert [new] == list(signers(proofs.checkpoint(), proofs.verifiers()))


def test_the_key_is_for_us_alone_and_survives(facts, proofs, trees, tmp_path):
    note = proofs.checkpoint()
    path = tmp_path / "keys" / "checkpoint.key"

    assert 0o600 == S_IMODE(path.stat().st_mode)
    assert "Ed25519" not in repr(KeyRing(tmp_path / "keys").current())
    assert note == ProofLog(facts, trees, tmp_path / "keys").checkpoint()


def test_many_who_start_at_once_make_one_log_and_one_key(facts, trees, tmp_path):
    facts.count = 9

    def start(_):
        return ProofLog(facts, trees, tmp_path / "keys").checkpoint()

    with ThreadPoolExecutor(8) as pool:
        assert 1 == len(set(pool.map(start, range(16))))


def test_a_database_made_anew_keeps_the_name_of_the_key(facts, proofs, tmp_path):
    origin = signed(proofs).origin
    fresh = open_proofs(tmp_path / "fresh", own_database(tmp_path / "fresh"))

    assert origin == signed(ProofLog(facts, fresh, tmp_path / "keys")).origin
    fresh.dispose()


def test_the_key_of_another_log_signs_nothing_here(proofs, tmp_path):
    proofs.checkpoint()
    ring = KeyRing(tmp_path / "keys")
    ring.lay_beside(new_key("another"))
    ring.take_over()

    with pytest.raises(BadKeys, match="is of another"):
        proofs.checkpoint()


@pytest.mark.parametrize(
    "text",
    ["", "x", "PRIVATE+KEY+a+b+c", "PRIVATE+KEY+a+00000000+AQ==", "không"],
)
def test_a_file_that_is_no_key_is_refused(proofs, tmp_path, text):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "checkpoint.key").write_text(text)

    with pytest.raises(BadKeys, match=r"checkpoint\.key"):
        proofs.checkpoint()


def test_a_key_whose_id_is_not_its_own_is_refused(proofs, tmp_path):
    proofs.prepare()
    path = tmp_path / "keys" / "checkpoint.key"
    parts = path.read_text().split("+")
    path.write_text("+".join([*parts[:3], "00000000", parts[4]]))

    with pytest.raises(BadKeys):
        proofs.checkpoint()

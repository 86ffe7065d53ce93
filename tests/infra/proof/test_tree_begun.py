"""A store beside which no tree was begun, and one whose tree lost its beginning."""

from infra.erasable import make
from infra.proof.check import verify
from infra.proof.tiles import tables
from services.proofs import Asked
from tests.infra.tampering import Office


def test_a_store_whose_tree_was_never_begun_is_said_to_be_one(given, tmp_path):
    new = Office(given(HOME=tmp_path / "new"))
    new.write(3)
    with new.trees() as engine:
        make(tables, engine)
    found = {one.about: one for one in verify(new.settings, Asked())}

    assert [] == [one for one in found.values() if not one.ok]
    assert (True, True) == (found["tree begun"].warns, found["tree begun"].seen.startswith("never"))
    with new.proofs() as proofs:
        proofs.checkpoint()
    assert {} == new.wrong(Asked())
    new.change_tree("DELETE FROM proof_logs")
    assert "first row is gone" in new.wrong(Asked())["tree begun"]

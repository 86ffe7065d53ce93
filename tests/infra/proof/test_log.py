"""The tree over the log: it follows, it proves, and it signs for one history only."""

from time import monotonic, sleep

import pytest
from structlog.testing import capture_logs

from domain.proof.note import read_checkpoint
from domain.proof.paths import NoSuchTree, is_consistent, is_included
from domain.proof.tree import EMPTY
from infra.database_url import own_database
from infra.proof.follower import ProofFollower
from infra.proof.keys import signers
from infra.proof.log import ProofLog
from infra.proof.tiles import open_proofs
from services.proofs import NotTheSameLog, see_that_it_continues
from tests.infra.cheap_log import Facts
from tests.infra.tampering import Office


def signed(proofs):
    """Sign for the log as it stands."""
    return read_checkpoint(proofs.checkpoint())


@pytest.mark.parametrize("steps", [(0,), (1, 1, 1), (255, 1, 1), (256,), (257, 300), (70_000, 3)])
def test_the_tree_follows_the_log(facts, proofs, steps):
    for more in steps:
        facts.count += more
        assert facts.count == proofs.size()

    assert facts.root(facts.count) == signed(proofs).root
    assert facts.count == signed(proofs).size


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 511, 513])
def test_every_fact_is_proven_from_the_tiles(facts, proofs, size):
    facts.count = 600
    root = facts.root(size)
    for at in {1, 2, size // 2 + 1, size}:
        if at <= size:
            said = proofs.inclusion(at, size)
            assert (facts.leaf(at), root) == (said.leaf, said.root)
            assert is_included(said.leaf, at, size, said.path, root)


@pytest.mark.parametrize(("old", "size"), [(0, 5), (5, 5), (1, 600), (256, 257), (300, 599)])
def test_every_older_tree_is_proven_from_the_tiles(facts, proofs, old, size):
    facts.count = 600
    said = proofs.consistency(old, size)

    assert (facts.root(old), facts.root(size)) == (said.old_root, said.root)
    assert is_consistent(old, size, said.path, said.old_root, said.root)


def test_what_the_log_does_not_hold_cannot_be_proven(facts, proofs):
    facts.count = 5

    for asked in ((6, 6), (6, 5), (1, 0), (1, 6)):
        with pytest.raises(NoSuchTree):
            proofs.inclusion(*asked)
    with pytest.raises(NoSuchTree):
        proofs.consistency(4, 6)


def test_an_empty_log_is_signed_for_too(proofs):
    assert (0, EMPTY) == (signed(proofs).size, signed(proofs).root)


def test_the_same_log_has_one_checkpoint(facts, proofs):
    facts.count = 3

    assert proofs.checkpoint() == proofs.checkpoint()
    assert proofs.verifiers() == list(signers(proofs.checkpoint(), proofs.verifiers()))


def test_a_log_that_lost_facts_is_not_signed_for(facts, proofs):
    facts.count = 9
    proofs.checkpoint()
    facts.count = 8

    with pytest.raises(NotTheSameLog, match="the log ends at 8, its tree holds 9"):
        proofs.checkpoint()
    proofs.rehash()
    with pytest.raises(NotTheSameLog, match="a checkpoint was signed of 9"):
        proofs.checkpoint()


def test_who_was_overtaken_between_two_questions_misses_no_facts(
    facts, proofs, trees, tmp_path, monkeypatch
):
    other = ProofLog(facts, trees, tmp_path / "keys")
    facts.count = proofs.size() + 3

    def overtaken():
        monkeypatch.undo()
        last, facts.count = facts.count, 4
        other.size()
        return last

    monkeypatch.setattr(facts, "last_position", overtaken)
    assert 4 == signed(proofs).size


def test_a_log_that_was_altered_is_not_signed_for_once_it_is_hashed_anew(facts, proofs):
    facts.count = 9
    before = proofs.checkpoint()
    facts.forged = {4}
    facts.count = 12

    assert 12 == signed(proofs).size
    assert 12 == proofs.rehash()
    with pytest.raises(NotTheSameLog, match="the first 12 facts are not those"):
        proofs.checkpoint()
    with pytest.raises(NotTheSameLog):
        see_that_it_continues(before, proofs)


def test_a_position_that_is_missing_stops_the_tree(facts, proofs):
    facts.count, facts.missing = 9, {5}

    with pytest.raises(NotTheSameLog, match="position 5 is missing"):
        proofs.size()
    facts.missing = set()
    assert 9 == proofs.size()


def test_a_log_is_held_to_a_checkpoint_somebody_kept(facts, proofs, tmp_path):
    facts.count = 9
    kept = proofs.checkpoint()
    facts.count = 300

    see_that_it_continues(kept, proofs)
    other = ProofLog(Facts(4), open_proofs(tmp_path / "b", own_database(tmp_path)), tmp_path / "k")
    with pytest.raises(NotTheSameLog, match="is of the log"):
        see_that_it_continues(other.checkpoint(), proofs)
    other._engine.dispose()


@pytest.mark.parametrize("statement", ["DELETE FROM proof_tiles", "UPDATE proof_logs SET size=9"])
def test_tiles_that_are_gone_are_told_and_made_anew(facts, proofs, trees, statement):
    facts.count = 6
    before = proofs.checkpoint()
    with trees.begin() as tx:
        tx.exec_driver_sql(statement)
    facts.count = 10

    with pytest.raises(NotTheSameLog, match="tile 0/0"):
        proofs.checkpoint()
    proofs.rehash()
    see_that_it_continues(before, proofs)


@pytest.mark.postgres
def test_on_postgres_it_follows_and_signs_too(given, postgres_url):
    office = Office(given(DATABASE_URL=postgres_url))
    office.write(300)
    with office.proofs() as proofs:
        first = proofs.checkpoint()
        office.write(5)
        said = proofs.inclusion(3, 305)

        assert is_included(said.leaf, 3, 305, said.path, signed(proofs).root)
        see_that_it_continues(first, proofs)
        proofs.renew_key()
        assert 2 == len(proofs.verifiers())


def test_a_follower_takes_in_what_is_new_and_goes_on_after_trouble(facts, proofs, trees):
    facts.count, facts.missing = 9, {5}
    follower = ProofFollower(proofs, every=0.01)
    with capture_logs() as told:
        follower.start()
        wait_until(lambda: told)
        facts.missing = set()
        wait_until(lambda: kept(trees) == 9)
        follower.stop()
    assert {"proofs.failed"} == {one["event"] for one in told}


def kept(trees):
    with trees.connect() as tx:
        return tx.exec_driver_sql("SELECT size FROM proof_logs").scalar_one()


def wait_until(done, seconds: float = 60):
    end = monotonic() + seconds
    while not done():
        assert monotonic() < end
        sleep(0.005)

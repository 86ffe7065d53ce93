"""The root over sub-logs follows what changed, is that of the definition, and no wrong one."""

from dataclasses import replace
from random import Random

import pytest
from sqlalchemy import inspect

from domain.proof import shifting
from domain.proof.note import read_checkpoint
from domain.proof.tree import node_hash
from infra.proof.log import ProofLog
from infra.proof.sublogs import forget
from infra.proof.tiles import by_position, checkpoints, open_proofs
from services.proofs import NotTheSameLog
from tests.infra.council_log import CouncilLog, one


@pytest.fixture
def facts():
    return CouncilLog()


@pytest.fixture
def another(facts, trees, tmp_path):
    """Return a way to let one more process sign for the log."""
    return lambda: ProofLog(facts, trees, tmp_path / "keys")


def signed(proofs):
    """Sign for the log; return of how many facts, and the root over its sub-logs."""
    stand = read_checkpoint(proofs.checkpoint())
    return stand.size, stand.sublogs


def stands(facts):
    """Return what is to be signed."""
    return len(facts.facts), facts.root(len(facts.facts))


def lived(facts, seed=1, steps=40):
    """Let a log live on."""
    dice = Random(seed)
    for _ in range(steps):
        facts.live(dice)


def followed(facts, another, seed, steps):
    """Let two processes sign by turns for a log that lives on and is disturbed."""
    dice, houses = Random(seed), [another(), another()]
    for _ in range(steps):
        lived(facts, dice.random(), dice.choice((0, 1, 1, 2, 9)))
        disturb(dice.randrange(12), houses, another)
        assert stands(facts) == signed(dice.choice(houses))


def test_whoever_signs_after_whatever_history_signs_the_root_by_definition(facts, another):
    followed(facts, another, 1, 20)


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(100))
def test_whoever_signs_after_any_history_signs_the_root_by_definition(facts, another, seed):
    followed(facts, another, seed, 60)


@pytest.mark.drill
@pytest.mark.postgres
@pytest.mark.parametrize("seed", range(10))
def test_so_it_is_in_postgresql(facts, given, postgres_url, tmp_path, seed):
    settings = given(HOME=tmp_path, DATABASE_URL=postgres_url)
    engine = open_proofs(settings.home, settings.database)
    followed(facts, lambda: ProofLog(facts, engine, tmp_path / "keys"), seed, 30)
    engine.dispose()


def disturb(number, houses, another):
    """Now and then a process is another one, or hashes anew, or follows; somebody alters tables."""
    match number:
        case 0:
            houses[0] = another()
        case 1:
            houses[1].rehash()
        case 2:
            with houses[0]._engine.begin() as tx:
                forget(tx)
        case 3 | 4:
            houses[1].size()
        case 5 | 6 | 7 as hand:
            with houses[0]._engine.begin() as tx:
                tx.exec_driver_sql(BY_HAND[hand - 5])


SPOILT = (
    "UPDATE proof_sublogs SET count = count + 1",
    "UPDATE proof_sublogs SET peaks = zeroblob(length(peaks))",
    "UPDATE proof_sublogs SET peaks = zeroblob(32) WHERE count = 3",
    "UPDATE proof_sublogs SET year = year + 10",
    "DELETE FROM proof_sublogs WHERE council = (SELECT min(council) FROM proof_sublogs)",
    "INSERT INTO proof_sublogs SELECT council, year + 10, count, peaks, leaf FROM proof_sublogs",
    "DELETE FROM proof_sublogs",
    "DELETE FROM proof_sublog_facts",
)


@pytest.mark.parametrize("statement", SPOILT)
def test_what_was_spoilt_is_made_anew_before_it_is_signed(facts, another, trees, statement):
    lived(facts)
    another().checkpoint()
    lived(facts, 2, 1)
    another().size()
    with trees.begin() as tx:
        assert tx.exec_driver_sql(statement).rowcount
    lived(facts, 3, 1)

    assert stands(facts) == signed(another())


LAST = "(SELECT council FROM proof_sublogs ORDER BY council DESC LIMIT 1)"
BY_HAND = (
    f"UPDATE proof_sublog_sessions SET council = {LAST}",
    f"UPDATE proof_sublog_facts SET council = {LAST}",
    "UPDATE proof_sublog_facts SET year = year + 10",
    "DELETE FROM proof_sublog_sessions",
    "DELETE FROM proof_sublog_facts",
    "UPDATE proof_sublogs SET count = count + 1, peaks = zeroblob(32)",
    "UPDATE proof_sublog_reaches SET size = size + 1",
)


@pytest.mark.parametrize("statement", BY_HAND)
def test_nothing_kept_of_sub_logs_misleads_who_signs(facts, another, trees, statement):
    proofs = another()
    lived(facts, 1, 60)
    proofs.checkpoint()
    for seed in (2, 3):
        with trees.begin() as tx:  # before some facts are taken in, after others
            assert tx.exec_driver_sql(statement).rowcount
        lived(facts, seed)
        assert stands(facts) == signed(proofs)
        lived(facts, seed + 2)
        proofs.size()
    assert stands(facts) == signed(another())


@pytest.mark.parametrize("position", [1, 2])
def test_a_fact_that_is_not_the_one_that_was_hashed_is_not_signed(facts, another, position):
    facts.call(one(8), one(1), 2026)
    another().checkpoint()
    facts.write("session.closed.v1", one(8))
    another().size()
    forged = facts.facts[position - 1].content.replace(b"2026-03", b"2025-03")
    facts.facts[position - 1] = replace(facts.facts[position - 1], content=forged)
    with pytest.raises(NotTheSameLog, match=f"the fact at {position} is not the one"):
        another().checkpoint()


def test_what_stopped_on_its_way_is_not_taken_in_twice(facts, another, monkeypatch):
    proofs = another()
    lived(facts)
    proofs.checkpoint()
    lived(facts, 2)
    monkeypatch.setattr("infra.proof.standing.root_of", failing)
    with pytest.raises(NotTheSameLog):
        proofs.checkpoint()
    monkeypatch.undo()
    assert stands(facts) == signed(proofs)


def failing(*_):
    """Fail as a tile does that ends too early."""
    raise NotTheSameLog


def test_a_log_that_was_played_back_under_a_process_is_read_anew(facts, another, trees):
    proofs = another()
    lived(facts)
    proofs.checkpoint()
    facts.facts[20:] = []
    lived(facts, 2, 60)
    with trees.begin() as tx:
        tx.execute(checkpoints.delete())
    another().rehash()
    assert stands(facts) == signed(proofs)


def test_a_sub_log_that_changed_costs_the_hashes_over_it(facts, another, monkeypatch):
    proofs, hashed, size = another(), list[bytes](), 1_000
    for number in range(size):
        facts.write("council.appointed.v1", one(number))
    proofs.checkpoint()

    def counted(left, right):
        hashed.append(left)
        return node_hash(left, right)

    monkeypatch.setattr(shifting, "node_hash", counted)
    for number in range(5):
        facts.write("council.member-relieved.v1", one(number))
        proofs.checkpoint()
    assert len(hashed) <= 5 * 2 * size.bit_length()


def test_tables_of_before_are_indexed_and_do_without(facts, another, trees):
    lived(facts)
    first = signed(another())
    with trees.begin() as tx:
        by_position.drop(tx)
        tx.execute(checkpoints.delete())
    assert first == signed(another())
    assert [by_position.name] == [
        one["name"] for one in inspect(trees).get_indexes("proof_sublog_facts")
    ]

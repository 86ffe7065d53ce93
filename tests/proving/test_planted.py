"""The drills go red: verifiers that skip a column, name another place, see nothing, or cry wolf."""

from itertools import islice
from random import Random

import pytest

from domain.proof.leaf import StoredFact
from domain.proof.tree import Growing
from services import verifying
from services.upkeep import Finding
from tests.proving import test_bits, test_clean, test_edits, test_forks
from tests.proving.bits import known
from tests.proving.compared import TREE, counted
from tests.proving.logs import log

PLAIN = StoredFact.leaf
COLUMNS = ("stream", "version", "name", "content")


def skipping(column: str):
    """Return a leaf that knows nothing of a column."""

    def leaf(row: StoredFact) -> bytes:
        told = {one: getattr(row, one) for one in ("position", *COLUMNS) if one != column}
        return repr(told).encode()

    return leaf


@pytest.mark.parametrize("number", range(len(COLUMNS)))
def test_a_column_that_is_not_hashed_is_seen(monkeypatch, number):
    monkeypatch.setattr(StoredFact, "leaf", skipping(COLUMNS[number]))
    of = known(log(3, Random(1)))

    assert number + 1 in {column for _, column, _ in test_bits.missed(of, 2)}


def test_a_place_one_too_far_is_seen(monkeypatch):
    true = verifying.Walk._add

    def add(walk, leaf):
        true(walk, leaf)
        walk.altered[:] = [one + (one == walk.at) for one in walk.altered]

    monkeypatch.setattr(verifying.Walk, "_add", add)

    assert [one for one in test_edits.tries(40, 11, 1) if one]
    assert [*test_bits.missed(known(log(3, Random(1))), 2)]


def test_a_place_between_the_wrong_checkpoints_is_seen(monkeypatch):
    true = verifying._where

    def where(found, good, size, borne_out):
        return true(found, size - 1, size, borne_out)

    monkeypatch.setattr(verifying, "_where", where)

    assert [one for one in test_edits.tries(40, 11, 1) if one]
    assert test_forks.tries(40, 11, 1)


def test_a_verifier_that_believes_every_checkpoint_is_seen(monkeypatch):
    monkeypatch.setattr(Growing, "root", lambda _: bytes(32))

    assert test_forks.tries(40, 11, 1)
    found = [by[TREE] for _, _, by in islice(counted(2), 2)]
    assert [2, 0] == found  # a bit is seen by the hashes kept, the stolen key by nothing


def test_a_false_alarm_is_seen(monkeypatch):
    wolf = Finding("rows", ok=False, seen="1 rows nobody of ours wrote so, the first: 1")
    monkeypatch.setattr("infra.proof.check.in_order", lambda *_: [wolf])

    assert 5 == len([*test_clean.alarms(5, 1)])

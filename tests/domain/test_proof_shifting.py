"""A tree whose leaves change and shift has the root of the tree over what stands there then."""

from hashlib import sha256
from random import Random

import pytest

from domain.proof import shifting
from domain.proof.shifting import Shifting
from domain.proof.tree import Growing, node_hash
from tests.domain.walks import WALKS


@pytest.mark.parametrize("walk", WALKS)
def test_its_root_is_that_of_the_tree_over_what_stands_there(walk):
    tree, leaves = Shifting(), list[bytes]()
    for is_new, at, leaf, is_asked in walk:
        leaves[at : at + (not is_new)] = [leaf]
        (tree.insert if is_new else tree.put)(at, leaf)
        assert not is_asked or over(leaves) == tree.root()
    assert over([]) == Shifting().root()


def over(leaves):
    """Return the root over leaves, each hashed in its turn."""
    tree = Growing()
    for one in leaves:
        tree.add(one)
    return tree.root()


def test_what_shifts_is_not_hashed_anew_each_time(monkeypatch):
    dice, tree, hashed = Random(1), Shifting(), list[bytes]()

    def counted(left, right):
        hashed.append(left)
        return node_hash(left, right)

    monkeypatch.setattr(shifting, "node_hash", counted)
    for at in range(2_000):
        tree.insert(at, leaf(at))
    for at in range(2_000, 2_400):
        tree.insert(dice.randrange(2_000), leaf(at))
        tree.root()
    assert len(hashed) < 400 * 2_000 / 4


def leaf(number):
    """Return the hash of one more leaf."""
    return sha256(b"%d" % number).digest()

"""Trees and proofs against RFC 9162: vectors, every tree up to 256 leaves, every altered proof."""

import random
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.proof.paths import NoSuchTree, consistency, inclusion, is_consistent, is_included
from domain.proof.tree import EMPTY, Growing, leaf_hash, root_of, whole
from tests.domain.trees import Kept, flipped, hashed, leaves, mth, path, subproof

MOST = 256
KEPT = Kept(MOST)
LEAVES = leaves(MOST)
# The leaves and roots that implementations of RFC 6962 have shared since the first one.
INPUTS = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def roots() -> list[bytes]:
    """Return the root of every tree from none to MOST leaves."""
    return [root_of(size, KEPT) for size in range(MOST + 1)]


ROOT = roots()


def grown(inputs: list[bytes]) -> Growing:
    tree = Growing()
    for one in inputs:
        tree.add(leaf_hash(one))
    return tree


@pytest.mark.parametrize("size", range(9))
def test_the_shared_vectors_have_their_roots(size):
    inputs = [bytes.fromhex(one) for one in INPUTS[:size]]

    assert ROOTS[size] == grown(inputs).root().hex() == mth(tuple(inputs)).hex()


def test_every_tree_has_the_root_of_the_definition():
    tree = Growing()
    for size in range(MOST + 1):
        assert mth(tuple(LEAVES[:size])) == ROOT[size] == tree.root()
        assert size == tree.size
        if size < MOST:
            tree.add(leaf_hash(LEAVES[size]))


def test_a_whole_subtree_is_folded_at_once():
    for level in range(9):
        below = b"".join(map(hashed, LEAVES[: 1 << level]))

        assert KEPT(level, 0) == whole(below)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 13, 100, 255, 256])
def test_proofs_are_those_of_the_definition(size):
    some = tuple(LEAVES[:size])
    for position in range(1, size + 1):
        assert path(position - 1, some) == inclusion(position, size, KEPT)
    for old in range(1, size + 1):
        assert subproof(old, some) == consistency(old, size, KEPT)


@pytest.mark.no_cover  # weighing takes four times as long; the others walk every branch
def test_every_inclusion_is_proven_and_no_other():
    dice = random.Random(5)
    for size in range(1, MOST + 1):
        for position in range(1, size + 1):
            leaf, proof = KEPT(0, position - 1), inclusion(position, size, KEPT)
            assert is_included(leaf, position, size, proof, ROOT[size])
            leaf, proof, root = dice.choice(spoilt(leaf, proof, ROOT[size], dice))
            assert not is_included(leaf, position, size, proof, root)


@pytest.mark.no_cover  # as above
def test_every_consistency_is_proven_and_no_other():
    dice = random.Random(6)
    for size in range(1, MOST + 1):
        for old in range(1, size + 1):
            proof = consistency(old, size, KEPT)
            assert is_consistent(old, size, proof, ROOT[old], ROOT[size])
            before, proof, root = dice.choice(spoilt(ROOT[old], proof, ROOT[size], dice))
            assert not is_consistent(old, size, proof, before, root)


def spoilt(
    first: bytes, proof: list[bytes], root: bytes, dice: random.Random
) -> list[tuple[bytes, list[bytes], bytes]]:
    """Return every way to spoil a proof: a bit of each hash in turn, one hash less, one more."""
    bit = dice.randrange(256)
    proofs = [
        *([*proof[:at], flipped(one, bit), *proof[at + 1 :]] for at, one in enumerate(proof)),
        *([proof[:-1]] if proof else []),
        [*proof, sha256().digest()],
    ]
    ends = (flipped(first, bit), proof, root), (first, proof, flipped(root, bit))
    return [*((first, one, root) for one in proofs), *ends]


def test_an_empty_tree_is_the_beginning_of_every_other():
    assert [] == consistency(0, 5, KEPT)
    assert is_consistent(0, 5, [], EMPTY, ROOT[5])
    assert not is_consistent(0, 5, [], ROOT[1], ROOT[5])
    assert not is_consistent(0, 5, [ROOT[1]], EMPTY, ROOT[5])


@pytest.mark.parametrize("size", range(1, 14))
def test_a_proof_spoilt_in_any_way_is_none(size):
    dice = random.Random(size)
    for one in range(1, size + 1):
        leaf, proof = KEPT(0, one - 1), inclusion(one, size, KEPT)
        for first, altered, root in spoilt(leaf, proof, ROOT[size], dice):
            assert not is_included(first, one, size, altered, root)
        proof = consistency(one, size, KEPT)
        for first, altered, root in spoilt(ROOT[one], proof, ROOT[size], dice):
            assert not is_consistent(one, size, altered, first, root)


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8])
def test_every_single_bit_of_a_proof_counts(size):
    every_bit(size)


@pytest.mark.drill
@pytest.mark.parametrize("size", range(1, 129))
def test_every_single_bit_of_every_proof_counts(size):
    every_bit(size)


def every_bit(size: int) -> None:
    """Alter each bit of each proof about a tree of *size* in turn."""
    for one in range(1, size + 1):
        proof = inclusion(one, size, KEPT)
        for altered in each_bit_altered(proof):
            assert not is_included(KEPT(0, one - 1), one, size, altered, ROOT[size])
        proof = consistency(one, size, KEPT)
        for altered in each_bit_altered(proof):
            assert not is_consistent(one, size, altered, ROOT[one], ROOT[size])


def each_bit_altered(proof: list[bytes]):
    for at, one in enumerate(proof):
        for bit in range(256):
            yield [*proof[:at], flipped(one, bit), *proof[at + 1 :]]


def test_a_proof_holds_for_its_own_place_alone():
    for size in range(1, 33):
        for position in range(1, size + 1):
            leaf, proof = KEPT(0, position - 1), inclusion(position, size, KEPT)
            for other in range(-1, 40):
                held = is_included(leaf, other, size, proof, ROOT[size])
                assert held == (other == position)


@given(st.integers(1, MOST), st.data())
def test_a_proof_of_one_tree_says_nothing_of_another(size, data):
    other = data.draw(st.integers(1, MOST).filter(lambda one: one != size))
    position = data.draw(st.integers(1, min(size, other)))
    proof = inclusion(position, size, KEPT)

    assert not is_included(KEPT(0, position - 1), position, other, proof, ROOT[other])


@given(st.lists(st.binary(max_size=40), max_size=80))
def test_a_tree_that_grows_is_the_tree_of_the_definition(inputs):
    assert mth(tuple(inputs)) == grown(inputs).root()


@pytest.mark.parametrize(("position", "size"), [(0, 0), (0, 3), (4, 3), (-1, 3)])
def test_there_is_no_proof_for_what_is_not_in_the_tree(position, size):
    with pytest.raises(NoSuchTree):
        inclusion(position, size, KEPT)


@pytest.mark.parametrize(("old", "size"), [(-1, 3), (4, 3)])
def test_there_is_no_proof_that_a_tree_shrank(old, size):
    with pytest.raises(NoSuchTree):
        consistency(old, size, KEPT)
    assert not is_consistent(old, size, [], EMPTY, EMPTY)

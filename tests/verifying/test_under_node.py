"""The verifier of the page gives the answers of the vectors under node."""

import json
from base64 import b64encode
from hashlib import sha256, sha512

import pytest

from domain.proof.shifting import Shifting
from tests.domain.test_proof_trees import INPUTS
from tests.domain.walks import WALKS
from tests.verifying.runners import under_node
from tests.verifying.vectors import EXPORTS, PACKS, proofs

CASES = [case for one in (EXPORTS, PACKS) for case in json.loads(one.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("own_curve", ["false", "true"], ids=["WebCrypto", "by numbers"])
def test_the_answers_are_those_of_the_vectors(own_curve):
    told = under_node(f"(cases) => answers(cases, {own_curve})", CASES)

    assert told == [case["problems"] for case in CASES]


def test_every_proof_holds_and_none_that_is_spoilt():
    told = proofs()
    count = len(told["inclusion"]) + len(told["consistency"])

    seen = under_node("async (trees) => treesHold(trees)", told)

    assert {"roots": 257, "held": count, "refused": count} == seen


def test_leaves_of_rfc_6962_have_their_hashes():
    expected = [sha256(b"\0" + bytes.fromhex(one)).hexdigest() for one in INPUTS]

    assert expected == under_node("async (leaves) => hashed(leaves)", INPUTS)


def test_its_digests_are_those_of_the_standard():
    contents = [bytes(range(256))[:size] * 3 for size in range(200)]
    told = [b64encode(one).decode() for one in contents]

    expected = [[sha256(one).hexdigest(), sha512(one).hexdigest()] for one in contents]

    assert expected == under_node("async (contents) => digests(contents)", told)


def test_trees_whose_leaves_shift_have_the_roots_of_the_package():
    told = [[(new, at, leaf.hex(), asked) for new, at, leaf, asked in walk] for walk in WALKS]

    assert [list(roots(walk)) for walk in WALKS] == under_node(
        "async (walks) => walks.map(shiftedRoots)", told
    )


def roots(walk):
    """Yield the roots that are asked for on a walk."""
    tree = Shifting()
    for is_new, at, leaf, is_asked in walk:
        (tree.insert if is_new else tree.put)(at, leaf)
        if is_asked:
            yield tree.root().hex()

"""The package and the one-file verifier give the answers of the vectors, which nobody changes."""

import json
from base64 import b64decode

import pytest

from domain.proof import paths
from domain.proof.shifting import Shifting
from tests.domain.trees import flipped
from tests.domain.walks import WALKS
from tests.verifying.runners import PAGE, VERIFIER, by_the_file, by_the_package, part
from tests.verifying.vectors import (
    EXPORTS,
    PACKS,
    TREES,
    exports,
    packs,
    proofs,
    trees,
    written,
)

CASES, PACKED = (json.loads(one.read_text(encoding="utf-8")) for one in (EXPORTS, PACKS))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_package_and_the_file_give_the_answer(case):
    assert case["problems"] == by_the_package(case) == by_the_file(case)


@pytest.mark.parametrize("case", PACKED, ids=lambda case: case["name"])
def test_the_file_gives_the_answer_about_a_pack(case):
    assert case["problems"] == by_the_file(case)


@pytest.mark.parametrize(("path", "told"), [(EXPORTS, exports), (PACKS, packs), (TREES, trees)])
def test_the_vectors_are_what_makes_them(path, told):
    assert path.read_text(encoding="utf-8") == written(told())


def test_cases_have_names_of_their_own():
    assert len(CASES) == len({case["name"] for case in CASES}) == 215
    assert len(PACKED) == len({case["name"] for case in PACKED}) == 115


@pytest.mark.no_cover
@pytest.mark.parametrize("by", [paths, VERIFIER], ids=["package", "file"])
def test_every_proof_holds_and_none_that_is_spoilt(by):
    for size, path, leaf, root, (bad, other) in told_proofs("inclusion", "leaves", -1, "roots"):
        at, whole = size
        assert by.is_included(leaf, at, whole, path, root)
        assert not by.is_included(leaf, at, whole, *(bad, root) if path else (path, other))


@pytest.mark.no_cover
@pytest.mark.parametrize("by", [paths, VERIFIER], ids=["package", "file"])
def test_every_tree_continues_the_smaller_ones_and_no_other(by):
    for size, path, old, root, (bad, other) in told_proofs("consistency", "roots", 0, "roots"):
        assert by.is_consistent(*size, path, old, root)
        assert not by.is_consistent(*size, bad, flipped(old, 0) if not path else old, root), other


def told_proofs(kind, first, back, second):
    """Yield what each proof is of, its path, what it begins and ends with, and these spoilt."""
    told = proofs()
    hashes = [b64decode(one) for one in told["hashes"]]
    begins, ends = ([hashes[n] for n in told[one]] for one in (first, second))
    for at, size, *numbers in told[kind]:
        path = [hashes[n] for n in numbers]
        bad = [flipped(one, 0) if n == 0 else one for n, one in enumerate(path)]
        yield (at, size), path, begins[at + back], ends[size], (bad, flipped(ends[size], 0))


@pytest.mark.no_cover
def test_the_file_has_the_roots():
    known = json.loads(TREES.read_text(encoding="utf-8"))
    tree, told = VERIFIER.Tree(), proofs()
    for size, root in enumerate(known["roots"]):
        assert b64decode(root) == tree.root()
        if size < len(told["leaves"]):
            tree.add(b64decode(told["hashes"][told["leaves"][size]]))


@pytest.mark.parametrize("walk", WALKS)
def test_the_file_has_the_roots_of_trees_whose_leaves_shift(walk):
    trees = VERIFIER.Shifting(), Shifting()
    for is_new, at, leaf, is_asked in walk:
        for one in trees:
            (one.insert if is_new else one.put)(at, leaf)
        assert not is_asked or trees[0].root() == trees[1].root()
    assert VERIFIER.Shifting().root() == Shifting().root()


def test_both_files_say_the_same_of_each_code():
    page = {code: tuple(texts) for code, texts in words_of_the_page().items()}

    assert page == VERIFIER.WORDS
    assert {"keys-of-pack", "more-not-excluded", "not-compared"} == VERIFIER.WARNS


def words_of_the_page():
    """Return the words as the script holds them: all but the commas at the ends is JSON."""
    written_so = part("core").split("const WORDS = ", 1)[1].split(";\n", 1)[0]
    return json.loads(written_so.replace("],\n}", "]\n}"))


def test_the_page_may_reach_nothing():
    policy = PAGE.read_text(encoding="utf-8").split('Policy" content="', 1)[1].split('"', 1)[0]

    assert "default-src 'none'" in policy
    assert "connect" not in policy
    assert "unsafe" not in policy
    assert "http" not in part("core") + part("page")

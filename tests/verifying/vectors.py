"""The vectors as files: written once, held to what makes them, and read by all verifiers."""

import json
from base64 import b64encode
from collections import defaultdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from domain.proof.paths import consistency, inclusion
from domain.proof.tree import root_of
from tests.domain.test_proof_trees import INPUTS, ROOTS
from tests.domain.trees import Kept
from tests.verifying import cases, council_cases, pack_cases, pack_trust_cases

FOLDER = Path(__file__).parents[1] / "golden" / "verifying"
EXPORTS, PACKS, TREES = (FOLDER / f"{one}.json" for one in ("exports", "packs", "trees"))
MOST = 256
KEPT = Kept(MOST)


@cache
def proofs() -> dict[str, Any]:
    """Return every proof of every tree up to MOST leaves; hashes once, proofs by their numbers."""
    numbers: dict[bytes, int] = {}

    def numbered(path: list[bytes]) -> list[int]:
        return [numbers.setdefault(one, len(numbers)) for one in path]

    sizes = range(MOST + 1)
    return {
        "roots": numbered([root_of(size, KEPT) for size in sizes]),
        "leaves": numbered([KEPT(0, at) for at in range(MOST)]),
        "inclusion": [
            [at, size, *numbered(inclusion(at, size, KEPT))]
            for size in sizes
            for at in range(1, size + 1)
        ],
        "consistency": [
            [old, size, *numbered(consistency(old, size, KEPT))]
            for size in sizes
            for old in range(size + 1)
        ],
        "hashes": [b64encode(one).decode() for one in numbers],
    }


def trees() -> dict[str, Any]:
    """Return what the file says of trees: all roots, and per size a digest over its proofs."""
    told = proofs()
    inclusion_of, consistency_of = _by_size(told, "inclusion"), _by_size(told, "consistency")
    by_size = [
        sha256(json.dumps([inclusion_of[n], consistency_of[n]]).encode()) for n in range(MOST + 1)
    ]
    return {
        "rfc6962": {"leaves": INPUTS, "roots": ROOTS},
        "roots": [told["hashes"][n] for n in told["roots"]],
        "proofs": [one.hexdigest() for one in by_size],
    }


def _by_size(told: dict[str, Any], kind: str) -> dict[int, list[list[object]]]:
    """Return the proofs of one kind by the size of their tree, with their hashes."""
    found: dict[int, list[list[object]]] = defaultdict(list)
    for first, size, *path in told[kind]:
        found[size].append([first, *(told["hashes"][n] for n in path)])
    return found


def exports() -> list[dict[str, object]]:
    """Return the cases as the file has them."""
    return [one.written() for one in (*cases.every(), *council_cases.logs())]


def packs() -> list[dict[str, object]]:
    """Return the cases of packs and sub-logs as the file has them."""
    told = (*pack_cases.every(), *pack_trust_cases.every(), *council_cases.sublogs())
    return [one.written() for one in told]


def written(told: object) -> str:
    """Return a document as it is kept."""
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"

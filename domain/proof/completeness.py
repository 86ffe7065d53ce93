"""The proof that some facts are all of one council and year, as a checkpoint signed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.proof.paths import inclusion, is_included
from domain.proof.sublog import Part, SubLog
from domain.proof.tree import EMPTY, WIDTH, Growing, leaf_hash, whole


@dataclass(frozen=True, slots=True)
class Placed:
    """A sub-log at its place among all, from 1; `path` proves it, from the leaf upwards."""

    sublog: SubLog
    place: int
    path: Sequence[bytes]


@dataclass(frozen=True, slots=True)
class Completeness:
    """
    What proves that a sub-log holds so many facts, or that there is none.

    Of `total` sub-logs it places the one asked for; of one that is not there the neighbours,
    between which it would stand.
    """

    part: Part
    total: int
    placed: Sequence[Placed]


def completeness(part: Part, leaves: Sequence[bytes], near: Mapping[int, SubLog]) -> Completeness:
    """
    Return the proof about a part among all sub-logs of a log.

    Args:
        part: whose council and year.
        leaves: hashes of all sub-logs in their order.
        near: by its place the part, if it is there, and what stands around where it would be.
    """
    there = [place for place, one in near.items() if one.part == part]
    placed = [_placed(place, near[place], leaves) for place in there or near]
    return Completeness(part, len(leaves), placed)


def _placed(place: int, one: SubLog, leaves: Sequence[bytes]) -> Placed:
    def nodes(level: int, number: int) -> bytes:
        return whole(b"".join(leaves[number << level : (number + 1) << level]))

    return Placed(one, place, inclusion(place, len(leaves), nodes))


def are_all(proof: Completeness, hashes: Sequence[bytes], root: bytes | None) -> bool:
    """
    Say whether facts with these *hashes* are all of a council and year.

    Args:
        proof: where its sub-log stands, or would stand.
        hashes: of the facts, in the order of the log.
        root: over all sub-logs, as a checkpoint signed it; one that says none proves nothing.
    """
    if root is None or not all(_stands(one, proof.total, root) for one in proof.placed):
        return False
    if [one.sublog.part for one in proof.placed] == [proof.part]:
        return _holds(proof.placed[0].sublog, hashes)
    return not hashes and _is_absent(proof, root)


def _stands(one: Placed, total: int, root: bytes) -> bool:
    return is_included(leaf_hash(one.sublog.leaf()), one.place, total, one.path, root)


def _holds(sublog: SubLog, hashes: Sequence[bytes]) -> bool:
    tree = Growing()
    for one in hashes:
        tree.add(one)
    whole_ones = all(len(one) == WIDTH for one in hashes)
    return whole_ones and (tree.size, tree.root()) == (sublog.count, sublog.root)


def _is_absent(proof: Completeness, root: bytes) -> bool:
    """Say whether a part would stand between two sub-logs beside each other, or at an edge."""
    if not proof.placed:
        return proof.total == 0 and root == EMPTY
    before, after = _on_either_side(proof)
    edges = [*(before or [0]), *(after or [proof.total + 1])]
    return edges == [edges[0], edges[0] + 1]


def _on_either_side(proof: Completeness) -> tuple[Sequence[int], Sequence[int]]:
    parts = {one.place: one.sublog.part for one in proof.placed}
    before = [place for place, part in parts.items() if part < proof.part]
    return before, [place for place, part in parts.items() if part > proof.part]

"""
Proofs that a fact is in a tree, and that one tree is the beginning of another.

Source:
    RFC 9162, 2.1.3 (inclusion) and 2.1.4 (consistency), both with their verification.
"""

from collections.abc import Sequence

from domain.proof.tree import EMPTY, Nodes, node_hash, over, split


class NoSuchTree(ValueError):
    """A proof is asked for about a leaf or a tree that is not within the other tree."""


def inclusion(position: int, size: int, nodes: Nodes) -> list[bytes]:
    """
    Return the proof that the fact at *position* is among the first *size*.

    Args:
        position: of the fact, from 1.
        size: facts of the tree.
        nodes: gives the hashes of whole subtrees.

    Raises:
        NoSuchTree: there is no such position in a tree of that size.
    """
    if not 1 <= position <= size:
        raise NoSuchTree(f"position {position} of {size}")
    index, begin, end, path = position - 1, 0, size, list[bytes]()
    while end - begin > 1:
        middle = begin + split(end - begin)
        if index < middle:
            path.append(over(middle, end, nodes))
            end = middle
        else:
            path.append(over(begin, middle, nodes))
            begin = middle
    return path[::-1]


def is_included(leaf: bytes, position: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Say whether *path* proves that the hash of a leaf stands at *position* under *root*."""
    if not 1 <= position <= size:
        return False
    index, last, top = position - 1, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if _stands_right(index, last):
            top = node_hash(sibling, top)
            index, last = _to_a_right_one(index, last)
        else:
            top = node_hash(top, sibling)
        index, last = index >> 1, last >> 1
    return last == 0 and top == root


def consistency(old: int, size: int, nodes: Nodes) -> list[bytes]:
    """
    Return the proof that the first *old* facts of a tree of *size* are the whole older tree.

    It is empty where the trees are equal, and where the older one is.

    Raises:
        NoSuchTree: the older tree is larger.
    """
    if not 0 <= old <= size:
        raise NoSuchTree(f"{old} facts of {size}")
    if old in {0, size}:
        return []
    begin, end, known, path = 0, size, True, list[bytes]()
    while end > old:
        middle = begin + split(end - begin)
        if old <= middle:
            path.append(over(middle, end, nodes))
            end = middle
        else:
            path.append(over(begin, middle, nodes))
            begin, known = middle, False
    return [*([] if known else [over(begin, end, nodes)]), *reversed(path)]


def is_consistent(old: int, size: int, path: Sequence[bytes], old_root: bytes, root: bytes) -> bool:
    """Say whether *path* proves that the tree under *old_root* is the beginning of the other."""
    if not 0 <= old <= size:
        return False
    if old in {0, size}:
        return not path and old_root == (root if old else EMPTY)
    whole = old & (old - 1) == 0
    steps = [old_root, *path] if whole else list(path)
    return bool(steps) and _leads_to(old, size, steps, old_root, root)


def _leads_to(old: int, size: int, steps: Sequence[bytes], old_root: bytes, root: bytes) -> bool:
    """Walk up both trees at once from the largest subtree they share."""
    index, last = old - 1, size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    before = top = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if _stands_right(index, last):
            before, top = node_hash(step, before), node_hash(step, top)
            index, last = _to_a_right_one(index, last)
        else:
            top = node_hash(top, step)
        index, last = index >> 1, last >> 1
    return last == 0 and (before, top) == (old_root, root)


def _stands_right(index: int, last: int) -> bool:
    """Say whether the node has its sibling on the left: as a right child, or at the right edge."""
    return index & 1 == 1 or index == last


def _to_a_right_one(index: int, last: int) -> tuple[int, int]:
    """Go up along the right edge, where nodes have no sibling, to one that is a right child."""
    while index and index & 1 == 0:
        index, last = index >> 1, last >> 1
    return index, last

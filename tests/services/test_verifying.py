"""Verifying a log row by row: any edit is found, its place is named, and no sound log is blamed."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.proof.leaf import StoredFact
from domain.proof.tree import Growing, leaf_hash
from services.verifying import Held, Torn, against, in_order, walk
from tests.domain.trees import flipped

Rows = list[StoredFact]


@cache
def log(count: int) -> tuple[StoredFact, ...]:
    """Return a log of so many facts in seven streams."""
    return tuple(
        StoredFact(at, UUID(int=at % 7), (at + 6) // 7, "some.fact.v1", b'{"fact":%d}' % at)
        for at in range(1, count + 1)
    )


@cache
def root(count: int) -> bytes:
    return root_of(log(count))


def root_of(rows: Sequence[StoredFact]) -> bytes:
    tree = Growing()
    for one in rows:
        tree.add(leaf_hash(one.leaf()))
    return tree.root()


def hash_at(hashes: list[bytes], position: int) -> bytes:
    """Return what was remembered of a position."""
    return hashes[position - 1]


def nothing(_: int) -> None:
    """Remember no hash of any position."""


def wrong(rows, *sizes: int, hashed: Callable[[int], bytes | None] = nothing, kept: int = 0):
    """Return what is wrong with *rows* beside checkpoints of the log they should be."""
    held = [Held("taken", size, root(size)) for size in sizes]
    found = walk(rows, hashed, held)
    findings = (*in_order(found, kept), *against(found, held))
    return {one.about: one.seen for one in findings if not one.ok}


@given(st.integers(0, 90), st.lists(st.integers(0, 90), max_size=4))
def test_no_sound_log_is_blamed(count, sizes):
    hashes = [leaf_hash(one.leaf()) for one in log(count)]

    assert {} == wrong(
        log(count),
        *(size for size in sizes if size <= count),
        hashed=partial(hash_at, hashes),
        kept=count,
    )


def test_an_older_checkpoint_narrows_the_place():
    rows = list(log(60))
    rows[32] = replace(rows[32], content=b"forged")

    assert {
        "checkpoint of 40 facts": "taken: the log is not what was signed: among facts 31 to 40",
        "checkpoint of 60 facts": "taken: the log is not what was signed: among facts 31 to 60",
    } == wrong(rows, 10, 30, 40, 60)


def test_two_checkpoints_of_one_size_cannot_both_hold():
    found = walk(log(9), nothing, held := [Held("a", 9, root(9)), Held("b", 9, root(8))])

    said = [(one.ok, one.seen) for one in against(found, held)]
    assert [
        (True, "a: the log has what was signed"),
        (False, "b: the log is not what was signed: another root was signed"),
    ] == said


def test_a_row_nobody_wrote_so_is_told_with_its_reason():
    rows = [*log(3), Torn(4, "it is nonsense"), *log(5)[4:]]

    found = wrong(rows, 5)

    assert "1 rows nobody of ours wrote so, the first: 4 (it is nonsense)" == found["rows"]
    assert "checkpoint of 5 facts" in found


def test_many_wrong_places_are_counted_and_the_first_named():
    rows = [one for one in log(40) if one.position % 5]

    seen = wrong(rows, 40)["positions"]

    assert "7 missing: 5, 10, 15, ..." == seen


def edits(rows: Rows, dice: random.Random) -> Rows:
    """Return *rows* edited in one way or another."""
    one, other = sorted(dice.sample(range(len(rows)), 2))
    way = dice.choice(EDITS)
    return way(list(rows), one, other)


def renumbered(rows: Rows) -> Rows:
    """Close every gap of positions and versions, as somebody does who knows the form."""
    versions: dict[UUID, int] = {}
    moved = []
    for at, row in enumerate(rows, 1):
        versions[row.stream] = versions.get(row.stream, 0) + 1
        moved.append(replace(row, position=at, version=versions[row.stream]))
    return moved


EDITS: tuple[Callable[[Rows, int, int], Rows], ...] = (
    lambda rows, one, other: rows[:one] + rows[other:],
    lambda rows, one, other: renumbered(rows[:one] + rows[other:]),
    lambda rows, one, other: renumbered(
        [*rows[:one], *rows[one : other + 1][::-1], *rows[other + 1 :]]
    ),
    lambda rows, one, other: renumbered([*rows[:one], rows[other], *rows[one:]]),
    lambda rows, one, other: [
        *rows[:one],
        replace(rows[other], position=one + 1),
        *rows[one + 1 : other],
        replace(rows[one], position=other + 1),
        *rows[other + 1 :],
    ],
    lambda rows, one, _: rows[:one],
    lambda rows, one, _: [*rows[:one], replace(rows[one], stream=UUID(int=99)), *rows[one + 1 :]],
    lambda rows, one, _: [*rows[:one], replace(rows[one], version=10**6), *rows[one + 1 :]],
    lambda rows, one, _: [*rows[:one], replace(rows[one], name="other.v1"), *rows[one + 1 :]],
    lambda rows, one, _: [*rows[:one], replace(rows[one], content=b"{}"), *rows[one + 1 :]],
)


def assert_every_edit_is_found(count: int, times: int) -> None:
    """Edit a log again and again: its checkpoint never holds then."""
    dice = random.Random(count)
    name = f"checkpoint of {count} facts"
    for _ in range(times):
        assert name in wrong(edits(list(log(count)), dice), count)


def test_every_edit_of_structure_is_found():
    assert_every_edit_is_found(40, 400)


@pytest.mark.drill
def test_eleven_thousand_edits_of_structure_are_found():
    assert_every_edit_is_found(1_000, 11_000)


def assert_every_fork_is_found(count: int, times: int) -> None:
    """Rewrite a log from some position on, hashed whole and anew: an older checkpoint tells."""
    dice = random.Random(count)
    for _ in range(times):
        at = dice.randrange(count)
        rows = [*log(count)[:at], *(replace(one, content=b"forked") for one in log(count)[at:])]
        hashes = [leaf_hash(one.leaf()) for one in rows]
        found = wrong(rows, at, count, hashed=partial(hash_at, hashes), kept=count)
        place = f"taken: the log is not what was signed: among facts {at + 1} to {count}"
        assert {f"checkpoint of {count} facts": place} == found


def test_every_fork_is_found_between_the_checkpoints():
    assert_every_fork_is_found(40, 40)


@pytest.mark.drill
def test_a_thousand_forks_are_found():
    assert_every_fork_is_found(1_000, 1_000)


def assert_every_bit_counts(count: int) -> None:
    """Flip each bit of each column of each fact: its hash is never the one it had."""
    for one in log(count):
        was = leaf_hash(one.leaf())
        for column, width in (("content", len(one.content)), ("position", 8), ("version", 8)):
            for bit in range(8 * width):
                assert leaf_hash(with_bit(one, column, bit).leaf()) != was
        for bit in range(128):
            altered = replace(one, stream=UUID(int=one.stream.int ^ 1 << bit))
            assert leaf_hash(altered.leaf()) != was


def with_bit(one: StoredFact, column: str, bit: int) -> StoredFact:
    if column == "content":
        return replace(one, content=flipped(one.content, bit))
    if column == "position":
        return replace(one, position=one.position ^ 1 << bit)
    return replace(one, version=one.version ^ 1 << bit)


def test_every_bit_of_every_column_counts():
    assert_every_bit_counts(15)


@pytest.mark.drill
def test_every_bit_of_a_thousand_facts_counts():
    assert_every_bit_counts(1_000)

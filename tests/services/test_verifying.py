"""Verifying a log row by row: any edit is found, its place is named, and no sound log is blamed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from domain.proof.leaf import StoredFact
from domain.proof.tree import Growing, leaf_hash
from services.verifying import Held, Torn, against, in_order, walk

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


def closed_up(rows: Sequence[StoredFact], position: int) -> Rows:
    """Take a row away and let those behind it move up."""
    return [
        replace(one, position=one.position - (one.position > position))
        for one in rows
        if one.position != position
    ]


def test_of_a_log_that_was_closed_up_the_place_is_named_and_not_its_end():
    hashes = [leaf_hash(one.leaf()) for one in log(60)]

    found = wrong(closed_up(log(60), 33), 20, 60, hashed=partial(hash_at, hashes), kept=60)

    place = "among facts 21 to 60, the first at position 33"
    assert f"taken: the log is not what was signed: {place}" == found["checkpoint of 60 facts"]
    tree = "the log ends at 59, 60 facts were hashed: the first that is another: 33"
    assert tree == found["tree"]


def test_of_a_log_that_is_too_short_it_is_said_what_is_not_known():
    rows, doubt = log(60)[:50], ", and whether 21 to 50 are what was signed is not known"
    hashes = [leaf_hash(one.leaf()) for one in log(60)]
    missing = "taken: the log ends at 50: facts 51 to 60 are missing"
    for size, hashed, told in (
        (20, nothing, f"{missing}{doubt}"),
        (50, nothing, missing),
        (20, partial(hash_at, hashes), missing),
        (20, partial(hash_at, [*hashes[:50], *[bytes(32)] * 10]), f"{missing}{doubt}"),
    ):
        assert told == wrong(rows, size, 60, hashed=hashed)["checkpoint of 60 facts"]


def test_hashes_that_were_altered_as_well_name_no_place():
    """A thief hashes an altered row anew and spoils the hash of another: that one is blamed."""
    rows, hashes = list(log(60)), [leaf_hash(one.leaf()) for one in log(60)]
    rows[32] = replace(rows[32], content=b"forged")
    hashes[32], hashes[49] = leaf_hash(rows[32].leaf()), bytes(32)

    found = wrong(rows, 20, 60, hashed=partial(hash_at, hashes), kept=60)

    place = "taken: the log is not what was signed: among facts 21 to 60"
    assert place == found["checkpoint of 60 facts"]
    assert found["tree"].endswith("the first: 50")


def test_hashes_borne_out_by_an_older_checkpoint_name_the_place_in_it():
    rows, hashes = list(log(60)), [leaf_hash(one.leaf()) for one in log(60)]
    rows[8] = replace(rows[8], content=b"forged")
    hashes[49] = bytes(32)

    found = wrong(rows, 20, 60, hashed=partial(hash_at, hashes), kept=60)

    for size in (20, 60):
        place = f"among facts 1 to {size}, the first at position 9"
        assert found[f"checkpoint of {size} facts"].endswith(place)

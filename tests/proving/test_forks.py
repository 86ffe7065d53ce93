"""Histories that part from the true one, signed with the stolen key: found between checkpoints."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from domain.proof.paths import consistency
from domain.proof.witness import Alarm, Seen, Shown, see_that_it_only_grew
from infra.proof.keys import new_key
from tests.infra.witness.test_witness import History
from tests.proving.edits import Rows, first_other, renumbered
from tests.proving.houses import ORIGIN, hashes, kept, notes, stands, verified
from tests.proving.logs import log
from tests.proving.places import places, wrong

KEY = new_key(ORIGIN)


def forked(sound: Rows, dice: Random) -> Rows:
    """Return another history from some fact on, shorter, as long or longer, with facts as ours."""
    at = dice.randrange(len(sound))
    others = log(dice.randrange(1, len(sound)), dice)
    return renumbered([*sound[:at], *(replace(one, position=0) for one in others)])


def mistakes(sound: Rows, dice: Random) -> Iterator[str]:
    """Fork a log and sign for it with the key; yield what does not find it, or not at its place."""
    rows, last = forked(sound, dice), len(sound)
    sizes = sorted({last, *(dice.randrange(last) for _ in range(dice.randrange(5)))})
    due = [size for size in sizes if size >= first_other(sound, rows)]
    if wrong(verified(rows, kept(rows, KEY), notes(rows, [len(rows)], KEY))):
        yield "the house itself tells of it"
    yield from misplaced(sound, rows, sizes, due)
    if cosigned(sound, rows, dice.choice(due)):
        yield f"a witness of {due} cosigned"


def misplaced(sound: Rows, rows: Rows, sizes: list[int], due: list[int]) -> Iterator[str]:
    """Yield what the verifier says that is not so, held to true checkpoints of some sizes."""
    found = places(wrong(verified(rows, kept(rows, KEY), notes(sound, sizes, KEY))))
    first = first_other(sound, rows)
    good = max((size for size in sizes if size < first), default=0)
    if {f"checkpoint of {size} facts" for size in due} != found.keys() - {"tree"}:
        yield f"{first} {sizes}: {found}"
    if any(first not in place or place[0] <= good for place in found.values()):
        yield f"{first} after {good}: {found}"


def cosigned(sound: Rows, rows: Rows, size: int) -> bool:
    """Say whether a witness who saw *size* true facts would cosign the fork."""
    seen, shown = stands(sound, [size])[size], stands(rows, [len(rows)])[len(rows)]
    old = min(size, shown.size)
    proof = History(*hashes(rows))
    try:
        then = stands(sound, [old])[old].root
        path = _path(proof, old, shown.size)
        before, now = Seen(seen.text(), seen, then), Shown(shown.text(), shown, size, path)
        see_that_it_only_grew(before, now)
    except Alarm as alarm:
        return alarm.code not in {"forked", "shrunk"}
    return True


def _path(of: History, old: int, size: int):
    return consistency(old, size, of.node)


def tries(facts: int, times: int, seed: int) -> list[str]:
    dice = Random(seed)
    sound = log(facts, dice)
    return [one for _ in range(times) for one in mistakes(sound, dice)]


def test_forks_signed_with_the_stolen_key_are_found_between_checkpoints():
    assert [] == tries(40, 40, 1)


@pytest.mark.drill
def test_a_thousand_forks_signed_with_the_stolen_key_are_found(say):
    found = tries(200, 1_000, 2)

    say(f"1000 forks signed with the stolen key, {len(found)} not found at a place")
    assert [] == found[:9]

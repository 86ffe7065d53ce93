"""Edits of the structure of a log are found, and the place named is the first that is another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import pytest

from domain.proof.note import Checkpoint
from infra.proof.kept import Kept
from infra.proof.keys import new_key, signed
from tests.proving.edits import EDITS, Rows, edited, first_other
from tests.proving.houses import ORIGIN, Notes, kept, stands, verified
from tests.proving.logs import log
from tests.proving.places import places, wrong
from tests.verifying.runners import VERIFIER
from tests.verifying.small_log import line

KEY = new_key(ORIGIN)
CHECKPOINT = "checkpoint of "


@dataclass(frozen=True)
class Sound:
    """A log as it should be, what is kept of it, and what it signs at each size."""

    rows: Rows
    kept: Kept
    stands: Mapping[int, Checkpoint]

    def notes(self, sizes: Sequence[int]) -> Notes:
        """Return the signed checkpoints of some sizes."""
        texts = {size: self.stands[size].text() for size in sizes}
        return [(f"taken-{size}", signed(one, [KEY]).written()) for size, one in texts.items()]


def bounds(sizes: Sequence[int], first: int) -> Iterator[tuple[int, range]]:
    """Yield each checkpoint that cannot hold, and the narrowest place that checkpoints tell."""
    good = max((size for size in sizes if size < first), default=0)
    yield from ((size, range(good + 1, size + 1)) for size in sizes if size >= first)


def told(rows: Rows, of: Kept, taken: Notes) -> tuple[dict[int, range], dict[str, range]]:
    """Return the places that the verifier names: by failing checkpoints, and by all else."""
    found = places(wrong(verified(rows, of, taken)))
    held = {
        int(one.split()[2]): found.pop(one) for one in list(found) if one.startswith(CHECKPOINT)
    }
    return held, found


def beside_hashes(sound: Sound, rows: Rows, sizes: Sequence[int]) -> list[str]:
    """Return what is not so of what the verifier says, where the hashes of the facts are kept."""
    first = first_other(sound.rows, rows)
    found, others = told(rows, sound.kept, sound.notes(sizes))
    due = {size: exact(first) for size, _ in bounds(sizes, first)}
    wrong_tree = others.get("tree") != exact(first)
    return [f"first {first}: {found} {others}"] if found != due or wrong_tree else []


def by_itself(sound: Sound, rows: Rows, sizes: Sequence[int]) -> list[str]:
    """Return what is not so of what it says, where nothing is left but checkpoints."""
    first = first_other(sound.rows, rows)
    found, _ = told(rows, sound.kept.elsewhere(), sound.notes(sizes))
    due = dict(bounds(sizes, first))
    fit = found.keys() == due.keys() and all(fits(one, due, first) for one in found.items())
    return [] if fit else [f"first {first}, by itself: {found}"]


def exact(first: int) -> range:
    return range(first, first + 1)


def fits(told: tuple[int, range], due: dict[int, range], first: int) -> bool:
    """Say whether checkpoints alone tell as narrow a place as can be, and the right one."""
    size, place = told
    return first in place and place in {due.get(size), exact(first)}


def by_the_file(sound: Sound, rows: Rows, sizes: Sequence[int]) -> list[str]:
    """Return what the one-file verifier says of an export that is not so."""
    first = first_other(sound.rows, rows)
    due = [(f"taken-{size}", f"{at[0]} - {at[-1]}") for size, at in bounds(sizes, first)]
    bad = said_by_the_file(rows, sound.notes(sizes))
    told = [one[1:] for one in bad if one[1].startswith("taken-")]
    where = [place for code, place, _ in bad if code == "out-of-order"]
    return [] if (due, gap(rows, first)) == (told, where) else [f"first {first}: {bad}"]


def said_by_the_file(rows: Rows, taken: Notes) -> list[tuple[str, str, str]]:
    """Return code, place and words of what the one-file verifier finds wrong."""
    known, lines = VERIFIER.keys(KEY.public.written()), [line(row) for row in rows]
    found = VERIFIER.verify_export(lines, dict(taken), known, VERIFIER.Trust(known))
    return [(one.code, str(one.place), one.told) for one in found if not one.holds]


def gap(rows: Rows, first: int) -> list[str]:
    """Return the place of the gap in an export, where it has one: nothing is read after it."""
    dense = all(at == row.position for at, row in enumerate(rows, 1))
    return [] if dense else [str(first)]


def tries(count: int, times: int, seed: int) -> Iterator[list[str]]:
    """Edit a log of so many facts again and again; yield what was said that is not so."""
    dice, ways = Random(seed), [*EDITS]
    rows = log(count, dice)
    sound = Sound(rows, kept(rows, KEY), stands(rows, range(count + 1)))
    for number in range(times):
        sizes = sorted({count, *(dice.randrange(count) for _ in range(dice.randrange(6)))})
        rows = edited(sound.rows, ways[number % len(ways)], dice)
        yield beside_hashes(sound, rows, sizes)
        yield by_itself(sound, rows, sizes) if number % 3 == 0 else []
        yield by_the_file(sound, rows, sizes) if number % 10 == 0 else []


def test_every_edit_of_structure_is_found_at_the_first_place_that_differs():
    assert [] == [one for one in tries(40, 110, 1) if one]


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(11))
def test_eleven_thousand_edits_of_structure_are_found_at_their_place(seed, say):
    said = [one for one in tries(1_000, 1_000, seed) if one]

    say(f"1000 edits of structure of log {seed} of 1000, {len(said)} with a place that is not so")
    assert [] == said[:9]

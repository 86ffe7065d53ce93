"""Walks of leaves: new ones come anywhere, others change, and now and then the root is asked."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from random import Random

Step = tuple[bool, int, bytes, bool]
"""Whether the leaf is a new one, where it stands, its hash, and whether the root is asked then."""


def walked(seed: int, steps: int) -> Iterator[Step]:
    """Yield a walk: the first leaf is a new one, and the root is asked at its end."""
    dice, size = Random(seed), 0
    for number in range(steps):
        is_new = not size or dice.random() < 0.6
        at = dice.randrange(size + is_new)
        size += is_new
        leaf = sha256(b"%d %d" % (seed, number)).digest()
        yield is_new, at, leaf, number == steps - 1 or dice.random() < 0.4


WALKS: Sequence[Sequence[Step]] = [
    list(walked(seed, steps)) for seed, steps in enumerate((1, 2, 9, 64, 700))
]

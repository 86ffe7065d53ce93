"""Logs of facts as honest lives write them, envelopes and all, of any length."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import count as counting
from random import Random
from uuid import UUID, uuid5

from domain.ladder import Act
from domain.proof.leaf import StoredFact
from infra.ledger.codec import Codec
from tests.honest_lives import Life, climbed, sat

SPACE = UUID("3c8f3c0c-52f5-4a47-9f7c-3d7a4a3a0095")
ID = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BESIDE = 7
"""How many lives go on beside each other."""


@cache
def lives() -> Sequence[Sequence[StoredFact]]:
    """Return the rows of some lives: of two levels, by a deputy, held, voted on in a session."""
    both = climbed(((Act.REVIEW, Act.VOTE), (Act.APPRAISE,)))
    lent, held = climbed(((Act.REVIEW,), ()), lent=True), climbed(((Act.VOTE,),), held=True)
    return [rows_of(one) for one in (both, lent, held, sat())]


def rows_of(life: Life) -> Sequence[StoredFact]:
    """Return a life as a store keeps it."""
    codec = Codec()
    sealed = [(one, codec.encode(one.event, codec.seal(one.envelope))) for one in life.log]
    return [StoredFact(one.position, one.stream, one.version, *said) for one, said in sealed]


def of_another(life: Sequence[StoredFact], number: int) -> Iterator[StoredFact]:
    """Yield the rows of a life under ids of its own."""
    for row in life:
        stream = uuid5(SPACE, f"{number} {row.stream}")
        yield replace(
            row, stream=stream, content=ID.sub(lambda one: _other(one, number), row.content)
        )


def _other(found: re.Match[bytes], number: int) -> bytes:
    return str(uuid5(SPACE, f"{number} {found[0].decode()}")).encode()


def log(size: int, dice: Random) -> Sequence[StoredFact]:
    """Return so many facts of lives that go on beside each other; other *dice*, another log."""
    rows, open_lives, numbers = list[StoredFact](), list[Iterator[StoredFact]](), counting()
    salt = dice.getrandbits(48)
    while len(rows) < size:
        while len(open_lives) < BESIDE:
            open_lives.append(of_another(dice.choice(lives()), salt + next(numbers)))
        one = dice.choice(open_lives)
        row = next(one, None)
        if row is None:
            open_lives.remove(one)
        else:
            rows.append(replace(row, position=len(rows) + 1))
    return rows

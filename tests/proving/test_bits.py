"""Every bit of every fact, flipped one by one where the row lies, is found and its place named."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from random import Random
from sqlite3 import Connection, IntegrityError, connect

import pytest

from services.verifying import Walk
from tests.infra.tampering import Office, Raw
from tests.proving.bits import Columns, Known, columns, every_bit, known, passed, seen, with_bit
from tests.proving.logs import log
from tests.proving.places import places

POSITION = 0
FACTS = 1_000


def moved(of: Known, at: int, row: Columns) -> tuple[int, list[Columns], int]:
    """
    Return what is read of a log whose row *at* came to stand at another position, by position.

    From before the first of both up to the row after the gap it left, or up to where it stands now.
    """
    there, last = row[0], len(of.rows)
    begin = max(min(at, there) - 1, 0)
    end = min(max(at + 1, there if there <= last else at + 1), last)
    others = [columns(one) for one in of.rows[begin:end] if one.position != at]
    alone = there > last and at < last  # it comes behind all others, when its place is known
    return begin, sorted([*([] if alone else [row]), *others], key=lambda one: one[0]), end


def is_found(of: Known, at: int, column: int, bit: int) -> bool:
    """Say whether the verifier finds one flipped bit, and names its place and no other."""
    row = with_bit(columns(of.rows[at - 1]), column, bit)
    if column != POSITION:
        walk = passed(of, at - 1, [row], at, sizes=())
        return tells_of(walk, at) and walk._tree.peaks != of.peaks[at]
    found = seen(of, *moved(of, at, row))
    first = min(at, row[0]) if 0 < row[0] <= len(of.rows) else at
    by = places({one: told for one, told in found.items() if one != "hidden rows"})
    return range(first, first + 1) in by.values() and any(at in one for one in by.values())


def tells_of(walk: Walk, at: int) -> bool:
    """Say whether the verifier noted one fact as another than was hashed, and nothing else."""
    noted = {*walk.altered, *walk.out_of_turn, *(one.position for one in walk.torn)}
    order = walk.hidden or walk.missing
    return not order and {at} == noted and [at] == walk.altered


def missed(of: Known, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield the bits of a fact that are not found."""
    for column, bit in every_bit(columns(of.rows[at - 1])):
        if not is_found(of, at, column, bit):
            yield at, column, bit


def bits(of: Known, at: int) -> int:
    return sum(1 for _ in every_bit(columns(of.rows[at - 1])))


def test_every_bit_of_some_facts_is_found_where_it_is():
    of = known(log(40, Random(1)))

    assert [] == [*missed(of, 1), *missed(of, 23)][:9]
    assert [] == [
        (at, bit) for at in range(1, 41) for bit in range(64) if not is_found(of, at, POSITION, bit)
    ]


@pytest.mark.drill
@pytest.mark.parametrize("begin", range(0, FACTS, FACTS // 10))
def test_every_bit_of_a_thousand_facts_is_found_where_it_is(begin, say):
    of, some = known(log(FACTS, Random(FACTS))), range(begin + 1, begin + FACTS // 10 + 1)
    wrong = [one for at in some for one in missed(of, at)]

    count = sum(bits(of, at) for at in some)
    say(f"{count} bits of facts {some[0]} to {some[-1]} of {FACTS}, {len(wrong)} not found there")
    assert [] == wrong[:9]


class Store:
    """A log of rows in a file, its tree as it was when they were new, signed for."""

    def __init__(self, office: Office, rows: Sequence[Columns]) -> None:
        self.office, self.rows = office, rows
        office.write(1)
        office.put([raw(one) for one in rows])
        with office.proofs() as proofs:
            proofs.checkpoint()

    def found(self, at: int, row: Columns) -> dict[str, str] | None:
        """Return what all of `verify` says of a row in place of another; None: it is not let in."""
        with closing(connect(str(self.office.settings.database.database))) as file:
            file.execute("PRAGMA synchronous = OFF")
            try:
                self._put(file, row, instead=at)
            except IntegrityError:  # its position, or its version of its stream, is taken
                return None
            found = self.office.found()
            self._put(file, self.rows[at - 1], instead=row[0])
        return found

    def _put(self, file: Connection, row: Columns, *, instead: int) -> None:
        with file:
            file.execute("DELETE FROM stored_events WHERE rowid = ?", (instead,))
            file.execute(INSERT, row)


INSERT = """
    INSERT INTO stored_events (rowid, originator_id, originator_version, topic, state)
    VALUES (?, CAST(? AS TEXT), ?, CAST(? AS TEXT), ?)
"""


def raw(row: Columns) -> Raw:
    """Return a sound row as it is handed to the store."""
    return row[0], row[1].decode(), row[2], row[3].decode(), row[4]


def sampled(store: Store, count: int, dice: Random) -> list[tuple[int, int, int]]:
    """Flip bits at random in the file; return those that `verify` does not find at their place."""
    wrong = []
    while count:
        at = dice.randrange(1, len(store.rows) + 1)
        column, bit = dice.choice([*every_bit(store.rows[at - 1])])
        found = store.found(at, with_bit(store.rows[at - 1], column, bit))
        if found is None:
            continue
        count -= 1
        if not is_told(found, at):
            wrong.append((at, column, bit))
    return wrong


def is_told(found: dict[str, str], at: int) -> bool:
    """
    Say whether all that is found names one place.

    Hidden rows are told where they came to stand, and a turn where it is seen to break: there, or
    at the next fact of the stream.
    """
    told = places({one: seen for one, seen in found.items() if one != "hidden rows"})
    turn = told.pop("versions", range(at, at + 1))
    return turn[0] >= at and {range(at, at + 1)} == {*told.values()}


def test_flipped_in_a_file_a_bit_is_found_by_all_of_verify(given, tmp_path):
    rows = [columns(one) for one in log(30, Random(3))]
    store = Store(Office(given(HOME=tmp_path / "house")), rows)

    assert [] == sampled(store, 12, Random(4))
    assert {} == store.office.found()


@pytest.mark.drill
@pytest.mark.parametrize("seed", range(6))
def test_flipped_in_a_file_many_bits_are_found_by_all_of_verify(given, tmp_path, seed, say):
    rows = [columns(one) for one in log(FACTS, Random(seed))]
    store = Store(Office(given(HOME=tmp_path / "house")), rows)
    wrong = sampled(store, 500, Random(seed))

    say(f"500 bits flipped in file {seed} of {FACTS} facts, {len(wrong)} not found by `verify`")
    assert [] == wrong[:9]
    assert {} == store.office.found()

"""What somebody may do to the rows of a log, and what `verify` says of each."""

from collections.abc import Callable

from tests.infra.tampering import Raw

FACTS, OLD = 60, 20
LAST = f"checkpoint of {FACTS} facts"
FIRST = f"checkpoint of {OLD} facts"
Attack = Callable[[list[Raw]], list[Raw]]


def at(position: int, change: Callable[[Raw], Raw]) -> Attack:
    """Change the row at a position."""
    return lambda rows: [change(row) if row[0] == position else row for row in rows]


def without(*positions: int) -> Attack:
    """Delete rows."""
    return lambda rows: [row for row in rows if row[0] not in positions]


def swapped(one: int, other: int) -> Attack:
    """Let two rows stand in each other's place."""
    there = {one: other, other: one}
    return lambda rows: sorted((there.get(row[0], row[0]), *row[1:]) for row in rows)


def closed_up(*positions: int) -> Attack:
    """Delete rows and let those behind them move up, so that no gap shows."""

    def attack(rows: list[Raw]) -> list[Raw]:
        left = without(*positions)(rows)
        versions: dict[str, int] = {}
        moved = list[Raw]()
        for place, row in enumerate(left, 1):
            versions[row[1]] = versions.get(row[1], 0) + 1
            moved.append((place, row[1], versions[row[1]], *row[3:]))
        return moved

    return attack


def cut_off(after: int) -> Attack:
    """Take the end of the log away."""
    return lambda rows: rows[:after]


def bit_of_content(row: Raw, bit: int = 0) -> Raw:
    """Flip a bit of the content."""
    content = bytearray(row[4])
    content[bit // 8 % len(content)] ^= 1 << bit % 8
    return (*row[:4], bytes(content))


BIT = at(33, bit_of_content)


def stream_of(row):
    return (row[0], "00000000-0000-4000-8000-000000000001", 1, *row[3:])


ATTACKS = {
    "content": (BIT, {"tree": "1 facts are not those that were hashed, the first: 33"}),
    "name": (at(9, lambda row: (*row[:3], f"{row[3]}x", row[4])), {"tree": "first: 9"}),
    "version": (at(9, lambda row: (*row[:2], 99, *row[3:])), {"tree": "9", "versions": "9"}),
    "stream": (at(60, stream_of), {"tree": "the first: 60"}),
    "deleted": (without(33), {"positions": "1 missing: 33", "tree": "the first: 33"}),
    "several deleted": (without(1, 2, 3, 40), {"positions": "4 missing: 1 to 3, 40"}),
    "deleted and closed up": (
        closed_up(33),
        {"tree": "60 facts were hashed: the first that is another: 33", LAST: "at position 33"},
    ),
    "swapped": (swapped(12, 47), {"tree": "2 facts", "versions": "12"}),
    "truncated": (cut_off(58), {"tree": "the log ends at 58", LAST: "facts 59 to 60 are missing"}),
    "far away": (at(60, lambda row: (10**15, *row[1:])), {"positions": "60 to 999999999999999"}),
    "hidden": (at(60, lambda row: (-5, *row[1:])), {"hidden rows": "the first: -5"}),
    "everything": (cut_off(0), {"tree": "the log ends at 0", FIRST: "facts 1 to 20"}),
}

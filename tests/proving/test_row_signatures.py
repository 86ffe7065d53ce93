"""What signatures row by row miss and what they find; the page that says so stays true."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.proving.compared import ATTACKS, BROKEN_RULE, COLUMNS, broken_rules, counted, table

PAGE = Path(__file__).parents[2] / "docs" / "row-signatures.md"
TIMES = 200


def told() -> Mapping[str, Sequence[int]]:
    """Return what the page says: of each attack how often it was tried, and found by whom."""
    lines = [one for one in PAGE.read_text(encoding="utf-8").splitlines() if one.startswith("| ")]
    cells = [line.strip("| ").split(" | ") for line in lines[2:]]
    return {one[0]: [int(cell.replace(",", "")) for cell in one[1:]] for one in cells}


def fits(found: int, of: int, said: int, tries: int) -> bool:
    """Say whether a sample found all, some or none where the page says so; a few may be any."""
    return found == {0: 0, tries: of}.get(said, found)


def test_a_sample_finds_what_the_page_says():
    page = told()

    assert [*ATTACKS, BROKEN_RULE] == [*page]
    for name, times, found in counted(5):
        tries, *said = page[name]
        cells = zip(COLUMNS, said, strict=True)
        assert [] == [one for one, cell in cells if not fits(found[one], times, cell, tries)], name


def test_a_page_that_says_otherwise_is_seen():
    assert [True, True, True, False, False] == [
        fits(*one) for one in ((0, 8, 0, 9), (8, 8, 9, 9), (3, 8, 4, 9), (1, 8, 0, 9), (7, 8, 9, 9))
    ]


@pytest.mark.drill
def test_the_page_says_what_the_whole_drill_finds(say):
    found = table([*counted(TIMES), broken_rules()])

    say("\n".join(found))
    assert "\n".join(found) in PAGE.read_text(encoding="utf-8")

"""Texts as offices write them have no number of a person in them: no false alarm."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.personal.numbers_in_text import sorts_in
from tests.services.real_log import SHARED

ROOT = Path(__file__).parents[2]
OURS = (
    *("services/demo/*.toml", "domain/rulebooks/*.toml", "domain/rulebooks/*/*.toml"),
    *("docs/*.md", "docs/examples/*", "docs/adr/*.md", "README*.md", "CHANGELOG.md", "api/*.toml"),
)
THEIRS = ("plan/*.txt", "domain.md")
MEANT = ("particulars", "0856676967")
"""What is in a line that shows a number of a person because it is about one, or a digest."""


def alarms(root: Path, patterns: tuple[str, ...]) -> list[str]:
    """Return the lines of text files in which a number of a person is seen."""
    return [
        one for one in lines(root, patterns) if sorts_in(one) and not any(map(one.count, MEANT))
    ]


def lines(root: Path, patterns: tuple[str, ...]) -> Iterator[str]:
    """Yield every line of the text files that patterns name."""
    for path in (one for each in patterns for one in sorted(root.glob(each))):
        if path.is_file():
            yield from path.read_text(encoding="utf-8").splitlines()


def test_the_texts_of_the_house_raise_no_alarm():
    assert sum(1 for _ in lines(ROOT, OURS)) > 5000
    assert [] == alarms(ROOT, OURS)


@pytest.mark.real_log
def test_the_plan_of_the_ward_and_what_is_known_of_the_law_raise_no_alarm():
    assert sum(1 for _ in lines(SHARED.parent, THEIRS)) > 500
    assert [] == alarms(SHARED.parent, THEIRS)

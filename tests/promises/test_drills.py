"""Whatever can run at full length has a command that runs it so, and the evidence names it."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
SWITCH = "VINHDANH_DRILL"
SWITCHED = sorted(
    path.relative_to(HOUSE).as_posix()
    for path in (HOUSE / "tests").rglob("test_*.py")
    if f'"{SWITCH}")' in path.read_text()
)


def recipes() -> dict[str, str]:
    """Return what each task of the house does."""
    told = (HOUSE / "Makefile").read_text().replace("\\\n", " ")
    return dict(re.findall(r"^([a-z-]+):.*\n((?:\t.*\n)+)", told, re.MULTILINE))


def commands_of(file: str) -> list[str]:
    """Return the tasks that run *file* at full length, the one for all marked drills aside."""
    return [name for name, does in recipes().items() if f"{SWITCH}=full" in does and file in does]


def test_there_are_tests_with_a_full_length():
    assert "tests/bus/test_intake.py" in SWITCHED


@pytest.mark.parametrize("file", SWITCHED)
def test_what_has_a_full_length_has_a_command_for_it_that_the_evidence_names(file):
    marked = "mark.drill" in (HOUSE / file).read_text()
    evidence = (HOUSE / "docs" / "evidence.md").read_text()
    rows = [line for line in evidence.splitlines() if file in line]

    assert marked or any(f"`make {one}`" in row for one in commands_of(file) for row in rows)

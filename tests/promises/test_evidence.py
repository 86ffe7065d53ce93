"""The page of evidence names each promise once, and commands that can be run."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
MAKE = (ROOT / "Makefile").read_text(encoding="utf-8")


def rows(page: str) -> list[tuple[str, str]]:
    """Return promise and commands of every row."""
    found = [line.split(" | ") for line in page.splitlines() if line.startswith("| ")]
    return [(one[0].removeprefix("| "), one[1]) for one in found[1:]]


def twice(page: str) -> list[str]:
    """Return the promises and the commands that stand in more than one row."""
    told = rows(page)
    return [
        one for told_of in zip(*told, strict=True) for one, n in Counter(told_of).items() if n > 1
    ]


def missing(page: str) -> Iterator[str]:
    """Yield the files of tests, the tasks and the measurements that rows name and are not there."""
    for command in re.findall(r"`([^`]*)`", "\n".join(said for _, said in rows(page))):
        words = command.split()
        yield from absent(words)


def absent(words: Sequence[str]) -> Iterator[str]:
    """Yield what one command names and is not there."""
    match words:
        case ["T", *more]:
            yield from (
                one for one in more if one.startswith("tests") and not (ROOT / one).exists()
            )
        case ["make", task, *_] if not re.search(rf"^{task}:", MAKE, re.MULTILINE):
            yield f"make {task}"
        case [".venv/bin/python", "-m", "bench", name] if not (ROOT / f"bench/{name}.py").exists():
            yield f"bench {name}"


def test_no_promise_and_no_command_stands_twice():
    assert [] == twice(PAGE)


def test_every_command_names_what_there_is():
    assert [] == [*missing(PAGE)]


def test_a_row_that_stands_twice_or_names_nothing_is_found():
    planted = (
        "| promise | command | last |\n| a | `T tests/gone.py` | x |\n| b | `make tea` | y |\n"
    )
    again = planted + "| a | `T tests/promises` | z |\n| c | `.venv/bin/python -m bench tea` | |\n"

    assert ["tests/gone.py", "make tea"] == [*missing(planted)]
    assert (["a"], "bench tea") == (twice(again), [*missing(again)][-1])

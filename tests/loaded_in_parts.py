"""In a fresh checkout each worker compiles a part of the tests, and finds the others done."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """
    Let a worker load its part of the test files before it collects all of them.

    Else all workers go through the same files at one pace, and each rewrites and compiles all:
    what was written by one of them is only found by who comes later.
    """
    for name in part(list(_modules(session.config)), *_turn()):
        # What cannot be loaded is told when it is collected.
        with suppress(Exception, pytest.skip.Exception):
            import_module(name)


def part(names: Sequence[str], number: int, workers: int) -> Sequence[str]:
    """Return the part of a worker, one of so many; nothing where it is alone."""
    each = -(-len(names) // workers)
    return names[number * each : (number + 1) * each] if workers > 1 else ()


def _turn() -> tuple[int, int]:
    """Return which worker of pytest-xdist this process is, and of how many."""
    told = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    return int(told), int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def _modules(config: pytest.Config) -> Iterator[str]:
    """Return the names of all test files in the folders that are asked for."""
    for folder in filter(Path.is_dir, map(config.rootpath.joinpath, config.args)):
        for path in sorted(folder.rglob("test_*.py")):
            yield ".".join(path.relative_to(config.rootpath).with_suffix("").parts)

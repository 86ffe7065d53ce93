"""Fixtures of the drills: settings of a house in an empty folder, and how a drill says its line."""

import sys
from collections.abc import Callable

import pytest

from tests.infra.conftest import bare, given

__all__ = ["bare", "given"]


@pytest.fixture
def say(capsys) -> Callable[[str], None]:
    """Return a way to print what was seen past the runner."""

    def said(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{line}\n")

    return said

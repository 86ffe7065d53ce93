"""A process that dies before one of its calls to the disk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import pytest

CALLS = ((os, "open"), (os, "fsync"), (os, "fchmod"), (Path, "rename"), (Path, "replace"))


class Dead(BaseException):
    """The process is gone."""


@contextmanager
def dying_before(step: int) -> Iterator[None]:
    """Die before the call of that number, from 1; live on when there are fewer."""
    steps = count(1)
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in CALLS:
            patch.setattr(owner, name, _counted(getattr(owner, name), steps, step))
        with suppress(Dead):
            yield


def _counted(call, steps, last):
    def counted(*args, **more):
        if next(steps) == last:
            raise Dead
        return call(*args, **more)

    return counted

"""Waiting for what can be seen, up to a limit that only tells a hang; and who still lives."""

import os
from collections.abc import Callable
from time import monotonic, sleep

PATIENCE = 180.0
OFTEN = 0.005


def until(condition: Callable[[], object]) -> bool:
    """Wait for *condition*; say whether it came true before everybody lost patience."""
    end = monotonic() + PATIENCE
    while not condition():
        if monotonic() > end:
            return False
        sleep(OFTEN)
    return True


def lives(pid: int) -> bool:
    """Say whether a process is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True

"""How often one caller may ask: so that no runaway program keeps the others waiting."""

import time
from typing import cast

from flask import Flask, current_app
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from api.problems import Problem
from api.system import house

PACE = "vinhdanh-pace"


def install(app: Flask) -> None:
    """Count the requests of each caller of *app*, in the memory of this process."""
    app.extensions[PACE] = SlidingWindowCounterRateLimiter(MemoryStorage())


def keep_pace(subject: str) -> None:
    """
    Count one more request of *subject*.

    Raises:
        Problem: more came within a minute than the house takes of one caller.
    """
    most = house().requests_per_minute
    if not most:
        return
    counting = cast("SlidingWindowCounterRateLimiter", current_app.extensions[PACE])
    minute = RateLimitItemPerMinute(most)
    if counting.hit(minute, subject):
        return
    wait = counting.get_window_stats(minute, subject).reset_time - time.time()
    raise Problem(
        "too-many-requests",
        f"this house takes {most} requests a minute of one caller",
        facts={"most": str(most)},
        headers={"Retry-After": str(max(1, int(wait) + 1))},
    )

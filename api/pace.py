"""How often one may ask: so that no runaway program keeps the others waiting."""

import time
from dataclasses import dataclass, field
from typing import cast

import structlog
from flask import Flask, current_app, request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from api.metrics import Metrics
from api.problems import Problem
from api.system import house
from api.trace import UNNAMED
from services.callers import network_of

PACE = "vinhdanh-pace"
CALLER, ADDRESS = "caller", "address"
# Whoever watches whether the process lives is answered in every flood, else it would be killed.
UNPACED = frozenset({"health.show_life"})
ONCE = RateLimitItemPerMinute(1)
log: structlog.typing.FilteringBoundLogger = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Pace:
    """What counts, in the memory of this process, and where the refused are counted."""

    metrics: Metrics
    counting: SlidingWindowCounterRateLimiter = field(
        default_factory=lambda: SlidingWindowCounterRateLimiter(MemoryStorage())
    )


def install(app: Flask, metrics: Metrics) -> None:
    """Count the requests of each address to *app*, before anything is asked of them."""
    app.extensions[PACE] = Pace(metrics)
    app.before_request(keep_pace_of_address)


def keep_pace_of_address() -> None:
    """
    Count one more request of the address it comes from, open to all or not.

    A neighbour in this process comes from none, and is counted by who speaks (`api.inside`).

    Raises:
        Problem: more came within a minute than the house takes of one address.
    """
    address, most = request.remote_addr, house().requests_per_minute_of_address
    if most and address is not None and request.endpoint not in UNPACED:
        _keep(ADDRESS, network_of(address), most)


def keep_pace(subject: str) -> None:
    """
    Count one more request of *subject*.

    Raises:
        Problem: more came within a minute than the house takes of one caller.
    """
    if most := house().requests_per_minute:
        _keep(CALLER, subject, most)


def _keep(sort: str, who: str, most: int) -> None:
    mine, minute = cast("Pace", current_app.extensions[PACE]), RateLimitItemPerMinute(most)
    if mine.counting.hit(minute, sort, who):
        return
    _tell(mine, sort, who, most)
    wait = mine.counting.get_window_stats(minute, sort, who).reset_time - time.time()
    raise Problem(
        "too-many-requests",
        f"this house takes {most} requests a minute of one {sort}",
        facts={"most": str(most), "of": sort},
        headers={"Retry-After": str(max(1, int(wait) + 1))},
    )


def _tell(mine: Pace, sort: str, who: str, most: int) -> None:
    """Count who is told to wait, and log them once a minute: a flood shall not flood the log."""
    mine.metrics.paced(sort)
    if request.endpoint not in UNNAMED and mine.counting.hit(ONCE, "told", sort, who):
        log.warning("pace.exceeded", of=sort, who=who, most=most)

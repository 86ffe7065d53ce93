"""The workers of the bus beside the server, where there is a bus at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from socket import gethostname
from threading import Event

from infra.bus.settings import INSIDE
from infra.companion import beside
from infra.settings import Settings


@contextmanager
def workers_beside(settings: Settings) -> Iterator[None]:
    """Let the workers of the bus run for the time of the block, unless they run elsewhere."""
    if settings.bus is None or settings.bus.workers != INSIDE:
        yield
        return
    with (
        beside("relay", partial(_relay, settings)),
        beside("intake", partial(_intake, settings)),
    ):
        yield


def _relay(settings: Settings) -> None:
    from infra.bus.workers import run_relay  # noqa: PLC0415 - who has no bus need not load its client

    run_relay(settings, Event())


def _intake(settings: Settings) -> None:
    from infra.bus.workers import run_intake  # noqa: PLC0415 - as above

    run_intake(settings, Event(), f"{gethostname()}-{settings.port}")

"""The server: granian with one worker process of many threads, and one that keeps the views."""

import gc
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from logging import LogRecord, getLogger
from typing import Protocol

from granian.constants import Interfaces
from granian.log import LogLevels

from infra.bus.beside import workers_beside
from infra.collector import look_seldom
from infra.companion import follow_to_the_grave
from infra.logs import configure, standard
from infra.serving import Server
from infra.settings import Settings
from infra.views.bell import Bell
from infra.views.keeper import kept_beside

TARGET = "api.wsgi"
BACKLOG = 1_024
STOP_SECONDS = 20
TURN_SECONDS = 0.001
# So many threads are meant on any number of cores: they wait for the disk together (ADR 4).
MEANT_THREADS = 8


class Application(Protocol):
    """A WSGI application."""

    def __call__(
        self,
        environ: dict[str, object],
        start_response: Callable[[str, list[tuple[str, str]]], object],
    ) -> object:
        """Answer one request."""
        ...


def serve(settings: Settings, ready: Callable[[], None] | None = None) -> None:
    """
    Serve until SIGTERM or SIGINT; requests under way are answered first.

    A worker that dies is replaced; where too many die, the server says so and exits with 1.

    *ready* is called once the address is ours, before the worker that answers there is made.
    """
    configure(settings.log_level)
    if settings.threads <= MEANT_THREADS:
        getLogger("_granian").addFilter(_is_news)
    server = granian(TARGET, settings, respawn=True)
    if ready is not None:
        server.on_startup(ready)
    with kept_beside(settings) as bell, workers_beside(settings):
        server.serve(target_loader=partial(_load, settings, bell, os.getpid()), wrap_loader=False)


def granian(
    target: str, settings: Settings, *, factory: bool = False, respawn: bool = False
) -> Server:
    """Return a server of *target*: one worker process, and threads that wait for the disk."""
    return Server(
        target,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=settings.threads,
        backlog=BACKLOG,
        websockets=False,
        log_level=LogLevels(settings.log_level.lower()),
        log_dictconfig=standard(settings.log_level),
        workers_kill_timeout=STOP_SECONDS,
        factory=factory,
        respawn_failed_workers=respawn,
    )


def _is_news(line: LogRecord) -> bool:
    """Say whether a line of granian is more than that there are more threads than cores."""
    return not line.getMessage().startswith("Configuration allows spawning up to")


def _load(settings: Settings, bell: Bell, parent: int) -> Application:
    """Build the application within the worker, which shall not outlive the one who started it."""
    follow_to_the_grave(parent)
    gc.disable()  # until all that stays is built
    application: Application = import_module(TARGET).create_app(settings, bell)
    _at_ease()
    return application


def _at_ease() -> None:
    """
    Let what lives as long as the worker be, and threads give way to each other sooner.

    The units of the country and the rulebooks are 170,000 objects that the collector would look
    through again and again; a thread that folds views would keep a request waiting for 5 ms each
    time that request comes back from the disk.
    """
    gc.collect()
    gc.freeze()
    look_seldom()
    gc.enable()
    sys.setswitchinterval(TURN_SECONDS)

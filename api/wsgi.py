"""The entry point of servers: `api.wsgi:create_app()` is the application, built when asked for."""

import atexit
from multiprocessing.util import Finalize

from flask import Flask

from api.app import application
from infra.wiring import Bell, Settings, started


def create_app(settings: Settings | None = None, bell: Bell | None = None) -> Flask:
    """
    Return the application of *settings*, else of the environment.

    Its views are kept by the process that *bell* rings for, else by a thread of this one.
    """
    system = started(settings, bell)
    atexit.register(system.close)
    # A process that a server forked leaves without atexit; then this is called instead.
    Finalize(None, system.close, exitpriority=0)
    return application(system)

"""The entry point of servers: `api.wsgi:create_app()` is the application, built when asked for."""

import atexit
from multiprocessing.util import Finalize

from flask import Flask

from api.app import application
from api.inside import Inside
from infra.wiring import Bell, Settings, console_beside, started
from web.console import console
from web.front import Front, behind


def create_app(settings: Settings | None = None, bell: Bell | None = None) -> Flask:
    """
    Return the application of *settings*, else of the environment.

    Its views are kept by the process that *bell* rings for, else by a thread of this one. What is
    asked of it under the addresses of the console, the console answers.
    """
    system = started(settings, bell)
    atexit.register(system.close)
    # A process that a server forked leaves without atexit; then this is called instead.
    Finalize(None, system.close, exitpriority=0)
    app = application(system)
    inside = Inside(app.wsgi_app, system)
    front = Front(app.wsgi_app, console(console_beside(system), inside).wsgi_app)
    met = behind(front, system.settings.sign_in.proxies)
    setattr(app, "wsgi_app", met)  # noqa: B010 - where Flask wants what stands before it
    return app

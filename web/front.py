"""Which of the two applications answers: pages the console, all else the API."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from services.callers import caller

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ROOMS = ("/console", "/dev-issuer")
BEFORE = "werkzeug.proxy_fix.orig"


class Front:
    """Two applications that know nothing of each other's cookies and tokens, under one address."""

    def __init__(self, api: "WSGIApplication", console: "WSGIApplication") -> None:
        self._api, self._console = api, console

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Let the right one answer."""
        path = str(environ.get("PATH_INFO", ""))
        ours = path == "/" or any(path == one or path.startswith(f"{one}/") for one in ROOMS)
        return (self._console if ours else self._api)(environ, start_response)


class Called:
    """An application that is told by a proxy who calls: by address, whatever stands beside it."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Take the port off; what is no address leaves the one that the proxy came from."""
        line = environ[BEFORE]["REMOTE_ADDR"] or ""
        environ["REMOTE_ADDR"] = caller(environ.get("REMOTE_ADDR") or "", line)
        return self._app(environ, start_response)


def behind(app: "WSGIApplication", proxies: int) -> "WSGIApplication":
    """
    Return *app* that believes the nearest *proxies* who calls, by which scheme, under which name.

    What stood in those headers before the furthest of them wrote there is the caller's own word and
    counts for nothing; of none, no header counts.
    """
    if not proxies:
        return app
    return ProxyFix(Called(app), x_for=proxies, x_proto=proxies, x_host=proxies)

"""Which of the two applications answers: pages the console, all else the API."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ROOMS = ("/console", "/dev-issuer")


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


def behind(app: "WSGIApplication", proxies: int) -> "WSGIApplication":
    """
    Return *app* that believes the nearest *proxies* who calls, by which scheme, under which name.

    What stood in those headers before the furthest of them wrote there is the caller's own word and
    counts for nothing; of none, no header counts.
    """
    return ProxyFix(app, x_for=proxies, x_proto=proxies, x_host=proxies) if proxies else app

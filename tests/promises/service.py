"""A process that starts the whole service on demand, over HTTP, until somebody kills it."""

import gc
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Never

import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401 - the house imports it late
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

import infra.ledger_postgres  # noqa: F401 - imported late by the ledger, too late for a short life
from api.app import application
from api.system import bind
from infra.house import build
from infra.settings import read
from infra.wiring import started


class Silent(WSGIRequestHandler):
    """Answers without a line in the log."""

    def log(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """
    Read orders, `<home> <database url> <port>` each; fork a service for each, wait for its end.

    Everything is imported once, here, so a service answers some 100 ms after its order. The server
    is werkzeug's: granian starts processes of its own, and a drill kills exactly one.
    """
    app = warm_up()
    for order in sys.stdin:
        home, url, port = order.split()
        child = os.fork()
        if child == 0:
            serve(app, Path(home), url, int(port))
        os.waitpid(child, 0)
        sys.stdout.write("gone\n")
        sys.stdout.flush()


def warm_up() -> Flask:
    """
    Build a house once and throw it away: what is computed once is inherited by every child.

    Nor does a child's collector look through what it inherited.
    """
    with TemporaryDirectory() as folder:
        os.environ["VINHDANH_HOME"] = folder
        system = build(read())
        app = application(system)
        system.warm_up()
        system.close()
    gc.collect()
    gc.freeze()
    return app


def serve(app: Flask, home: Path, url: str, port: int) -> Never:
    """Let *app* serve the house at *home* with its ledger at *url*, for ever."""
    os.environ |= {"VINHDANH_HOME": str(home), "VINHDANH_LOG_LEVEL": "ERROR"}
    os.environ["VINHDANH_REQUESTS_PER_MINUTE"] = "0"  # a few tokens stand for a town
    if not url.startswith("sqlite"):
        os.environ["VINHDANH_DATABASE_URL"] = url
    bind(app, started())
    server = make_server("127.0.0.1", port, app, threaded=True, request_handler=Silent)
    sys.stdout.write(f"pid {os.getpid()}\n")
    sys.stdout.flush()
    server.serve_forever()
    os._exit(1)


if __name__ == "__main__":
    main()

"""A process that starts the served house on demand, as `make run` has it, until it is killed."""

import gc
import os
import signal
import sys
from contextlib import suppress
from ctypes import CDLL
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Never

import sqlalchemy.dialects.postgresql.psycopg  # noqa: F401 - the house imports it late
from flask import Flask

import infra.ledger.postgres
import infra.serve  # noqa: F401 - the door imports it late
from api import wsgi
from api.app import application
from api.cli import command
from api.inside import Inside
from api.system import System, bind
from infra.companion import follow_to_the_grave
from infra.wiring import console_beside, started
from web.console import console

PR_SET_CHILD_SUBREAPER = 36
LOG = "log.txt"


def main() -> None:
    """
    Read orders, `<home> <database url> <port>` each; fork a house for each, wait for its end.

    Everything is imported once, here, so a house answers some 300 ms after its order. It is a
    group of processes: the server, the one that keeps the views, the one that answers. Those whose
    maker was killed alone come to this process, so it sees the last of them go.
    """
    warm_up()
    CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    nursery = os.getpid()
    for order in sys.stdin:
        home, url, port = order.split()
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            follow_to_the_grave(nursery)
            serve(Path(home), url, port)
        with suppress(PermissionError, ProcessLookupError):
            os.setpgid(child, child)
        say(f"pid {child}")
        say(f"gone {bury(child)}")


def warm_up() -> None:
    """
    Build a house once and throw it away: what is computed once is inherited by every child.

    So is the application with its routes and their description, 0.6 s of CPU; each child binds its
    own house to it. Nor does a child's collector look through what it inherited.
    """
    with TemporaryDirectory() as folder:
        os.environ |= {"VINHDANH_HOME": folder, "VINHDANH_LOG_LEVEL": "ERROR"}
        system = started()
        app = application(system)
        vars(wsgi).update(application=partial(bound, app))
        console(console_beside(system), Inside(app.wsgi_app, system))
        system.close()
    gc.collect()
    gc.freeze()


def bound(app: Flask, system: System) -> Flask:
    """Return *app* with *system* as the house it is about."""
    bind(app, system)
    return app


def bury(group: int) -> int:
    """Wait until every process of a group has gone; return how the first of them ended."""
    ended = os.waitstatus_to_exitcode(os.waitpid(group, 0)[1])
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-group, 0)
    return ended


def serve(home: Path, url: str, port: str) -> Never:
    """Be `vinhdanh serve` for the house at *home* with its ledger at *url*."""
    os.environ |= {"VINHDANH_HOME": str(home), "VINHDANH_PORT": port}
    os.environ["VINHDANH_REQUESTS_PER_MINUTE"] = "0"  # a few tokens stand for a town
    if not url.startswith("sqlite"):
        os.environ["VINHDANH_DATABASE_URL"] = url
    log = os.open(home / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(log, stream.fileno())
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        command.main(["serve"], prog_name="vinhdanh")
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 1)
    finally:
        os._exit(1)


def say(line: str) -> None:
    """Write one line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

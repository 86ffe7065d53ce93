"""A server of the test's own, for a client that is tested."""

from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseServer
from threading import Thread

from flask import Flask
from werkzeug.serving import make_server

SOON = 0.01
"""How often, in seconds, a server looks whether it is to stop: whoever stops it waits as long."""


@contextmanager
def serving(app: Flask) -> Iterator[int]:
    """Serve *app* for the time of the block, each request by a thread; lend the port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    with running(server):
        yield server.server_port


@contextmanager
def running(server: BaseServer) -> Iterator[None]:
    """Let a server answer for the time of the block."""
    thread = Thread(target=server.serve_forever, args=(SOON,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

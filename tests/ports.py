"""Ports of this machine for servers that tests start."""

import secrets
import socket

BELOW_EPHEMERAL = range(20_000, 32_000)


def free_port() -> int:
    """
    Return a port nobody listens on, below those that outgoing connections get.

    A client that keeps calling a port of the upper range while its server is away may be given that
    very port: it then talks to itself, and the server cannot come back.
    """
    while True:
        port = secrets.choice(BELOW_EPHEMERAL)  # pytest seeds `random` alike in every worker
        if is_free(port):
            return port


def is_free(port: int) -> bool:
    """Say whether a server could listen there."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True

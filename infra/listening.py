"""The address the service listens at: is it free before the start, is it answered after it?"""

import socket
from collections.abc import Callable
from threading import Thread
from time import sleep

from services.upkeep import CannotOpen

GLANCE = 0.05
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where to knock, not to bind


def claim(host: str, port: int) -> None:
    """
    See that an address can be listened at.

    Raises:
        CannotOpen: another program listens there, or the address is not of this machine.
    """
    try:
        family, kind, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(where)
    except OSError as err:
        raise CannotOpen(f"{host} port {port}: {err.strerror or err}; set VINHDANH_PORT") from None


def when_answered(host: str, port: int, ready: Callable[[], None]) -> None:
    """
    Call *ready* once somebody listens there, from a thread that only knocks and sleeps.

    So the process may fork meanwhile: the thread holds no lock that the child could miss.
    """
    at = EVERYWHERE.get(host, host)
    family, kind, _, _, where = socket.getaddrinfo(at, port, type=socket.SOCK_STREAM)[0]

    def knock() -> None:
        refused = True
        while refused:
            sleep(GLANCE)
            with socket.socket(family, kind) as visitor:
                refused = bool(visitor.connect_ex(where))
        ready()

    Thread(target=knock, daemon=True).start()

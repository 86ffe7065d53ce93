"""The address the service shall listen at: is it free?"""

import socket

from services.upkeep import CannotOpen


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

"""Clerks of the drill: none leaves while something that was sent is not answered."""

import json
import socket
from threading import Event, Thread
from uuid import uuid4

from tests.promises.clerk_orders import DESKS
from tests.promises.clerks import Clerk

SAID = json.dumps({"id": str(uuid4())}).encode()
REPLY = b"HTTP/1.1 201 Created\r\nContent-Length: %d\r\n\r\n%s" % (len(SAID), SAID)


def a_house(door: socket.socket, leave: Event) -> None:
    """Hear an order and die, while all are told to leave; hear it once more, and answer."""
    line, _ = door.accept()
    line.recv(65_536)
    leave.set()
    line.close()
    line, _ = door.accept()
    with line:
        line.recv(65_536)
        line.sendall(REPLY)


def test_a_clerk_told_to_leave_hears_first_what_became_of_what_was_sent():
    leave = Event()
    with socket.create_server(("127.0.0.1", 0)) as door:
        clerk = Clerk("a", door.getsockname()[1], dict.fromkeys(DESKS, "token"))
        Thread(target=a_house, args=(door, leave), daemon=True).start()
        work = Thread(target=clerk.work, args=(leave,), daemon=True)
        work.start()
        work.join(20)
    assert (work.is_alive(), clerk.answers, clerk.strange) == (False, 1, [])

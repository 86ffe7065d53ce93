"""A thread that works for the time of a block."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread


@contextmanager
def working(name: str, work: Callable[[Event], None]) -> Iterator[None]:
    """Have *work* done by a thread until the block is left, which the event it is given tells."""
    ending = Event()
    thread = Thread(target=work, args=(ending,), name=name, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ending.set()
        thread.join()

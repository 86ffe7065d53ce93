"""A line that a library says again and again is written once a minute, with how often it came."""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from logging import LogRecord
from threading import Lock
from time import monotonic

OFTEN, SPAN, MOST = "kafka", 60.0, 1_000
LEFT_OUT = "left_out"
NUMBERS = re.compile(r"0x[0-9a-f]+|[0-9]+")


class Repeats:
    """
    Says of each line of the bus's client whether it is written, and how many were not before it.

    Lines are alike when logger, level, words without their values, and kinds of error are. The
    first is always written. What was said least lately is forgotten, so memory has an end.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now, self._lock = now, Lock()
        self._said = OrderedDict[Hashable, tuple[float, int]]()

    def left_out(self, record: LogRecord) -> int | None:
        """Return how many lines like *record* were left out before it; None: leave it out too."""
        if record.name.partition(".")[0] != OFTEN:
            return 0
        key, now = _likeness(record), self._now()
        with self._lock:
            since, many = self._said.get(key, (now - SPAN, 0))
            if now - since < SPAN:
                self._said[key] = (since, many + 1)
                return None
            self._said[key] = (now, 0)
            self._said.move_to_end(key)
            while len(self._said) > MOST:
                self._said.popitem(last=False)
        return many


def _likeness(record: LogRecord) -> Hashable:
    """Return what is alike in lines that say the same of different moments."""
    args = record.args if isinstance(record.args, tuple) else ()
    kinds = tuple(type(one).__name__ for one in args if isinstance(one, BaseException))
    raised = record.exc_info[0] if record.exc_info else None
    words = NUMBERS.sub("#", str(record.msg))  # of some lines the values are in the words already
    return record.name, record.levelno, words, kinds, raised

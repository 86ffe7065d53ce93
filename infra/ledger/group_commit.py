"""Writers that come while one is writing are written together in the next transaction."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
MOST = 64


def _shut() -> Lock:
    """Return a gate that lets its writer through each time it is released; an Event is slow."""
    gate = Lock()
    gate.acquire()
    return gate


@dataclass(slots=True, eq=False)
class _Seat(Generic[Asked]):
    """One writer's place: what it asks, and its answer once it was woken with one."""

    asked: Asked
    answer: int | BaseException | None = None
    gate: Lock = field(default_factory=_shut)


class GroupCommit(Generic[Asked]):
    """
    One write at a time, and each write takes along all who waited for the one before.

    The disk is forced once for a whole group, so many threads pay for one flush; a lone writer
    writes at once. `write` answers every request with a position, or with the error of that request
    alone; an error it raises is the answer to the whole group, whose transaction is gone.
    """

    def __init__(self, write: Callable[[Sequence[Asked]], Sequence[int | Exception]]) -> None:
        self._write = write
        self._gate = Lock()
        self._waiting: deque[_Seat[Asked]] = deque()
        self._writing = False

    def __call__(self, asked: Asked, /) -> int:
        """Return the answer to what is *asked*, or raise it."""
        seat = _Seat(asked)
        with self._gate:
            self._waiting.append(seat)
            leads, self._writing = not self._writing, True
        if not leads:
            seat.gate.acquire()
        if seat.answer is None:
            self._lead()
        if isinstance(seat.answer, int):
            return seat.answer
        raise seat.answer or AssertionError("a group was written without an answer")

    def _lead(self) -> None:
        """Write for all who wait, wake them, and leave the lead to the first who came since."""
        with self._gate:
            group = [self._waiting.popleft() for _ in range(min(MOST, len(self._waiting)))]
        answers: Sequence[int | BaseException]
        try:
            answers = self._write([seat.asked for seat in group])
        except BaseException as error:  # noqa: BLE001 - every thread of the group raises it
            answers = [error] * len(group)
        for seat, answer in zip(group, answers, strict=True):
            seat.answer = answer
        with self._gate:
            heirs = list(self._waiting)[:1]
            self._writing = bool(heirs)
        for seat in heirs + group:
            seat.gate.release()

"""What an import needs of another system's log, and the one way it says no."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from domain.past.trace import Trace
from services.upkeep import Progress

SHOWN = 20


class LogRefused(Exception):
    """
    A log, or the mapping it is read with, cannot be brought in; nothing was imported.

    `code` is stable; `line` is the line of the file, None where no line is to blame; `items` are
    all the things the reason is about (unknown activities, contradicted cases).
    """

    def __init__(
        self, code: str, reason: str, *, line: int | None = None, items: tuple[str, ...] = ()
    ) -> None:
        self.code, self.reason, self.line, self.items = code, reason, line, items
        super().__init__(code, reason, line, items)

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line is not None else ""
        more = [f"and {len(self.items) - SHOWN} more"] if len(self.items) > SHOWN else []
        return where + "; ".join([self.reason, *self.items[:SHOWN], *more])


class PastLog(Protocol):
    """A log that was read to its end and found well formed; what was read cannot change."""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the file as it lies on the disk, in hexadecimal."""
        ...

    @property
    def cases(self) -> int:
        """Return how many traces the log holds."""
        ...

    def traces(self) -> Iterator[Trace]:
        """Return the traces from the first on, as often as asked, one at a time."""
        ...


class Reader(Protocol):
    """Opens logs of one format."""

    def __call__(
        self, source: Path, role_attribute: str, progress: Progress
    ) -> AbstractContextManager[PastLog]:
        """
        Read *source* to its end.

        Raises:
            LogRefused: it is not a whole, well-formed log; with the line and the reason.
        """
        ...

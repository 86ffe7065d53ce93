"""A case as another system's log tells it, before anything is made of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of the log, in the log's words; `line` is where it stands in the file."""

    line: int
    activity: str
    role: str | None
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Trace:
    """One case of the log with its acts in the file's order."""

    line: int
    case: str
    entries: tuple[Entry, ...]

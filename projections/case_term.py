"""The clock of the step at which a case waits: since when it runs, where it ends, what stops it."""

from datetime import date
from typing import TypedDict

from domain.nomination.clock import TermResumed, TermStopped


class TermRow(TypedDict):
    """
    A term of so many working days; dates as texts, as they stand on the papers.

    `due_on` is None and `stopped_on` a day while the clock stands; `used` was counted when it was
    stopped, None while it runs: then it depends on the day it is asked on.
    """

    step: str
    working_days: int
    started_on: str
    due_on: str | None
    stopped_on: str | None
    used: int | None


def begun(step: str, working_days: int | None, on: date, due: date | None) -> TermRow | None:
    """Return a term that starts whole, standing where a hold keeps it; None where none is set."""
    if working_days is None:
        return None
    return {
        "step": step,
        "working_days": working_days,
        "started_on": on.isoformat(),
        "due_on": due.isoformat() if due else None,
        "stopped_on": None if due else on.isoformat(),
        "used": None if due else 0,
    }


def halted(term: TermRow | None, on: date, used: int | None) -> TermRow | None:
    """Return a term whose clock stands since a day; the day it was to end on is kept."""
    if term is None:
        return None
    stood: TermRow = {**term, "stopped_on": term["stopped_on"] or on.isoformat()}
    return {**stood, "used": term["used"] if used is None else used}


def ticked(term: TermRow | None, event: TermStopped | TermResumed, on: date) -> TermRow | None:
    """Return a term after its clock was stopped by a hold, or goes again."""
    if isinstance(event, TermStopped):
        stood = halted(term, on, event.used)
        return {**stood, "due_on": None} if stood else None
    if term is None:
        return None
    return {**term, "due_on": event.due_on.isoformat(), "stopped_on": None, "used": None}

"""How the facts that move a nomination along its ladder change the row of its case."""

from datetime import date, datetime

from domain.nomination.clock import TermEvent, TermResumed
from domain.nomination.events import (
    Missing,
    NominationFiled,
    NominationForwarded,
    NominationGranted,
    NominationReceived,
    NominationRefused,
    NominationSupplemented,
    NominationWithdrawn,
    ReturnedForSupplement,
    StepPassed,
)
from domain.nomination.state import Arrival, End
from projections.case_rows import CaseRow, MissingRow, StepRow
from projections.case_term import begun, halted, ticked


def arrived(row: CaseRow, event: Arrival, on: date, at: datetime) -> CaseRow:
    """Return a case that came to wait at a step."""
    match event:
        case StepPassed(step=below, next_step=key):
            come = _waiting(_passed(row, below, on), key, "at-step", (on, at), event.due_on)
        case NominationSupplemented(step=key, due_on=due):
            back = _waiting(row, key, "at-step", (on, at), due)
            come = {**back, "missing": [], "reason": None}
        case NominationFiled(step=key, due_on=due) | NominationReceived(step=key, due_on=due):
            come = _waiting(row, key, "at-step", (on, at), due)
    return started(come, on)


def started(row: CaseRow, on: date) -> CaseRow:
    """Return a case with the term of the step at which it waits, which starts whole."""
    step = next(one for one in row["ladder"] if one["key"] == row["step"])
    return {**row, "term": begun(step["key"], step["working_days"], on, row["due_on"])}


def forwarded(row: CaseRow, event: NominationForwarded, on: date, at: datetime) -> CaseRow:
    """Return a case that a submission carries up."""
    passed = _passed(row, event.step, on)
    return {
        **_waiting(passed, event.next_step, "in-transit", (on, at)),
        "term": None,
        "submission": event.submission,
    }


def returned(row: CaseRow, event: ReturnedForSupplement, on: date, at: datetime) -> CaseRow:
    """Return a case that went back; the clock of its step stands."""
    return {
        **_waiting(row, event.step, "returned", (on, at)),
        "term": halted(row["term"], on, event.used),
        "missing": [missing_row(one) for one in event.missing],
        "reason": event.reason,
    }


def ended(row: CaseRow, event: End, on: date) -> CaseRow:
    """Return a case that ended; the step it ended at stays readable."""
    term = halted(row["term"], on, None)
    waits: CaseRow = {**row, "due_on": None, "waiting_since": None, "arrived_on": None}
    over: CaseRow = {**waits, "missing": [], "term": term}
    match event:
        case NominationGranted(step=step, decision=decision, honour=honour):
            granted: CaseRow = {**over, "decision": decision, "honour": honour}
            return {**_passed(granted, step, on), "state": "granted"}
        case NominationRefused(reason=reason, detail=detail):
            return {**over, "state": "refused", "reason": reason, "detail": detail}
        case NominationWithdrawn(reason=reason):
            return {**over, "state": "withdrawn", "reason": reason}


def clocked(row: CaseRow, event: TermEvent, on: date) -> CaseRow:
    """Return a case whose clock was stopped by a hold, or goes again."""
    due = event.due_on if isinstance(event, TermResumed) else None
    return {**row, "due_on": due, "term": ticked(row["term"], event, on)}


def missing_row(one: Missing) -> MissingRow:
    """Return the line of a missing thing."""
    return {"kind": one.kind, "key": one.key, "detail": one.detail}


def _waiting(
    row: CaseRow, key: str, state: str, since: tuple[date, datetime], due: date | None = None
) -> CaseRow:
    step = next(one for one in row["ladder"] if one["key"] == key)
    return {
        **row,
        "state": state,
        "step": key,
        "level": step["level"],
        "step_unit": step["unit"],
        "step_role": step["role"],
        "act": step["act"],
        "due_on": due,
        "arrived_on": since[0],
        "waiting_since": since[1],
    }


def _passed(row: CaseRow, key: str, on: date) -> CaseRow:
    day = on.isoformat()
    ladder: list[StepRow] = [
        {**one, "passed_on": day} if one["key"] == key else one for one in row["ladder"]
    ]
    return {**row, "ladder": ladder}

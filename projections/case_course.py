"""How the facts that move a nomination along its ladder change the row of its case."""

from datetime import date, datetime

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


def arrived(row: CaseRow, event: Arrival, on: date, at: datetime) -> CaseRow:
    """Return a case that came to wait at a step."""
    match event:
        case StepPassed(step=below, next_step=key):
            return _waiting(_passed(row, below, on), key, "at-step", at, event.due_on)
        case NominationSupplemented(step=key, due_on=due):
            return {**_waiting(row, key, "at-step", at, due), "missing": [], "reason": None}
        case NominationFiled(step=key, due_on=due) | NominationReceived(step=key, due_on=due):
            return _waiting(row, key, "at-step", at, due)


def forwarded(row: CaseRow, event: NominationForwarded, on: date, at: datetime) -> CaseRow:
    """Return a case that a submission carries up."""
    passed = _passed(row, event.step, on)
    return {
        **_waiting(passed, event.next_step, "in-transit", at),
        "submission": event.submission,
    }


def returned(row: CaseRow, event: ReturnedForSupplement, at: datetime) -> CaseRow:
    """Return a case that went back."""
    return {
        **_waiting(row, event.step, "returned", at),
        "missing": [missing_row(one) for one in event.missing],
        "reason": event.reason,
    }


def ended(row: CaseRow, event: End, on: date) -> CaseRow:
    """Return a case that ended; the step it ended at stays readable."""
    over: CaseRow = {**row, "due_on": None, "waiting_since": None, "missing": []}
    match event:
        case NominationGranted(step=step, decision=decision, honour=honour):
            granted: CaseRow = {**over, "decision": decision, "honour": honour}
            return {**_passed(granted, step, on), "state": "granted"}
        case NominationRefused(reason=reason, detail=detail):
            return {**over, "state": "refused", "reason": reason, "detail": detail}
        case NominationWithdrawn(reason=reason):
            return {**over, "state": "withdrawn", "reason": reason}


def missing_row(one: Missing) -> MissingRow:
    """Return the line of a missing thing."""
    return {"kind": one.kind, "key": one.key, "detail": one.detail}


def _waiting(row: CaseRow, key: str, state: str, at: datetime, due: date | None = None) -> CaseRow:
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
        "waiting_since": at,
    }


def _passed(row: CaseRow, key: str, on: date) -> CaseRow:
    day = on.isoformat()
    ladder: list[StepRow] = [
        {**one, "passed_on": day} if one["key"] == key else one for one in row["ladder"]
    ]
    return {**row, "ladder": ladder}

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
from projections.case_rows import CaseRow, Changes, MissingRow, StepRow

Upward = NominationFiled | StepPassed | NominationReceived | NominationSupplemented
End = NominationGranted | NominationRefused | NominationWithdrawn


def arrived(row: CaseRow, event: Upward, on: date, at: datetime) -> Changes:
    """Return what changes when a case comes to wait at a step."""
    match event:
        case StepPassed(step=below, next_step=key):
            return {
                "ladder": _passed(row, below, on),
                **_waiting(row, key, "at-step", at, event.due_on),
            }
        case NominationSupplemented(step=key, due_on=due):
            return {**_waiting(row, key, "at-step", at, due), "missing": [], "reason": None}
        case NominationFiled(step=key, due_on=due) | NominationReceived(step=key, due_on=due):
            return _waiting(row, key, "at-step", at, due)


def forwarded(row: CaseRow, event: NominationForwarded, on: date, at: datetime) -> Changes:
    """Return what changes when a submission carries a case up."""
    return {
        **_waiting(row, event.next_step, "in-transit", at),
        "ladder": _passed(row, event.step, on),
        "submission": event.submission,
    }


def returned(row: CaseRow, event: ReturnedForSupplement, at: datetime) -> Changes:
    """Return what changes when a case goes back."""
    return {
        **_waiting(row, event.step, "returned", at),
        "missing": [missing_row(one) for one in event.missing],
        "reason": event.reason,
    }


def ended(row: CaseRow, event: End, on: date) -> Changes:
    """Return what changes when a case ends; the step it ended at stays readable."""
    over: Changes = {"due_on": None, "waiting_since": None, "missing": []}
    match event:
        case NominationGranted(step=step, decision=decision, honour=honour):
            passed = _passed(row, step, on)
            kept: Changes = {"decision": decision, "honour": honour, "ladder": passed}
            return {**over, **kept, "state": "granted"}
        case NominationRefused(reason=reason, detail=detail):
            return {**over, "state": "refused", "reason": reason, "detail": detail}
        case NominationWithdrawn(reason=reason):
            return {**over, "state": "withdrawn", "reason": reason}


def missing_row(one: Missing) -> MissingRow:
    """Return the line of a missing thing."""
    return {"kind": one.kind, "key": one.key, "detail": one.detail}


def _waiting(row: CaseRow, key: str, state: str, at: datetime, due: date | None = None) -> Changes:
    step = next(one for one in row["ladder"] if one["key"] == key)
    return {
        "state": state,
        "step": key,
        "level": step["level"],
        "step_unit": step["unit"],
        "step_role": step["role"],
        "act": step["act"],
        "due_on": due,
        "waiting_since": at,
    }


def _passed(row: CaseRow, key: str, on: date) -> list[StepRow]:
    day = on.isoformat()
    return [{**one, "passed_on": day} if one["key"] == key else one for one in row["ladder"]]

"""The entry of one honour: as it was granted, annulled, recovered, restored and given back."""

from datetime import date
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from domain.register.events import (
    HonourAnnulled,
    HonourRecovered,
    HonourRegistered,
    HonourRestored,
)
from domain.register.handing_back_events import HonourHandedBack
from projections.hearing_rows import LetterRow

Noted = dict[str, str | int | bool | None]


class HonourRow(TypedDict):
    """
    One honour; `unit` is the nominee's, `annulment` and `restoration` are the latest ones.

    `recovered` and `object_returned` are what came back and was not given back since.
    """

    honour: UUID
    version: int
    nomination: UUID
    nominee: UUID
    nominee_kind: str
    unit: str
    award: str
    granted_by: str
    granted_on: date
    decision: UUID
    coefficient: Decimal | None
    coefficient_confirmed: bool
    bonus: int | None
    state: str
    annulment: dict[str, str | None] | None
    recovered: int
    object_returned: bool
    recoveries: list[Noted]
    restoration: Noted | None
    handbacks: list[Noted]
    complaints: list[LetterRow]


def registered(honour: UUID, event: HonourRegistered) -> HonourRow:
    """Return a new entry."""
    return {
        "honour": honour,
        "version": 1,
        "nomination": event.nomination,
        "nominee": event.nominee.ref,
        "nominee_kind": event.nominee.kind,
        "unit": event.nominee.unit,
        "award": event.award,
        "granted_by": event.granted_by,
        "granted_on": event.granted_on,
        "decision": event.decision,
        "coefficient": event.coefficient,
        "coefficient_confirmed": event.coefficient_confirmed,
        "bonus": event.bonus,
        "state": "held",
        "annulment": None,
        "recovered": 0,
        "object_returned": False,
        "recoveries": [],
        "restoration": None,
        "handbacks": [],
        "complaints": [],
    }


def annulled(row: HonourRow, event: HonourAnnulled) -> HonourRow:
    """Return the entry that no longer counts; what did not come back yet is owed."""
    annulment = {
        "ground": event.ground,
        "number": event.number,
        "dated": event.dated.isoformat(),
        "decision": str(event.decision),
        "complaint": event.complaint,
    }
    return {**row, "state": "annulled", "annulment": annulment, "restoration": None}


def recovered(row: HonourRow, event: HonourRecovered, on: date) -> HonourRow:
    """Return the entry with what came back since its annulment."""
    came: Noted = {
        "amount": event.amount,
        "object_returned": event.object_returned,
        "ground": event.ground,
        "note": event.note,
        "on": on.isoformat(),
    }
    return {
        **row,
        "recovered": row["recovered"] + event.amount,
        "object_returned": row["object_returned"] or event.object_returned,
        "recoveries": [*row["recoveries"], came],
    }


def restored(row: HonourRow, event: HonourRestored) -> HonourRow:
    """Return the entry that counts again, and what is to be given back; the annulment stays."""
    restoration: Noted = {
        "number": event.number,
        "dated": event.dated.isoformat(),
        "unit": event.unit,
        "reason": event.reason,
        "ground": event.ground,
        "lifts": event.lifts,
        "owed_back": row["recovered"],
        "object_owed_back": row["object_returned"],
    }
    return {**row, "state": "held", "restoration": restoration}


def handed_back(row: HonourRow, event: HonourHandedBack, on: date) -> HonourRow:
    """Return the entry whose holder has again what came back, and what is still to be given."""
    left = row["recovered"] - event.amount
    kept = row["object_returned"] and not event.object_handed
    owed: Noted = {**(row["restoration"] or {}), "owed_back": left, "object_owed_back": kept}
    given: Noted = {
        "amount": event.amount,
        "object_handed": event.object_handed,
        "note": event.note,
        "on": on.isoformat(),
    }
    return {
        **row,
        "recovered": left,
        "object_returned": kept,
        "restoration": owed,
        "handbacks": [*row["handbacks"], given],
    }

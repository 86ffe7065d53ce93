"""How the choice of a newer regime, and a hold, change the row of a case."""

from datetime import date, datetime

from domain.nomination.favour import RegimeChosen
from domain.nomination.holding import CaseHeld, HoldEvent
from projections.case_opening import step_row
from projections.case_rows import CaseRow, HoldRow


def held(row: CaseRow, event: HoldEvent, on: date) -> CaseRow:
    """Return a case that is held under a reference, or let go."""
    others = [one for one in row["holds"] if one["reference"] != event.reference]
    if not isinstance(event, CaseHeld):
        return {**row, "holds": others}
    hold: HoldRow = {
        "ground": event.ground,
        "reference": event.reference,
        "on": on.isoformat(),
        "case_alone": event.case_alone,
    }
    return {**row, "holds": [*others, hold]}


def under(row: CaseRow, event: RegimeChosen, on: date, at: datetime) -> CaseRow:
    """Return a case under a newer regime; the steps it passed stay as they were."""
    passed = {one["key"]: one["passed_on"] for one in row["ladder"]}
    ladder = [step_row(one, passed.get(one.key)) for one in event.ladder.steps]
    step = event.ladder.step(event.step)
    moved = (row["step"], row["level"]) != (step.key, step.level)
    return {
        **row,
        "regime": event.regime,
        "ladder_digest": event.ladder.digest,
        "ladder": ladder,
        "papers": list(event.ladder.papers_of(row["nominee_kind"])),
        "step": step.key,
        "level": step.level,
        "step_unit": step.unit,
        "step_role": step.role,
        "act": step.act.value,
        "due_on": event.due_on,
        "waiting_since": at if moved else row["waiting_since"],
        "arrived_on": on if moved else row["arrived_on"],
    }

"""How a reform of units changes the row of a case: whose it is, and why."""

from datetime import date, datetime

from domain.access import VIETNAM
from domain.directory.decide import KEEPER
from domain.nomination.authority import AuthorityEvent, CaseReassigned, CaseUnassigned, StepHanded
from projections.case_course import started
from projections.case_rows import AuthorityRow, CaseRow, StepRow


def in_other_hands(row: CaseRow, event: AuthorityEvent, on: date, at: datetime) -> CaseRow:
    """Return a case after a reform gave it an authority, or left the choice to a person."""
    told: CaseRow = {**row, "authority": [*row["authority"], _said(event, on)]}
    if isinstance(event, CaseReassigned):
        return _reassigned(told, event, on, at)
    return {
        **told,
        "step_unit": event.decided_by or event.desk.unit,
        "step_role": KEEPER,
        "waiting_since": at,
        "arrived_on": on,
    }


def _said(event: AuthorityEvent, on: date) -> AuthorityRow:
    """Return the line that says what a reform did, by which rule and why."""
    to, choice = None, list[str]()
    if isinstance(event, CaseUnassigned):
        before, desk, choice = event.proposer, event.desk, list(event.candidates)
    else:
        before, desk, to = event.from_proposer, event.from_desk, event
    return {
        "reform": event.reform,
        "rule": event.rule,
        "reason": event.reason,
        "on": on.isoformat(),
        "from_unit": before,
        "unit": to.proposer if to else None,
        "from_desk": desk.unit,
        "desk": to.desk.unit if to else None,
        "from_step": desk.step,
        "step": to.desk.step if to else None,
        "dropped": [one.step for one in to.dropped] if to else [],
        "candidates": choice,
    }


def _reassigned(row: CaseRow, event: CaseReassigned, on: date, at: datetime) -> CaseRow:
    ladder = rerouted(row["ladder"], event)
    desk = event.desk
    step = next((one for one in ladder if one["key"] == desk.step), None)
    moved = row["step"] != desk.step or row["step_role"] == KEEPER
    came = (at, on) if moved else (row["waiting_since"], row["arrived_on"])
    handed: CaseRow = {
        **row,
        "unit": event.proposer,
        "ladder": ladder,
        "step": desk.step,
        "level": desk.level,
        "step_unit": step["unit"] if step else None,
        "step_role": step["role"] if step else None,
        "act": step["act"] if step else None,
        "due_on": event.due_on,
        "waiting_since": came[0],
        "arrived_on": came[1],
    }
    return _with_term(handed, row, event, max(on, at.astimezone(VIETNAM).date()))


def _with_term(handed: CaseRow, row: CaseRow, event: CaseReassigned, on: date) -> CaseRow:
    """Return a case with the term it has now: at a new desk a whole one, else the one it had."""
    desk = event.desk
    if desk.work != "act" or (row["step"], row["level"]) == (desk.step, desk.level):
        return handed
    return started(handed, on)


def rerouted(ladder: list[StepRow], event: CaseReassigned) -> list[StepRow]:
    """Return the rungs after a reform, in the words of the domain's `rerouted`."""
    papers = {one["key"]: one["papers"] for one in ladder}
    gone = {one.step: one.papers_to for one in event.dropped}
    brought = {to: papers[key] for key, to in gone.items() if to}
    now = {one.step: one for one in event.handed}
    return [
        _rung(one, now.get(one["key"]), brought.get(one["key"], []))
        for one in ladder
        if one["key"] not in gone
    ]


def _rung(row: StepRow, now: StepHanded | None, brought: list[str]) -> StepRow:
    asked: StepRow = {**row, "papers": list(dict.fromkeys((*row["papers"], *brought)))}
    return {**asked, "level": now.level, "unit": now.unit} if now else asked

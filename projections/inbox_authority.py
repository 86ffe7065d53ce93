"""How a reform of units changes what waits: at whose desk, at which step."""

from datetime import datetime

from domain.directory.decide import KEEPER
from domain.nomination.authority import AuthorityEvent, CaseReassigned, CaseUnassigned
from projections.inbox_rows import NOMINATING, InboxRow, Rung, at_desk


def in_other_hands(row: InboxRow, event: AuthorityEvent, at: datetime) -> InboxRow:
    """Return a case after a reform of units."""
    if isinstance(event, CaseReassigned):
        return reassigned(row, event, at)
    return unassigned(row, event, at)


def unassigned(row: InboxRow, event: CaseUnassigned, at: datetime) -> InboxRow:
    """Return a case for which a person has to choose the unit that carries it on."""
    unit = event.decided_by or event.desk.unit
    return {**row, "kind": "assign", "role": KEEPER, "unit": unit, "waiting_since": at}


def reassigned(row: InboxRow, event: CaseReassigned, at: datetime) -> InboxRow:
    """Return a case that goes on in the hands of another unit; at a step that stays it waited."""
    desk = event.desk
    moved = row["step"] != desk.step or row["kind"] == "assign"
    handed: InboxRow = {
        **row,
        "ladder": rerouted(row["ladder"], event),
        "from_unit": event.proposer,
        "waiting_since": at if moved else row["waiting_since"],
    }
    if desk.step is not None:
        told = [] if moved else row["told"]
        waits = at_desk(handed, desk.step, handed["waiting_since"], event.due_on)
        handed = {**waits, "told": told}
    if desk.work in {"act", "answer"}:
        return {**handed, "kind": desk.work}
    return {**handed, "kind": desk.work, "role": NOMINATING, "unit": desk.unit}


def rerouted(ladder: dict[str, Rung], event: CaseReassigned) -> dict[str, Rung]:
    """Return the rungs after a reform."""
    gone = {one.step for one in event.dropped}
    kept = {key: rung for key, rung in ladder.items() if key not in gone}
    for one in event.handed:
        kept[one.step] = {**kept[one.step], "level": one.level, "unit": one.unit}
    return kept

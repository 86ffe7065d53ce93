"""How a reform of units changes what waits: at whose desk, at which step."""

from domain.directory.decide import KEEPER
from domain.nomination.authority import AuthorityEvent, CaseReassigned, CaseUnassigned
from projections.inbox_rows import NOMINATING, InboxRow, Rung, Since, at_desk


def in_other_hands(row: InboxRow, event: AuthorityEvent, since: Since) -> InboxRow:
    """Return a case after a reform of units."""
    if isinstance(event, CaseReassigned):
        return reassigned(row, event, since)
    return unassigned(row, event, since)


def unassigned(row: InboxRow, event: CaseUnassigned, since: Since) -> InboxRow:
    """Return a case for which a person has to choose the unit that carries it on."""
    unit = event.decided_by or event.desk.unit
    left: InboxRow = {**row, "kind": "assign", "role": KEEPER, "unit": unit}
    return {**left, "arrived_on": since[0], "waiting_since": since[1]}


def reassigned(row: InboxRow, event: CaseReassigned, since: Since) -> InboxRow:
    """Return a case that goes on in the hands of another unit; at a step that stays it waited."""
    desk = event.desk
    moved = row["step"] != desk.step or row["kind"] == "assign"
    on, at = since if moved else (row["arrived_on"], row["waiting_since"])
    handed: InboxRow = {
        **row,
        "ladder": rerouted(row["ladder"], event),
        "from_unit": event.proposer,
        "arrived_on": on,
        "waiting_since": at,
    }
    if desk.step is not None:
        told = [] if moved else row["told"]
        waits = at_desk(handed, desk.step, (on, at), event.due_on)
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

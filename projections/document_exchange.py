"""What receivers say became of a paper: all of it in a list, the last of each as its state."""

from collections.abc import Sequence
from datetime import datetime

from domain.exchange.events import StatusTold
from projections.document_rows import DocumentRow, StatusRow


def told(row: DocumentRow, event: StatusTold, recorded_at: datetime) -> DocumentRow:
    """Return the paper with one more status; whatever came late stands where it belongs."""
    line: StatusRow = {
        "unit": event.unit,
        "status": event.status,
        "means": event.means,
        "to_do": event.to_do,
        "confirmed": event.confirmed,
        "words": event.words,
        "on": event.told_on.isoformat(),
        "at": event.told_at or None,
        "recorded_at": recorded_at.isoformat(),
    }
    lines = sorted([*row["exchange"], line], key=_when)
    return {**row, "exchange": lines, "exchange_state": lines[-1]["means"]}


def asks(row: DocumentRow) -> bool:
    """Say whether a receiver's last word asks for an act, while a case waits on the paper."""
    waits = row["waiting"] > 0 or row["to_unit"] is None
    return waits and any(last["to_do"] for last in _last(row["exchange"]))


def _when(line: StatusRow) -> tuple[str, str]:
    """Return what statuses are ordered by; what has no time comes after the day's others."""
    return line["on"], line["at"] or "24"


def _last(lines: Sequence[StatusRow]) -> Sequence[StatusRow]:
    """Return the last status of each receiver."""
    return list({line["unit"]: line for line in lines}.values())

"""What becomes of a paper's items and text: answers, annulments, corrections."""

from datetime import date

from domain.booking.events import PaperBooked
from domain.decision.events import DecisionCorrected, Grant, GrantsAnnulled
from domain.submission.events import ItemAccepted, ItemRefused, ItemReturned, ItemWithdrawn
from projections.document_rows import BookingRow, CorrectionRow, DocumentRow, ItemRow, item

Answer = ItemAccepted | ItemReturned | ItemRefused | ItemWithdrawn


def granted(grant: Grant) -> ItemRow:
    """Return the line of a grant that stands."""
    line = item("granted", grant.nomination)
    return {**line, "honour": str(grant.honour), "award": grant.award}


def answered(row: DocumentRow, event: Answer, on: date) -> DocumentRow:
    """Return a submission one more of whose items waits for no answer any more."""
    line, key = _answer(event, on), str(event.nomination)
    items = [line if one["nomination"] == key else one for one in row["items"]]
    return {**row, "items": items, "waiting": row["waiting"] - 1}


def _answer(event: Answer, on: date) -> ItemRow:
    line: ItemRow = {**item("accepted", event.nomination), "on": on.isoformat()}
    match event:
        case ItemAccepted():
            return line
        case ItemReturned(missing=missing, reason=reason):
            listed = [{"kind": one.kind, "key": one.key, "detail": one.detail} for one in missing]
            return {**line, "answer": "returned", "reason": reason, "missing": listed}
        case ItemRefused(reason=reason, detail=detail):
            return {**line, "answer": "refused", "reason": reason, "detail": detail}
        case ItemWithdrawn(reason=reason):
            return {**line, "answer": "withdrawn", "reason": reason}


def annulled(lines: list[ItemRow], event: GrantsAnnulled) -> list[ItemRow]:
    """Return the lines of a decision, those annulled that the later paper names."""
    named = {str(one) for one in event.nominations}
    day, ground, number = event.dated.isoformat(), event.ground, event.number
    return [
        {**one, "answer": "annulled", "on": day, "reason": ground, "detail": number}
        if one["nomination"] in named
        else one
        for one in lines
    ]


def corrected(row: DocumentRow, event: DecisionCorrected, on: date) -> DocumentRow:
    """Return the paper as it reads now, the first writing beside it."""
    line: CorrectionRow = {
        "field": event.field,
        "was": event.was,
        "now": event.now,
        "reason": event.reason,
        "on": on.isoformat(),
    }
    read: DocumentRow = {**row, "corrections": [*row["corrections"], line]}
    if event.field == "legal_basis":
        return {**read, "legal_basis": event.now}
    return {**read, "signer_position": event.now}


def booked(row: DocumentRow, event: PaperBooked) -> DocumentRow:
    """Return the paper with one more entry in a book."""
    line: BookingRow = {
        "unit": event.unit,
        "book": event.book,
        "number": event.number,
        "dated": event.dated.isoformat(),
    }
    return {**row, "bookings": [*row["bookings"], line]}

"""How facts about hearing others change the row of a case."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar, cast
from uuid import UUID

from domain.hearing.events import (
    CasePosted,
    ComplaintEvent,
    ComplaintReceived,
    ConditionJudged,
    ConfirmationEvent,
    ConfirmationExpired,
    ConfirmationGiven,
    ConfirmationRequested,
    ConsultationAnswered,
    ConsultationEvent,
    ConsultationLapsed,
    ConsultationRequested,
    ConsultationWithdrawn,
    HearingEvent,
    ObjectionReceived,
    ObjectionSettled,
    PostingEvent,
)
from domain.register.complaint_events import HonourComplaintEvent, HonourComplaintReceived
from projections.hearing_rows import (
    ConfirmationRow,
    ConsultationRow,
    HearingRow,
    JudgementRow,
    LetterRow,
    PostingRow,
)

R = TypeVar("R", bound=Mapping[str, object])


def nobody_heard() -> HearingRow:
    """Return the hearing of a case on its first day."""
    return {
        "consultations": [],
        "postings": [],
        "letters": [],
        "confirmations": [],
        "judgements": [],
    }


def heard(row: HearingRow, event: HearingEvent, on: date) -> HearingRow:
    """Return a hearing after one more fact."""
    day = on.isoformat()
    if isinstance(event, ConsultationEvent):
        return {**row, "consultations": consulted(row["consultations"], event, day)}
    if isinstance(event, ObjectionReceived | ObjectionSettled | ComplaintEvent):
        return {**row, "letters": lettered(row["letters"], event, day)}
    if isinstance(event, PostingEvent):
        return {**row, "postings": posted(row["postings"], event, day)}
    if isinstance(event, ConditionJudged):
        return {**row, "judgements": [*row["judgements"], judged(event, day)]}
    return {**row, "confirmations": confirmed(row["confirmations"], event)}


def judged(event: ConditionJudged, day: str) -> JudgementRow:
    """Return what a person judged; later judgements of a condition stand after earlier ones."""
    return {
        "step": event.step,
        "condition": event.condition,
        "met": event.met,
        "judge": event.judge,
        "reason": event.reason,
        "on": day,
    }


def consulted(
    rows: list[ConsultationRow], event: ConsultationEvent, day: str
) -> list[ConsultationRow]:
    """Return the questions after one more fact: the last one to an agency is meant."""
    match event:
        case ConsultationRequested():
            return [*rows, _question(event, day)]
        case ConsultationAnswered():
            done = {"state": "answered", "opinion": event.opinion, "ground": event.ground}
            return _last(rows, "agency", event.agency, {**done, "words": event.words}, day)
        case ConsultationLapsed():
            done = {"state": "lapsed", "opinion": event.counts_as}
            return _last(rows, "agency", event.agency, done, day)
        case ConsultationWithdrawn():
            gone = {"state": "withdrawn", "words": event.reason}
            return _last(rows, "agency", event.agency, gone, day)


def _question(event: ConsultationRequested, day: str) -> ConsultationRow:
    return {
        "step": event.step,
        "agency": event.agency,
        "subject": event.subject,
        "asked_on": day,
        "due_on": event.due_on.isoformat(),
        "working_days": event.working_days,
        "silence": event.silence,
        "state": "waiting",
        "opinion": None,
        "ground": None,
        "words": "",
        "ended_on": None,
    }


def _last(
    rows: list[R], name: str, key: str, more: Mapping[str, object], day: str, end: str = "ended_on"
) -> list[R]:
    """Change the last row that stands under a key."""
    at = max(number for number, one in enumerate(rows) if one[name] == key)
    changed = cast("R", {**rows[at], **more, end: day})
    return [*rows[:at], changed, *rows[at + 1 :]]


def posted(rows: list[PostingRow], event: PostingEvent, day: str) -> list[PostingRow]:
    """Return the postings after one begins, or the one that runs has ended."""
    if not isinstance(event, CasePosted):
        return [*rows[:-1], {**rows[-1], "ended_on": day}]
    row: PostingRow = {
        "step": event.step,
        "level": event.level,
        "where": event.where,
        "since": event.since.isoformat(),
        "until": event.until.isoformat(),
        "working_days": event.working_days,
        "source": event.source,
        "ended_on": None,
    }
    return [*rows, row]


def lettered(
    rows: list[LetterRow],
    event: ObjectionReceived | ObjectionSettled | ComplaintEvent | HonourComplaintEvent,
    day: str,
) -> list[LetterRow]:
    """Return the letters about a case or an honour after one came in or was settled."""
    match event:
        case ObjectionReceived():
            return [*rows, _letter("objection", event.reference, event.content, event.ground, day)]
        case ComplaintReceived() | HonourComplaintReceived():
            return [*rows, _letter(event.kind, event.reference, event.content, None, day)]
        case ObjectionSettled():
            said = {"outcome": "upheld" if event.upheld else "not-upheld", "reason": event.reason}
            return _settled(rows, event.reference, said, day, of_public=True)
    ended = {"outcome": event.outcome, "ground": event.ground, "reason": event.reason}
    return _settled(rows, event.reference, ended, day, of_public=False)


def _letter(kind: str, reference: str, content: UUID, ground: str | None, day: str) -> LetterRow:
    return {
        "kind": kind,
        "reference": reference,
        "content": str(content),
        "ground": ground,
        "received_on": day,
        "outcome": None,
        "reason": "",
        "settled_on": None,
    }


def _settled(
    rows: list[LetterRow], reference: str, said: Mapping[str, object], day: str, *, of_public: bool
) -> list[LetterRow]:
    """Settle the letter of a reference: objections and complaints have books of their own."""
    return [
        cast("LetterRow", {**one, **said, "settled_on": day})
        if one["reference"] == reference and (one["kind"] == "objection") is of_public
        else one
        for one in rows
    ]


def confirmed(rows: list[ConfirmationRow], event: ConfirmationEvent) -> list[ConfirmationRow]:
    """Return the confirmations after one more fact: each kind stands once."""
    known = next((one for one in rows if one["kind"] == event.kind), None)
    match event:
        case ConfirmationRequested():
            return _put(rows, known or _asked(event))
        case ConfirmationGiven():
            return _put(rows, _given(event))
        case ConfirmationExpired():
            return _put(rows, {**(known or _nothing(event.kind, "")), "state": "expired"})


def _put(rows: list[ConfirmationRow], new: ConfirmationRow) -> list[ConfirmationRow]:
    """Put a confirmation in the place of the one of its kind."""
    return [*(one for one in rows if one["kind"] != new["kind"]), new]


def _asked(event: ConfirmationRequested) -> ConfirmationRow:
    return _nothing(event.kind, event.agency)


def _nothing(kind: str, agency: str) -> ConfirmationRow:
    """Return a confirmation of which no paper is there."""
    return {
        "kind": kind,
        "agency": agency,
        "state": "asked",
        "number": None,
        "dated": None,
        "covers_from": None,
        "covers_to": None,
        "valid_until": None,
    }


def _given(event: ConfirmationGiven) -> ConfirmationRow:
    return {
        "kind": event.kind,
        "agency": event.agency,
        "state": "fulfilled" if event.fulfilled else "unfulfilled",
        "number": event.number,
        "dated": event.dated.isoformat(),
        "covers_from": event.covers_from.isoformat(),
        "covers_to": event.covers_to.isoformat(),
        "valid_until": event.valid_until.isoformat() if event.valid_until else None,
    }

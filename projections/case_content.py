"""How facts about the content of a file change the row of its case."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from domain.access import person
from domain.nomination.corrected import OF_POSITION, position_said
from domain.nomination.events import (
    CaseAppraised,
    CouncilVoted,
    CriterionAssessed,
    EvaluatorScored,
    EvidenceAdded,
    EvidenceWithdrawn,
    NominationCorrected,
    StepEndorsed,
)
from domain.nomination.scores import Score, weighted_mean
from domain.nomination.state import Content, Opinion
from domain.recorded import Envelope
from projections.case_rows import (
    CaseRow,
    CriterionRow,
    EvidenceRow,
    OpinionRow,
    PointsRow,
    ScoreRow,
)
from projections.on_behalf import on_behalf


def text(number: Decimal | None) -> str | None:
    """Return a number with all its digits."""
    return None if number is None else str(number)


def enriched(row: CaseRow, event: Content, on: date) -> CaseRow:
    """Return a case after a fact about its content."""
    match event:
        case CriterionAssessed():
            return {**row, "criteria": _measured(row["criteria"], event)}
        case EvaluatorScored():
            return {**row, "scores": _scored(row["scores"], event)}
        case EvidenceAdded(sha256=sha256):
            others = _without(row["evidence"], sha256)
            return {**row, "evidence": [*others, _added(event, on)]}
        case EvidenceWithdrawn():
            return {**row, "evidence": [_withdrawn(one, event) for one in row["evidence"]]}
        case NominationCorrected(field=field, now=now) if field == OF_POSITION:
            return {**row, "nominee_position": position_said(now)}
        case NominationCorrected(now=now):
            return {**row, "achievement": now}


def heard(row: CaseRow, event: Opinion, beside: Envelope) -> CaseRow:
    """Return a case after an endorsement, an appraisal or a vote."""
    said = _opinion(event, beside.actor, beside.effective_on)
    if whom := on_behalf(beside):
        said = {**said, "in_place_of": whom}
    return {**row, "opinions": [*row["opinions"], said]}


def _measured(rows: list[CriterionRow], event: CriterionAssessed) -> list[CriterionRow]:
    return [_assessed(one, event) for one in rows]


def _without(rows: list[EvidenceRow], sha256: str) -> list[EvidenceRow]:
    return [one for one in rows if one["sha256"] != sha256]


def _assessed(row: CriterionRow, event: CriterionAssessed) -> CriterionRow:
    if row["key"] != event.criterion:
        return row
    return {
        **row,
        "measured": text(event.measured),
        "met": event.met,
        "note": event.note,
        "evidence": list(event.evidence),
    }


def _scored(rows: list[ScoreRow], event: EvaluatorScored) -> list[ScoreRow]:
    """Put the evaluator's points in the place of earlier ones of the same step."""
    points: PointsRow = {
        "evaluator": event.evaluator,
        "points": str(event.points),
        "weight": str(event.weight),
    }
    before = next((row["given"] for row in rows if row["step"] == event.step), [])
    who = person(event.evaluator)
    given = [*(one for one in before if person(one["evaluator"]) != who), points]
    scored: ScoreRow = {"step": event.step, "mean": text(_mean(event.step, given)), "given": given}
    return [*(row for row in rows if row["step"] != event.step), scored]


def _mean(step: str, given: list[PointsRow]) -> Decimal | None:
    scores: Mapping[tuple[str, str], Score] = {
        (step, person(one["evaluator"])): Score(Decimal(one["points"]), Decimal(one["weight"]))
        for one in given
    }
    return weighted_mean(scores, step)


def _added(event: EvidenceAdded, on: date) -> EvidenceRow:
    return {
        "sha256": event.sha256,
        "size": event.size,
        "media_type": event.media_type,
        "paper": event.paper,
        "form": event.form,
        "title": event.title,
        "added_on": on.isoformat(),
        "withdrawn": None,
    }


def _withdrawn(row: EvidenceRow, event: EvidenceWithdrawn) -> EvidenceRow:
    return {**row, "withdrawn": event.reason} if row["sha256"] == event.sha256 else row


def _opinion(event: Opinion, by: str, on: date) -> OpinionRow:
    """Return the line of an opinion; the minutes of a council are its words."""
    row: OpinionRow = {
        "kind": "endorsed",
        "step": event.step,
        "by": by,
        "on": on.isoformat(),
        "favourable": True,
        "words": "",
        "members": None,
        "in_favour": None,
        "needed": None,
    }
    match event:
        case StepEndorsed(reason=reason):
            return {**row, "words": reason}
        case CaseAppraised(favourable=favourable, findings=findings):
            return {**row, "kind": "appraised", "favourable": favourable, "words": findings}
        case CouncilVoted():
            return {
                **row,
                "kind": "voted",
                "favourable": event.carried,
                "members": event.members,
                "in_favour": event.in_favour,
                "needed": event.needed,
            }

"""The row of a case on its first day: a draft under the ladder and the criteria of that day."""

from datetime import datetime

from domain.ladder import Step
from domain.movement import Criterion
from domain.nomination.events import NominationOpened
from domain.recorded import Recorded
from projections.case_content import text
from projections.case_hearing import nobody_heard
from projections.case_rows import CaseRow, Course, CriterionRow, Stamp, StepRow


def stamp(fact: Recorded[object]) -> Stamp:
    """Return what the row remembers of the last fact that changed it."""
    return {
        "version": fact.version,
        "position": fact.position,
        "effective_on": fact.envelope.effective_on,
        "recorded_at": fact.envelope.recorded_at,
    }


def opened_case(fact: Recorded[object], event: NominationOpened) -> CaseRow:
    """Return the row of a draft."""
    nominee, ladder, campaign = event.nominee, event.ladder, event.campaign
    return {
        "nomination": fact.stream,
        **stamp(fact),
        "nominee": nominee.ref,
        "nominee_kind": nominee.kind,
        "nominee_unit": nominee.unit,
        "nominator": event.nominator,
        "unit": event.unit,
        "award": ladder.award,
        "regime": ladder.regime,
        "ladder_digest": ladder.digest,
        "movement": campaign.movement if campaign else None,
        "occasion": campaign.occasion if campaign else None,
        "nominee_class": campaign.nominee_class if campaign else None,
        "nominee_position": event.nominee_position,
        "opened_on": event.opened_on,
        "papers": list(ladder.papers_of(nominee.kind)),
        **_draft(event, fact.envelope.recorded_at),
    }


def _draft(event: NominationOpened, at: datetime) -> Course:
    return {
        "achievement": event.achievement,
        "state": "draft",
        "step": None,
        "level": None,
        "step_unit": None,
        "step_role": None,
        "act": None,
        "due_on": None,
        "term": None,
        "waiting_since": at,
        "arrived_on": event.opened_on,
        "missing": [],
        "reason": None,
        "detail": None,
        "submission": None,
        "decision": None,
        "honour": None,
        "ladder": [step_row(step) for step in event.ladder.steps],
        "criteria": [_criterion_row(c) for c in event.campaign.criteria] if event.campaign else [],
        "scores": [],
        "evidence": [],
        "opinions": [],
        "authority": [],
        "hearing": nobody_heard(),
        "holds": [],
    }


def step_row(step: Step, passed_on: str | None = None) -> StepRow:
    """Return a rung, and when it was passed."""
    return {
        "key": step.key,
        "level": step.level,
        "act": step.act.value,
        "role": step.role,
        "unit": step.unit,
        "quorum": step.quorum,
        "percent": step.percent,
        "working_days": step.working_days,
        "papers": list(step.papers),
        "passed_on": passed_on,
    }


def _criterion_row(one: Criterion) -> CriterionRow:
    """Return a criterion nobody has assessed."""
    return {
        "key": one.key,
        "target": text(one.target),
        "unit": one.unit,
        "weight": str(one.weight),
        "measured": None,
        "met": None,
        "note": "",
        "evidence": [],
    }

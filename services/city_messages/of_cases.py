"""Messages about one case on its ladder, from filing to its end."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from services.city_messages import words as w
from services.city_messages.parts import By, Case, Missing, Step

Example = dict[str, str | None]


def _rung(key: str, level: str, act: str, unit: str, role: str) -> Example:
    return {"key": key, "level": level, "act": act, "unit": unit, "role": role}


def _step(description: str, example: Example) -> Meta:
    return Meta(description=description, examples=[example])


def _by(unit: str, role: str, capacity: str | None = None) -> Meta:
    example: Example = {"unit": unit, "role": role, "capacity": capacity}
    return Meta(description="on whose behalf, never who", examples=[example])


REVIEW = _rung("ward-review", "ward", "review", "10531", "council-secretary")
MERGED = _rung("ward-review", "ward", "review", "10532", "council-secretary")
SUBMIT = _rung("ward-submit", "ward", "submit", "10531", "leader")
APPRAISAL = _rung("district-appraisal", "district", "appraise", "288", "appraiser")
DECISION = _rung("district-decision", "district", "decide", "288", "leader")
HERE, WAITS = "where the act was done", "where the case waits now"
Proposers = Annotated[By, _by("10531", "nominating-officer")]
Secretary = Annotated[By, _by("10531", "council-secretary")]
Chairman = Annotated[By, _by("10531", "leader", "TM")]
Appraiser = Annotated[By, _by("288", "appraiser")]
Leader = Annotated[By, _by("288", "leader", "TM")]


@dataclass(frozen=True, slots=True)
class NominationFiled:
    """A unit filed a nomination; it waits at its first step."""

    case: Case
    step: Annotated[Step, _step(WAITS, REVIEW)]
    due_on: w.DueOn
    by: Proposers
    effective_on: w.EffectiveOn


@dataclass(frozen=True, slots=True)
class NominationPassed:
    """A step is done; the case waits at the next one, in the same hands or other ones."""

    case: Case
    step: Annotated[Step, _step(HERE, REVIEW)]
    next_step: Annotated[Step, _step(WAITS, SUBMIT)]
    due_on: w.DueOn
    by: Secretary
    effective_on: w.EffectiveOn


@dataclass(frozen=True, slots=True)
class NominationSubmitted:
    """A submission carried the case upward; the level above has not answered yet."""

    case: Case
    step: Annotated[Step, _step(HERE, SUBMIT)]
    next_step: Annotated[Step, _step("where the case is on its way to", APPRAISAL)]
    submission: w.SubmissionId
    by: Chairman
    effective_on: w.EffectiveOn


@dataclass(frozen=True, slots=True)
class NominationReceived:
    """The level above took the case in; its term runs from here."""

    case: Case
    step: Annotated[Step, _step(WAITS, APPRAISAL)]
    submission: w.SubmissionId
    due_on: w.DueOn
    by: Appraiser
    effective_on: w.EffectiveOn


@dataclass(frozen=True, slots=True)
class NominationReturned:
    """The case went back to the proposing unit with one list of everything that is missing."""

    case: Case
    step: Annotated[Step, _step(HERE, APPRAISAL)]
    missing: Annotated[tuple[Missing, ...], Meta(description="papers and criteria to bring")]
    remarks: w.Remarks
    by: Appraiser
    effective_on: w.EffectiveOn


@dataclass(frozen=True, slots=True)
class NominationSupplemented:
    """What was missing was brought; the case waits again and its term starts anew."""

    case: Case
    step: Annotated[Step, _step(WAITS, APPRAISAL)]
    due_on: w.DueOn
    by: Proposers
    effective_on: w.EffectiveOn


@dataclass(frozen=True, slots=True)
class NominationRefused:
    """The case ended at a step with a coded reason, a lost vote among them."""

    case: Case
    step: Annotated[Step, _step(HERE, APPRAISAL)]
    reason: w.ReasonKey
    by: Appraiser
    effective_on: w.EffectiveOn


@dataclass(frozen=True, slots=True)
class NominationWithdrawn:
    """The proposing unit took a filed case back."""

    case: Case
    step: Annotated[Step, _step("where the case stood", REVIEW)]
    by: Proposers
    effective_on: w.EffectiveOn


@dataclass(frozen=True, slots=True)
class NominationDecided:
    """The deciding level granted the award; the honour follows in the register."""

    case: Case
    step: Annotated[Step, _step(HERE, DECISION)]
    decision: w.DecisionId
    honour: w.HonourId
    by: Leader
    effective_on: w.EffectiveOn


@dataclass(frozen=True, slots=True)
class DeadlineMissed:
    """The term of a step ran out and the case still waits there; nobody did anything."""

    case: Case
    step: Annotated[Step, _step(WAITS, REVIEW)]
    due_on: w.LastDay
    effective_on: w.EffectiveOn


@dataclass(frozen=True, slots=True)
class NominationReassigned:
    """A reform of units gave the case another authority; `case.unit` carries on who proposed."""

    case: Case
    from_unit: w.UnitCode
    step: Annotated[Step, _step("where the case stands, in whose hands", MERGED)]
    reform: w.ReformKey
    rule: w.HandingRule
    effective_on: w.EffectiveOn


AboutCase = (
    NominationFiled
    | NominationPassed
    | NominationSubmitted
    | NominationReceived
    | NominationReturned
    | NominationSupplemented
    | NominationRefused
    | NominationWithdrawn
    | NominationDecided
    | DeadlineMissed
    | NominationReassigned
)

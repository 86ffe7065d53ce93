"""What messages are made of: the case, a step, who acted, a paper; references, never names."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from services.city_messages import words as w


@dataclass(frozen=True, slots=True)
class Nominee:
    """Whom the case is about."""

    ref: w.NomineeRef
    kind: w.NomineeKind
    unit: w.UnitCode


@dataclass(frozen=True, slots=True)
class Review:
    """The movement, occasion and class the case belongs to."""

    movement: w.MovementKey
    occasion: w.OccasionKey
    nominee_class: w.ClassKey


@dataclass(frozen=True, slots=True)
class Case:
    """What every message about a case says of it."""

    nomination: w.NominationId
    award: w.AwardKey
    regime: w.RegimeKey
    unit: w.UnitCode
    nominee: Nominee
    review: Annotated[Review | None, Meta(description="null outside any movement")]


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the case's pinned ladder."""

    key: w.StepKey
    level: w.Level
    act: w.Act
    unit: w.UnitCode
    role: w.Role


@dataclass(frozen=True, slots=True)
class By:
    """On whose behalf it was done: unit, role and signing form instead of a person."""

    unit: w.UnitCode
    role: w.Role
    capacity: w.Capacity


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a returned file lacks."""

    kind: w.MissingKind
    key: w.MissingKey


@dataclass(frozen=True, slots=True)
class Grant:
    """One award that a decision grants."""

    nomination: w.NominationId
    honour: w.HonourId
    award: w.AwardKey


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision issued before."""

    decision: w.DecisionId
    number: w.PaperNumber
    dated: w.Dated
    unit: w.UnitCode

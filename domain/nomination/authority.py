"""Facts of a reform of units about one case: who is competent for it from then on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Desk:
    """
    Who has a case in hand: the unit, and the step and level where one is reached.

    `work` is what it waits for there: draft, act, answer or supplement.
    """

    work: str
    unit: str
    step: str | None
    level: str | None


@dataclass(frozen=True, slots=True)
class StepHanded:
    """A step still ahead goes from a unit of a level to another; `rule` says why."""

    step: str
    from_level: str
    from_unit: str
    level: str
    unit: str
    rule: str


@dataclass(frozen=True, slots=True)
class StepDropped:
    """A step still ahead falls away; the papers it asked for go to the step `papers_to`, if any."""

    step: str
    level: str
    unit: str
    rule: str
    papers_to: str | None


@dataclass(frozen=True, slots=True)
class CaseReassigned:
    """
    A reform gave a case the one authority it has from then on, by `rule` and for `reason`.

    `proposer` stands for the unit that proposed; `desk` is who has the case in hand. `due_on` is
    the last day of the term at the desk, None where none runs.
    """

    reform: str
    in_force_from: date
    rule: str
    reason: str
    from_proposer: str
    proposer: str
    from_desk: Desk
    desk: Desk
    handed: tuple[StepHanded, ...]
    dropped: tuple[StepDropped, ...]
    due_on: date | None


@dataclass(frozen=True, slots=True)
class CaseUnassigned:
    """
    A reform took a case's unit away, and no rule says who carries it on: `rule` says why.

    A person of `decided_by` chooses of `candidates`; until then nobody acts on the case.
    """

    reform: str
    in_force_from: date
    rule: str
    reason: str
    proposer: str
    desk: Desk
    candidates: tuple[str, ...]
    decided_by: str | None


AuthorityEvent = CaseReassigned | CaseUnassigned

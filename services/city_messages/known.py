"""What is remembered between two facts of one key, so that each message stands alone."""

from dataclasses import dataclass, replace
from uuid import UUID

from domain.ladder import Step as Rung
from domain.nomination.authority import CaseReassigned
from domain.nomination.events import NominationOpened
from domain.nomination.favour import FavourEvent
from domain.refusal import ImpossibleHistory
from services.city_messages.parts import Case, Decision, Nominee, Review, Step


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case: what every message says of it, its ladder, and the step it stands at, once filed."""

    case: Case
    steps: tuple[Step, ...]
    at: str | None = None

    def step(self, key: str) -> Step:
        """Return the step named *key*; KeyError when the ladder has none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered under a key: of a case and its honour, or of a decision."""

    case: KnownCase | None = None
    decision: Decision | None = None


def case_of(known: Known | None, event: object) -> KnownCase:
    """
    Return the case that is remembered.

    Raises:
        ImpossibleHistory: *event* comes before the opening of its case.
    """
    if known is None or known.case is None:
        raise ImpossibleHistory(known, event)
    return known.case


def decision_of(known: Known | None, event: object) -> Decision:
    """
    Return the decision that is remembered.

    Raises:
        ImpossibleHistory: *event* comes before the decision it is about.
    """
    if known is None or known.decision is None:
        raise ImpossibleHistory(known, event)
    return known.decision


def opened(nomination: UUID, event: NominationOpened) -> KnownCase:
    """Return a draft."""
    nominee, campaign = event.nominee, event.campaign
    case = Case(
        nomination=nomination,
        award=event.ladder.award,
        regime=event.ladder.regime,
        unit=event.unit,
        nominee=Nominee(nominee.ref, nominee.kind, nominee.unit),
        review=Review(campaign.movement, campaign.occasion, campaign.nominee_class)
        if campaign
        else None,
    )
    return KnownCase(case, tuple(_step(rung) for rung in event.ladder.steps))


def handed_over(file: KnownCase, event: CaseReassigned) -> KnownCase:
    """Return a case in the hands of other units: later messages name those."""
    gone = {one.step for one in event.dropped}
    now = {one.step: one for one in event.handed}
    steps = tuple(
        replace(one, level=now[one.key].level, unit=now[one.key].unit) if one.key in now else one
        for one in file.steps
        if one.key not in gone
    )
    case = replace(file.case, unit=event.proposer)
    return KnownCase(case, steps, file.at and event.desk.step)


def under(file: KnownCase, event: FavourEvent) -> KnownCase:
    """Return a case under a newer regime: later messages name it, and its steps."""
    case = replace(file.case, regime=event.regime)
    at = file.at and event.step
    return KnownCase(case, tuple(_step(rung) for rung in event.ladder.steps), at)


def _step(rung: Rung) -> Step:
    return Step(rung.key, rung.level, rung.act.value, rung.unit, rung.role)

"""Where a nomination stands: the least needed to decide the next order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from domain.access import person
from domain.copies import replace
from domain.hearing.state import Hearing
from domain.ladder import Ladder, Step
from domain.nomination.agreements import Agreement
from domain.nomination.authority import CaseUnassigned
from domain.nomination.basis import Basis, Commendation
from domain.nomination.corrected import OF_ACHIEVEMENT, position_said
from domain.nomination.dated_back import DatedBack
from domain.nomination.events import (
    Campaign,
    CaseAppraised,
    CouncilVoted,
    CriterionAssessed,
    EvaluatorScored,
    EvidenceAdded,
    EvidenceWithdrawn,
    Missing,
    NominationCorrected,
    NominationFiled,
    NominationGranted,
    NominationOpened,
    NominationReceived,
    NominationRefused,
    NominationSupplemented,
    NominationWithdrawn,
    Nominee,
    StepEndorsed,
    StepPassed,
)
from domain.nomination.holding import CaseHeld, HoldEvent
from domain.nomination.scores import Score


@dataclass(frozen=True, slots=True)
class Dossier:
    """
    What the file holds, whatever its state.

    `came_on` is the date on the paper of the act that brought the case where it stands, `heard_on`
    the latest one of the opinions given there since. `scores` are by step and evaluator, each
    evaluator in the one writing of `person`. `units_of` is a day on which the units it names bear
    their codes; `undecided` says that a reform left its authority to a person to choose. `readings`
    are earlier wordings of the achievement under which the case was filed, `forms` those of its
    papers. `holds` are by reference, `held_on` their dates, `held_at` the steps whose judges noted
    them; `disciplined_until` is the last day of the latest discipline told of. `proposed_by` are
    who opened, filed or brought it again, `agreements` took it upward, `consulted` agreed for an
    agency; `hearing` is what others were asked and said.
    `minuted` are steps whose vote a session counted: its minutes are written from its facts.
    `dated_back` says that the rules had changed when it was entered. `filed_on` is the date on the
    paper that handed it in, `back_on` on that which brought it again. `laid` are the steps whose
    level a reform changed, each with it; a newer regime begins anew. `position` is the nominee's.
    """

    nominee: Nominee
    nominator: str
    unit: str
    opened_on: date
    achievement: str
    ladder: Ladder
    campaign: Campaign | None
    came_on: date
    units_of: date
    heard_on: date | None = None
    undecided: CaseUnassigned | None = None
    papers: Mapping[str, str] = field(default_factory=dict)
    measured: Mapping[str, Decimal | None] = field(default_factory=dict)
    scores: Mapping[tuple[str, str], Score] = field(default_factory=dict)
    basis: Basis = field(default_factory=Basis)
    readings: frozenset[str] = frozenset()
    forms: Mapping[str, str] = field(default_factory=dict)
    holds: Mapping[str, CaseHeld] = field(default_factory=dict)
    held_on: Mapping[str, date] = field(default_factory=dict)
    held_at: Mapping[str, Step] = field(default_factory=dict)
    disciplined_until: date | None = None
    proposed_by: frozenset[str] = frozenset()
    agreements: tuple[Agreement, ...] = ()
    consulted: frozenset[str] = frozenset()
    hearing: Hearing = field(default_factory=Hearing)
    minuted: frozenset[str] = frozenset()
    dated_back: DatedBack | None = None
    filed_on: date | None = None
    back_on: date | None = None
    laid: Mapping[str, tuple[date, str]] = field(default_factory=dict)
    position: str | None = None

    @property
    def last_act_on(self) -> date:
        """Return the date that an act which takes the case from where it stands may not precede."""
        later = (self.heard_on, self.hearing.last_on)
        return max([self.came_on, *(one for one in later if one)])

    @property
    def year(self) -> int:
        """Return the year the achievement is of; of the opening where none was said."""
        return self.basis.year or self.opened_on.year

    @property
    def commendation(self) -> Commendation | None:
        """Return the kind of commendation: as said, else thematic in a movement (facts 3.13)."""
        return self.basis.commendation or (Commendation.THEMATIC if self.campaign else None)


@dataclass(frozen=True, slots=True)
class Absent:
    """Nothing is known of this nomination."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Opened, not yet filed."""

    dossier: Dossier


@dataclass(frozen=True, slots=True)
class AtStep:
    """
    Waiting for an act of the step's role.

    `due_on` is the last day of the term that runs, None where none does; `missed` once it ran out.
    `used` is how much of a term is used whose clock stands still, None where none does. `told` are
    the notices given here, each with the last day it spoke of. `endorsed_by` are officers in the
    one writing of `person`.
    """

    dossier: Dossier
    step: Step
    endorsed_by: frozenset[str] = frozenset()
    due_on: date | None = None
    missed: bool = False
    used: int | None = None
    told: frozenset[tuple[str, date]] = frozenset()


@dataclass(frozen=True, slots=True)
class InTransit:
    """Carried by a submission; the level above has not answered yet."""

    dossier: Dossier
    step: Step
    submission: UUID


@dataclass(frozen=True, slots=True)
class Returned:
    """
    Back with the proposing unit until everything `missing` is `brought` (kind and key).

    `known` are the papers that were in the file when it came back: none of them answers the list.
    `used` is how much of the step's term was used.
    """

    dossier: Dossier
    step: Step
    missing: tuple[Missing, ...]
    brought: frozenset[tuple[str, str]] = frozenset()
    known: frozenset[str] = frozenset()
    used: int = 0


@dataclass(frozen=True, slots=True)
class Granted:
    """The award was granted by a decision."""

    dossier: Dossier
    decision: UUID
    honour: UUID


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """The case ended with a coded reason, at `step`."""

    dossier: Dossier
    reason: str
    step: Step


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The proposing unit took the case back, from `step`; None for a draft."""

    dossier: Dossier
    step: Step | None = None


Running = Draft | AtStep | InTransit | Returned
Opened = Draft | AtStep | InTransit | Returned | Granted | TurnedDown | Withdrawn
State = Absent | Opened
Evidence = EvidenceAdded | EvidenceWithdrawn
Content = CriterionAssessed | EvaluatorScored | Evidence | NominationCorrected
Opinion = StepEndorsed | CaseAppraised | CouncilVoted
Arrival = NominationFiled | StepPassed | NominationReceived | NominationSupplemented
End = NominationGranted | NominationRefused | NominationWithdrawn


def opened(fact: NominationOpened) -> Dossier:
    """Return the file as it is on the first day."""
    return Dossier(
        fact.nominee,
        fact.nominator,
        fact.unit,
        fact.opened_on,
        fact.achievement,
        fact.ladder,
        fact.campaign,
        came_on=fact.opened_on,
        units_of=fact.opened_on,
        basis=fact.basis or Basis(),
        proposed_by=frozenset({person(fact.nominator)}),
        dated_back=fact.dated_back,
        position=fact.nominee_position,
    )


def enriched(dossier: Dossier, fact: Content) -> Dossier:
    """Return the file after one fact about its content."""
    match fact:
        case CriterionAssessed():
            return replace(dossier, measured={**dossier.measured, fact.criterion: fact.measured})
        case EvaluatorScored():
            by = (fact.step, person(fact.evaluator))
            return replace(dossier, scores={**dossier.scores, by: Score(fact.points, fact.weight)})
        case EvidenceAdded():
            papers = {**dossier.papers, fact.sha256: fact.paper}
            return replace(dossier, papers=papers, forms={**dossier.forms, fact.sha256: fact.form})
        case EvidenceWithdrawn():
            kept = {sha: paper for sha, paper in dossier.papers.items() if sha != fact.sha256}
            return replace(dossier, papers=kept)
    if fact.field == OF_ACHIEVEMENT:
        return replace(dossier, achievement=fact.now)
    return replace(dossier, position=position_said(fact.now))


def held(dossier: Dossier, fact: HoldEvent) -> Dossier:
    """Return the file of a case that is held, or let go: the latest end of a discipline counts."""
    if isinstance(fact, CaseHeld):
        return replace(dossier, holds={**dossier.holds, fact.reference: fact})
    left = {key: one for key, one in dossier.holds.items() if key != fact.reference}
    ends = [one for one in (dossier.disciplined_until, fact.discipline_ended_on) if one]
    return replace(dossier, holds=left, disciplined_until=max(ends, default=None))

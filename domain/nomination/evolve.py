"""Fold facts into the state of a nomination; never refuses what happened."""

from dataclasses import replace

from domain.nomination.events import (
    CaseAppraised,
    CouncilVoted,
    CriterionAssessed,
    EvaluatorScored,
    EvidenceAdded,
    EvidenceWithdrawn,
    NominationCorrected,
    NominationEvent,
    NominationFiled,
    NominationForwarded,
    NominationGranted,
    NominationOpened,
    NominationReceived,
    NominationRefused,
    NominationSupplemented,
    NominationWithdrawn,
    ReturnedForSupplement,
    StepEndorsed,
    StepPassed,
)
from domain.nomination.state import (
    Absent,
    AtStep,
    Content,
    Draft,
    Granted,
    InTransit,
    Opened,
    Returned,
    State,
    TurnedDown,
    Withdrawn,
    enriched,
    opened,
)
from domain.refusal import ImpossibleHistory

Move = (
    NominationFiled
    | StepPassed
    | NominationForwarded
    | NominationReceived
    | NominationSupplemented
    | NominationGranted
)


def evolve(state: State, event: NominationEvent) -> State:
    """
    Return the state after one more fact.

    Raises:
        ImpossibleHistory: the stream was not written by this domain.
    """
    if isinstance(event, NominationOpened):
        if isinstance(state, Absent):
            return Draft(opened(event))
    elif not isinstance(state, Absent):
        return _onward(state, event)
    raise ImpossibleHistory(state, event)


def _onward(state: Opened, event: NominationEvent) -> State:
    """Fold a fact into a case that exists."""
    match event:
        case (
            CriterionAssessed()
            | EvaluatorScored()
            | EvidenceAdded()
            | EvidenceWithdrawn()
            | NominationCorrected()
        ):
            return _enriched(state, event)
        case NominationRefused():
            return TurnedDown(state.dossier, event.reason)
        case NominationWithdrawn():
            return Withdrawn(state.dossier)
        case ReturnedForSupplement():
            return Returned(state.dossier, state.dossier.ladder.step(event.step), event.missing)
        case StepEndorsed() | CaseAppraised() | CouncilVoted():
            return _acted(state, event)
        case (
            NominationFiled()
            | StepPassed()
            | NominationForwarded()
            | NominationReceived()
            | NominationSupplemented()
            | NominationGranted()
        ):
            return _moved(state, event)
    raise ImpossibleHistory(state, event)


def _enriched(state: Opened, event: Content) -> State:
    """Fold a fact about the content; a returned case notes what was brought since."""
    richer = replace(state, dossier=enriched(state.dossier, event))
    match richer, event:
        case Returned(), EvidenceAdded(paper=paper):
            return replace(richer, brought=richer.brought | {("paper", paper)})
        case Returned(), CriterionAssessed(criterion=key):
            return replace(richer, brought=richer.brought | {("criterion", key)})
    return richer


def _acted(state: Opened, event: StepEndorsed | CaseAppraised | CouncilVoted) -> State:
    """Fold an act at the current step; opinions and votes move nothing by themselves."""
    match state, event:
        case AtStep(), StepEndorsed(officer=who):
            return replace(state, endorsed_by=state.endorsed_by | {who})
        case AtStep(), CaseAppraised() | CouncilVoted():
            return state
    raise ImpossibleHistory(state, event)


def _moved(state: Opened, event: Move) -> State:
    """Fold a fact that moves the case along its ladder."""
    dossier, ladder = state.dossier, state.dossier.ladder
    match state, event:
        case Draft(), NominationFiled():
            return AtStep(dossier, ladder.step(event.step))
        case AtStep(), StepPassed():
            return AtStep(dossier, ladder.step(event.next_step))
        case AtStep(), NominationForwarded():
            return InTransit(dossier, ladder.step(event.next_step), event.submission)
        case InTransit(), NominationReceived():
            return AtStep(dossier, ladder.step(event.step))
        case Returned(), NominationSupplemented():
            return AtStep(dossier, ladder.step(event.step))
        case AtStep(), NominationGranted():
            return Granted(dossier, event.decision, event.honour)
    raise ImpossibleHistory(state, event)

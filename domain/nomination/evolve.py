"""Fold facts into the state of a nomination; never refuses what happened."""

from collections.abc import Sequence

from domain.access import person
from domain.copies import replace
from domain.hearing.events import HearingEvent
from domain.hearing.state import answered, heard, met
from domain.nomination.authority import AuthorityEvent, CaseReassigned, CaseUnassigned
from domain.nomination.clock import ClockEvent
from domain.nomination.corrected import rewordings
from domain.nomination.events import (
    CaseAppraised,
    CouncilVoted,
    CriterionAssessed,
    DeadlineMissed,
    EvaluatorScored,
    EvidenceAdded,
    EvidenceWithdrawn,
    Missing,
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
from domain.nomination.favour import RegimeChosen
from domain.nomination.favourable import chosen
from domain.nomination.handing import handed
from domain.nomination.holding import CaseHeld, HoldEvent, HoldLifted
from domain.nomination.naming import NomineeNamed
from domain.nomination.on_paper import as_minuted
from domain.nomination.running import arrived, ticked
from domain.nomination.state import (
    Absent,
    AtStep,
    Content,
    Dossier,
    Draft,
    Granted,
    InTransit,
    Opened,
    Opinion,
    Returned,
    Running,
    State,
    TurnedDown,
    Withdrawn,
    enriched,
    held,
    opened,
)
from domain.refusal import ImpossibleHistory
from domain.terms import Restart

Leave = NominationRefused | NominationWithdrawn | ReturnedForSupplement
Noted = Opinion | DeadlineMissed
Move = (
    NominationFiled
    | StepPassed
    | NominationForwarded
    | NominationReceived
    | NominationSupplemented
    | NominationGranted
)
OnTheWay = AuthorityEvent | HoldEvent | RegimeChosen | ClockEvent
Later = Content | Leave | Noted | Move | NomineeNamed | OnTheWay


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
        if not isinstance(event, HearingEvent):
            return _onward(state, event)
        hearing = heard(state.dossier.hearing, event)
        return replace(state, dossier=replace(state.dossier, hearing=hearing))
    raise ImpossibleHistory(state, event)


def _onward(state: Opened, event: Later) -> State:
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
        case NominationRefused() | NominationWithdrawn() | ReturnedForSupplement():
            return _left(state, event)
        case StepEndorsed() | CaseAppraised() | CouncilVoted() | DeadlineMissed():
            return _noted(state, event)
        case NomineeNamed():
            return replace(state, dossier=_met(state.dossier, event))
        case (
            NominationFiled()
            | StepPassed()
            | NominationForwarded()
            | NominationReceived()
            | NominationSupplemented()
            | NominationGranted()
        ):
            return _moved(state, event)
    return _on_the_way(state, event)


def _on_the_way(state: Opened, event: OnTheWay) -> State:
    """Fold what befalls a case where it is: other hands, a hold, a newer regime, its clock."""
    match event:
        case CaseReassigned() | CaseUnassigned():
            return _in_other_hands(state, event)
        case CaseHeld() | HoldLifted():
            return replace(state, dossier=held(state.dossier, event))
        case RegimeChosen():
            return _under(state, event)
    if not isinstance(state, AtStep):
        raise ImpossibleHistory(state, event)
    return ticked(state, event)


def _under(state: Opened, event: RegimeChosen) -> State:
    """Fold the choice of a newer regime for a case that waits."""
    if (now := chosen(state, event)) is None:
        raise ImpossibleHistory(state, event)
    return replace(now, dossier=judged_anew(now.dossier))


def judged_anew(dossier: Dossier) -> Dossier:
    """Return a file without what was judged of its conditions: they, or it, may change now."""
    return replace(dossier, hearing=replace(dossier.hearing, judged={}))


def _left(state: Opened, event: Leave) -> State:
    """Fold a fact that takes a running case off its way."""
    dossier = state.dossier
    match state, event:
        case AtStep() | InTransit(), NominationRefused(reason=reason):
            return TurnedDown(dossier, reason, state.step)
        case Draft(), NominationWithdrawn():
            return Withdrawn(dossier)
        case AtStep() | InTransit() | Returned(), NominationWithdrawn():
            return Withdrawn(dossier, state.step)
        case AtStep() | InTransit(), ReturnedForSupplement(missing=missing, used=used):
            known, step = frozenset(dossier.papers), dossier.ladder.step(event.step)
            return Returned(judged_anew(dossier), step, missing, known=known, used=used or 0)
    raise ImpossibleHistory(state, event)


def _enriched(state: Opened, event: Content) -> State:
    """Fold a fact about the content; a returned case notes what was brought since."""
    dossier = enriched(state.dossier, event)
    if not isinstance(state, Draft):
        dossier = replace(dossier, readings=dossier.readings | rewordings(event))
    richer = replace(state, dossier=dossier)
    match richer, event:
        case Returned(), EvidenceAdded(paper=paper, sha256=sha256) if sha256 not in richer.known:
            return replace(richer, brought=richer.brought | {("paper", paper)})
        case Returned(), CriterionAssessed(criterion=key):
            return replace(richer, brought=richer.brought | {("criterion", key)})
    return richer


def _noted(state: Opened, event: Noted) -> State:
    """Fold what happens at the current step and moves nothing by itself."""
    match state, event:
        case AtStep(), StepEndorsed(officer=who):
            return replace(state, endorsed_by=state.endorsed_by | {person(who)})
        case AtStep(), CouncilVoted(session=session):
            return as_minuted(session, state)
        case AtStep(), CaseAppraised():
            return state
        case AtStep(), DeadlineMissed():
            return replace(state, missed=True)
    raise ImpossibleHistory(state, event)


def _in_other_hands(state: Opened, event: AuthorityEvent) -> State:
    """Fold what a reform of units means for a running case; what was given at a step stays."""
    if not isinstance(state, Running):
        raise ImpossibleHistory(state, event)
    if isinstance(event, CaseUnassigned):
        return replace(state, dossier=replace(state.dossier, undecided=event))
    dossier = handed(state.dossier, event)
    if isinstance(state, Draft) or event.desk.step is None:
        return replace(state, dossier=dossier)
    step = dossier.ladder.step(event.desk.step)
    if not isinstance(state, AtStep):
        return replace(state, dossier=dossier, step=step)
    if (step.key, step.level) == (state.step.key, state.step.level):
        return replace(state, dossier=dossier, step=step, due_on=event.due_on)
    return arrived(dossier, step, event.due_on)


def _moved(state: Opened, event: Move) -> State:
    """Fold a fact that moves the case along its ladder."""
    dossier, ladder = state.dossier, state.dossier.ladder
    match state, event:
        case Draft(), NominationFiled():
            return arrived(_met(dossier, event), ladder.step(event.step), event.due_on)
        case AtStep(), StepPassed():
            return arrived(dossier, ladder.step(event.next_step), event.due_on)
        case AtStep(), NominationForwarded():
            return InTransit(dossier, ladder.step(event.next_step), event.submission)
        case InTransit(), NominationReceived():
            return arrived(dossier, ladder.step(event.step), event.due_on)
        case Returned(used=used), NominationSupplemented():
            dossier = replace(dossier, hearing=answered(dossier.hearing, remarks(state.missing)))
            kept = used if ladder.clock.after_return is Restart.ON else 0
            return arrived(dossier, ladder.step(event.step), event.due_on, kept)
        case AtStep(), NominationGranted():
            return Granted(dossier, event.decision, event.honour)
    raise ImpossibleHistory(state, event)


def _met(dossier: Dossier, event: NominationFiled | NomineeNamed) -> Dossier:
    """Return a file after the case met others of its title whose nominee has the name."""
    hearing = met(dossier.hearing, event.namesakes) if event.namesakes else dossier.hearing
    return replace(dossier, hearing=hearing)


def remarks(missing: Sequence[Missing]) -> frozenset[str]:
    """Return the keys of the remarks on a list."""
    return frozenset(one.key for one in missing if one.kind == "remark")

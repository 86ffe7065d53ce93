"""Keep in the state of a case who stood behind what was done on it."""

from domain.access import persons
from domain.copies import replace
from domain.hearing.events import (
    ComplaintReceived,
    ConditionJudged,
    ConsultationAnswered,
    ObjectionReceived,
)
from domain.nomination.agreements import Agreement
from domain.nomination.authority import CaseReassigned
from domain.nomination.events import (
    CaseAppraised,
    NominationEvent,
    NominationFiled,
    NominationForwarded,
    NominationGranted,
    NominationOpened,
    NominationSupplemented,
    ReturnedForSupplement,
    StepEndorsed,
)
from domain.nomination.favour import RegimeChosen
from domain.nomination.state import Absent, Dossier, State

Letter = ComplaintReceived | ObjectionReceived


def proposed(dossier: Dossier, by: tuple[str, ...]) -> Dossier:
    """Return the file after somebody proposed it, or brought it again."""
    return replace(dossier, proposed_by=dossier.proposed_by | persons(by))


def agreed(
    dossier: Dossier, step: str, by: tuple[str, ...], *, opinion: bool = False, word: bool = False
) -> Dossier:
    """Return the file after somebody agreed at a step."""
    at = next((one for one in dossier.ladder.steps if one.key == step), None)
    level, role = (at.level, at.role) if at else ("", "")
    fresh = Agreement(persons(by), step, level, opinion, word, role)
    return replace(dossier, agreements=(*dossier.agreements, fresh))


def said(one: Agreement) -> bool:
    """Say whether an agreement is an own word, to be given again when a step begins anew."""
    return one.opinion or one.word


def voided(dossier: Dossier, step: str) -> Dossier:
    """Return the file without the opinions given at a step: they have to be given again."""
    kept = (one for one in dossier.agreements if one.step != step or not said(one))
    return replace(dossier, agreements=tuple(kept))


def onward(dossier: Dossier, event: RegimeChosen) -> Dossier:
    """Return the file without opinions of a step that a newer regime replaced by another."""
    here = event.ladder.step(event.step)
    went_on = {(one.key, one.level) for one in (*event.ladder.before(here.key), here)}
    kept = (one for one in dossier.agreements if not said(one) or (one.step, one.level) in went_on)
    return replace(dossier, agreements=tuple(kept))


def entered(dossier: Dossier, event: Letter, by: tuple[str, ...]) -> Dossier:
    """Return the file after somebody entered a letter: each sort has numbers of its own."""
    hearing, who = dossier.hearing, {event.reference: persons(by)}
    if isinstance(event, ObjectionReceived):
        heard = replace(hearing, objected_by={**hearing.objected_by, **who})
    else:
        heard = replace(hearing, entered_by={**hearing.entered_by, **who})
    return replace(dossier, hearing=heard)


def witness(state: State, event: NominationEvent, by: tuple[str, ...]) -> State:
    """Keep who stood behind a fact: those who proposed, and those who agreed."""
    if isinstance(state, Absent):
        return state
    known = state.dossier
    found = seen(known, event, by)
    return state if found is known else replace(state, dossier=found)


def seen(dossier: Dossier, event: NominationEvent, by: tuple[str, ...]) -> Dossier:
    """Return the file after a fact that *by* stand behind."""
    match event:
        case NominationOpened() | NominationFiled() | NominationSupplemented():
            return proposed(dossier, by)
        case StepEndorsed(officer=who, step=step):
            return agreed(dossier, step, (who, *by), opinion=True)
        case CaseAppraised(favourable=True, appraiser=who, step=step):
            return agreed(dossier, step, (who, *by), opinion=True)
        case NominationForwarded(step=step) | NominationGranted(step=step):
            return agreed(dossier, step, by)
        case ConditionJudged(met=True, judge=who, step=step):
            return agreed(dossier, step, (who, *by), word=True)
        case ComplaintReceived() | ObjectionReceived():
            return entered(dossier, event, by)
        case ConsultationAnswered(opinion="agrees"):
            return replace(dossier, consulted=dossier.consulted | persons(by))
    return restarted(dossier, event)


def restarted(dossier: Dossier, event: NominationEvent) -> Dossier:
    """Return the file after a fact for which a step may begin anew."""
    match event:
        case ReturnedForSupplement(step=step):
            return voided(dossier, step)
        case CaseReassigned(desk=desk, from_desk=was) if desk.step and desk.level != was.level:
            return voided(dossier, desk.step)
        case RegimeChosen():
            return onward(dossier, event)
    return dossier

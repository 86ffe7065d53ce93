"""From the facts of a case to the deeds of its path."""

from functools import lru_cache

from domain.access import VIETNAM, behind, persons
from domain.audit.path import Deed, Rung
from domain.capacity import told
from domain.copies import replace
from domain.hearing.events import ConditionJudged, ConsultationAnswered
from domain.ladder import Ladder
from domain.nomination.authority import CaseReassigned, StepHanded
from domain.nomination.clock import TermResumed, TermStopped
from domain.nomination.events import (
    CaseAppraised,
    CouncilVoted,
    DeadlineMissed,
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
from domain.nomination.state import Arrival, End
from domain.past.events import PastCaseOpened, PastEvent, PastStep, PastVerdictRecorded
from domain.recorded import Envelope, Recorded

Clocked = TermStopped | TermResumed | DeadlineMissed
Said = StepEndorsed | CaseAppraised | CouncilVoted | ConsultationAnswered | ConditionJudged
Moved = Arrival | NominationForwarded | ReturnedForSupplement | End
Rerouted = CaseReassigned | RegimeChosen
OnThePath = NominationOpened | Said | Moved | Clocked | Rerouted | PastEvent


def deed_of(fact: Recorded[OnThePath], before: tuple[Rung, ...]) -> Deed:
    """Return a fact as a deed; *before* is the ladder up to here."""
    match event := fact.event:
        case PastCaseOpened() | PastVerdictRecorded():
            return _elsewhere(fact, event)
    plain = _plain(fact.position, fact.envelope)
    match event:
        case NominationOpened(ladder=ladder):
            return replace(plain, kind="opened", rungs=rungs_of(ladder))
        case CaseReassigned() | RegimeChosen():
            return _rerouted(plain, event, before)
        case TermStopped() | TermResumed() | DeadlineMissed():
            return _clocked(plain, event)
        case (
            StepEndorsed()
            | CaseAppraised()
            | CouncilVoted()
            | ConsultationAnswered()
            | ConditionJudged()
        ):
            return _said(plain, event)
    return _moved(plain, event)


def _plain(position: int, beside: Envelope) -> Deed:
    """Return a deed of which only the envelope is told yet."""
    return Deed(
        position,
        "",
        beside.effective_on,
        beside.recorded_at,
        persons=_in_order(behind(beside.actor, beside.delegation)),
        roles=beside.roles,
        capacity=told(beside.capacity),
        units=beside.units,
    )


def rungs_of(ladder: Ladder) -> tuple[Rung, ...]:
    """Return the steps of a ladder as an auditor needs them."""
    return tuple(
        Rung(one.key, one.level, one.role, one.act.value, one.quorum, one.unit)
        for one in ladder.steps
    )


def _said(plain: Deed, event: Said) -> Deed:
    """Return what somebody said of the case; an opinion is also that of the officer it names."""
    kind, officer = _word(event)
    by = _in_order((officer, *plain.persons)) if officer else plain.persons
    return replace(plain, kind=kind, step=event.step, persons=by)


@lru_cache(maxsize=256)
def _in_order(written: tuple[str, ...]) -> tuple[str, ...]:
    """Return people in the one writing and order; the same few do one thing after the other."""
    return tuple(sorted(persons(written)))


def _word(event: Said) -> tuple[str, str | None]:
    """Return as which kind of deed a word stands, and the officer whom the fact names."""
    match event:
        case StepEndorsed(officer=who):
            return "endorsed", who
        case CaseAppraised(appraiser=who, favourable=favourable):
            return APPRAISED[favourable], who
        case ConditionJudged(judge=who, met=met):
            return JUDGED[met], who
        case CouncilVoted(carried=carried):
            return VOTED[carried], None
        case _:
            return CONSULTED[event.opinion == "agrees"], None


APPRAISED = {True: "appraised", False: "appraised-against"}
JUDGED = {True: "judged", False: "judged-against"}
VOTED = {True: "voted", False: "voted-down"}
CONSULTED = {True: "consulted", False: "consulted-otherwise"}


def _moved(plain: Deed, event: Moved) -> Deed:
    """Return what took the case on, back, or to its end."""
    match event:
        case StepPassed(step=step, next_step=above, due_on=due):
            return replace(plain, kind="passed", step=step, next_step=above, due_on=due)
        case NominationFiled() | NominationReceived() | NominationSupplemented():
            kind = ARRIVED[type(event)]
            return replace(plain, kind=kind, step=event.step, due_on=event.due_on)
        case NominationForwarded(step=step, next_step=above):
            return replace(plain, kind="forwarded", step=step, next_step=above)
        case NominationWithdrawn():
            return replace(plain, kind="withdrawn")
        case _:
            return replace(plain, kind=LEFT[type(event)], step=event.step)


ARRIVED = {
    NominationFiled: "filed",
    NominationReceived: "received",
    NominationSupplemented: "supplemented",
}
LEFT = {
    ReturnedForSupplement: "returned",
    NominationRefused: "refused",
    NominationGranted: "granted",
}


def _clocked(plain: Deed, event: Clocked) -> Deed:
    """Return what befell the term of a step."""
    match event:
        case TermStopped(step=step):
            return replace(plain, kind="stopped", step=step)
        case TermResumed(step=step, due_on=due):
            return replace(plain, kind="resumed", step=step, due_on=due)
        case _:
            return replace(plain, kind="missed", step=event.step, due_on=event.due_on)


def _rerouted(plain: Deed, event: Rerouted, before: tuple[Rung, ...]) -> Deed:
    """Return that the case goes another way; `next_step` is the step whose opinions are void."""
    if isinstance(event, RegimeChosen):
        now, due = rungs_of(event.ladder), event.due_on
        return replace(plain, kind="regime-chosen", step=event.step, due_on=due, rungs=now)
    gone = {one.step for one in event.dropped}
    to = {one.step: one for one in event.handed}
    now = tuple(_handed(one, to.get(one.key)) for one in before if one.key not in gone)
    void = event.desk.step if event.desk.level != event.from_desk.level else None
    there = replace(plain, kind="rerouted", step=event.desk.step, next_step=void)
    return replace(there, due_on=event.due_on, rungs=now)


def _handed(rung: Rung, to: StepHanded | None) -> Rung:
    """Return a step with the level and the unit that a reform handed it to."""
    return replace(rung, level=to.level, unit=to.unit) if to else rung


def _elsewhere(fact: Recorded[OnThePath], event: PastEvent) -> Deed:
    """Return a deed of another system's log, which tells a role and no person."""
    on, at = fact.envelope.effective_on, fact.envelope.recorded_at
    if isinstance(event, PastCaseOpened):
        return Deed(fact.position, "opened", on, at, rungs=tuple(map(_past_rung, event.steps)))
    day, role = event.happened_at.astimezone(VIETNAM).date(), (event.role,)
    return Deed(fact.position, event.verdict, day, event.happened_at, event.step, roles=role)


def _past_rung(step: PastStep) -> Rung:
    return Rung(step.key, step.level, step.role)

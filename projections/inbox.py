"""The inbox: which nomination waits for whom, for what, and until when."""

from datetime import datetime
from uuid import UUID

from domain.facts import BesideCases
from domain.hearing.events import HearingEvent
from domain.ladder import Ladder
from domain.nomination.authority import AuthorityEvent, CaseReassigned, CaseUnassigned
from domain.nomination.clock import (
    CaseEscalated,
    ClockEvent,
    ReminderIssued,
    TermResumed,
    TermStopped,
)
from domain.nomination.events import (
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
    StepPassed,
)
from domain.nomination.favour import RegimeChosen
from domain.nomination.holding import CaseHeld, HoldEvent, HoldLifted
from domain.nomination.naming import NomineeNamed
from domain.nomination.state import Arrival, Content, End, Opinion
from domain.recorded import Recorded
from domain.refusal import ImpossibleHistory
from projections.inbox_authority import in_other_hands
from projections.inbox_rows import (
    NO_TERM,
    NOMINATING,
    RAN_OUT,
    InboxRow,
    Rung,
    Since,
    at_desk,
    inbox,
)
from projections.view import folded, the_stream

Going = Arrival | NominationForwarded | ReturnedForSupplement
OfTerm = ClockEvent | DeadlineMissed
Told = NominationOpened | Going | AuthorityEvent | HoldEvent | RegimeChosen | OfTerm | End
# Content and opinions leave a case where it waits; papers move cases by the cases' own facts.
ELSEWHERE = Content | Opinion | NomineeNamed | HearingEvent | BesideCases


def fold(row: InboxRow | None, fact: Recorded[Told]) -> InboxRow | None:
    """Change what waits by one fact; None when nothing waits any more."""
    event = fact.event
    since = fact.envelope.effective_on, fact.envelope.recorded_at
    if isinstance(event, NominationOpened):
        return drafted(fact.stream, event, fact.envelope.recorded_at)
    if row is None:
        after_the_end(event)
        return None
    match event:
        case CaseReassigned() | CaseUnassigned():
            return in_other_hands(row, event, since)
        case CaseHeld() | HoldLifted():
            return held(row, event)
        case RegimeChosen():
            return under(row, event, since)
        case TermStopped() | TermResumed() | ReminderIssued() | CaseEscalated() | DeadlineMissed():
            return told_of_term(row, event)
    return _onward(row, event, since)


def after_the_end(event: Told) -> None:
    """Let a letter be settled about a case that ended: nobody waits for it any more."""
    if not isinstance(event, CaseHeld | HoldLifted):
        raise ImpossibleHistory(None, event)


def _onward(row: InboxRow, event: Going | End, since: Since) -> InboxRow | None:
    """Change what waits by a fact that moves the case along its ladder."""
    match event:
        case (
            StepPassed(next_step=step, due_on=due)
            | NominationFiled(step=step, due_on=due)
            | NominationReceived(step=step, due_on=due)
            | NominationSupplemented(step=step, due_on=due)
        ):
            return at_desk(row, step, since, due)
        case NominationForwarded(next_step=step, submission=paper):
            return {**at_desk(row, step, since, None), "kind": "answer", "submission": paper}
        case ReturnedForSupplement(step=step):
            back: InboxRow = {**at_desk(row, step, since, None), "kind": "supplement"}
            return {**back, "role": NOMINATING, "unit": row["from_unit"]}
        case NominationGranted() | NominationRefused() | NominationWithdrawn():
            return None


def told_of_term(row: InboxRow, event: OfTerm) -> InboxRow:
    """Return what waits after its clock stood still, went again, or something was said of it."""
    match event:
        case TermStopped():
            return {**row, "due_by": NO_TERM}
        case TermResumed(due_on=due):
            return {**row, "due_by": due, "told": []}
        case DeadlineMissed():
            return {**row, "told": [*row["told"], RAN_OUT]}
        case ReminderIssued(notice=key) | CaseEscalated(notice=key):
            return {**row, "told": [*row["told"], key]}


def held(row: InboxRow, event: HoldEvent) -> InboxRow:
    """Return what waits with the procedures that keep it from going up."""
    others = [one for one in row["holds"] if one != event.reference]
    return {**row, "holds": [*others, event.reference] if isinstance(event, CaseHeld) else others}


def under(row: InboxRow, event: RegimeChosen, since: Since) -> InboxRow:
    """Return what waits under a newer regime; a returned case stays with those who proposed it."""
    now: InboxRow = {**row, "regime": event.regime, "ladder": rungs(event.ladder)}
    step = event.ladder.step(event.step)
    stays = (row["step"], row["level"]) == (step.key, step.level)
    came = (row["arrived_on"], row["waiting_since"]) if stays else since
    told = row["told"] if stays else []
    there: InboxRow = {**at_desk(now, event.step, came, event.due_on), "told": told}
    if row["kind"] != "supplement":
        return there
    return {**there, "kind": "supplement", "role": NOMINATING, "unit": row["from_unit"]}


def drafted(nomination: UUID, event: NominationOpened, at: datetime) -> InboxRow:
    """Return the row of a draft: it waits for its own officer to file it."""
    campaign = event.campaign
    return {
        "nomination": nomination,
        "kind": "draft",
        "role": NOMINATING,
        "unit": event.unit,
        "due_by": NO_TERM,
        "waiting_since": at,
        "arrived_on": event.opened_on,
        "step": None,
        "level": None,
        "act": None,
        "submission": None,
        "award": event.ladder.award,
        "regime": event.ladder.regime,
        "movement": campaign.movement if campaign else None,
        "occasion": campaign.occasion if campaign else None,
        "nominee": event.nominee.ref,
        "nominee_kind": event.nominee.kind,
        "from_unit": event.unit,
        "ladder": rungs(event.ladder),
        "holds": [],
        "told": [],
    }


def rungs(ladder: Ladder) -> dict[str, Rung]:
    """Return the steps by key."""
    return {
        one.key: {"level": one.level, "act": one.act.value, "role": one.role, "unit": one.unit}
        for one in ladder.steps
    }


view = folded(inbox, reads=Told, ignores=ELSEWHERE, keys=the_stream, fold=fold)

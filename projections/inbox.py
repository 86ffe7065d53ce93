"""The inbox: which nomination waits for whom, for what, and until when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Uuid, case, func, literal, null, select, union_all

from domain.council.events import CouncilEvent
from domain.decision.events import DecisionEvent
from domain.facts import CommandReceived, IntakeEvent
from domain.hearing.events import HearingEvent
from domain.ladder import Act, Ladder
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
from domain.past.events import PastEvent
from domain.recorded import Recorded
from domain.reform.events import ReformEvent
from domain.refusal import ImpossibleHistory
from domain.register.events import ClaimEvent, NomineeEvent, RegisterEvent
from domain.submission.events import SubmissionEvent
from domain.terms import DueState, Horizon
from projections.columns import Words
from projections.consultations import consultations
from projections.inbox_authority import in_other_hands
from projections.inbox_rows import NO_TERM, NOMINATING, RAN_OUT, InboxRow, Rung, at_desk, inbox
from projections.paging import Cursor, Rows, matching, page
from projections.view import folded, the_stream

Going = Arrival | NominationForwarded | ReturnedForSupplement
OfTerm = ClockEvent | DeadlineMissed
Told = NominationOpened | Going | AuthorityEvent | HoldEvent | RegimeChosen | OfTerm | End
# Content and opinions leave a case where it waits; papers move cases by the cases' own facts.
ELSEWHERE = (
    Content
    | Opinion
    | NomineeNamed
    | HearingEvent
    | SubmissionEvent
    | DecisionEvent
    | RegisterEvent
    | ClaimEvent
    | NomineeEvent
    | PastEvent
    | IntakeEvent
    | ReformEvent
    | CouncilEvent
    | CommandReceived
)


def fold(row: InboxRow | None, fact: Recorded[Told]) -> InboxRow | None:
    """Change what waits by one fact; None when nothing waits any more."""
    event, at = fact.event, fact.envelope.recorded_at
    if isinstance(event, NominationOpened):
        return drafted(fact.stream, event, at)
    if row is None:
        raise ImpossibleHistory(row, event)
    match event:
        case CaseReassigned() | CaseUnassigned():
            return in_other_hands(row, event, at)
        case CaseHeld() | HoldLifted():
            return held(row, event)
        case RegimeChosen():
            return under(row, event, at)
        case TermStopped() | TermResumed() | ReminderIssued() | CaseEscalated() | DeadlineMissed():
            return told_of_term(row, event)
    return _onward(row, event, at)


def _onward(row: InboxRow, event: Going | End, at: datetime) -> InboxRow | None:
    """Change what waits by a fact that moves the case along its ladder."""
    match event:
        case (
            StepPassed(next_step=step, due_on=due)
            | NominationFiled(step=step, due_on=due)
            | NominationReceived(step=step, due_on=due)
            | NominationSupplemented(step=step, due_on=due)
        ):
            return at_desk(row, step, at, due)
        case NominationForwarded(next_step=step, submission=paper):
            return {**at_desk(row, step, at, None), "kind": "answer", "submission": paper}
        case ReturnedForSupplement(step=step):
            back: InboxRow = {**at_desk(row, step, at, None), "kind": "supplement"}
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


def under(row: InboxRow, event: RegimeChosen, at: datetime) -> InboxRow:
    """Return what waits under a newer regime; a returned case stays with those who proposed it."""
    now: InboxRow = {**row, "regime": event.regime, "ladder": rungs(event.ladder)}
    step = event.ladder.step(event.step)
    since = row["waiting_since"] if (row["step"], row["level"]) == (step.key, step.level) else at
    there = at_desk(now, event.step, since, event.due_on)
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

LISTED = [c for c in inbox.c if c.name not in {"ladder", "due_by", "told"}]
BY = (inbox.c.due_by, inbox.c.waiting_since, inbox.c.nomination)
ASKED, CONSULTED = "consultation", "consulted-agency"
OWN = (inbox.c.due_by, inbox.c.nomination.label("item"), null().cast(Words).label("subject"))
# A question to an agency looks like what waits, but for where it is about something else.
QUESTION: Mapping[str, ColumnElement[object]] = {
    "kind": literal(ASKED, Words),
    "role": literal(CONSULTED, Words),
    "unit": consultations.c.agency,
    "waiting_since": consultations.c.asked_at,
    "step": consultations.c.step,
    "act": literal(Act.CONSULT.value, Words),
    "submission": null().cast(Uuid),
}
WAITING = ("act", "answer", "supplement", "assign", "consultation")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; None asks for all."""

    award: str | None = None
    movement: str | None = None
    step: str | None = None
    nominee: UUID | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """
    Who asks, for which kinds of work.

    `due_before` leaves out what has no term; `due` are the first and the last of the days on which
    a term may end, NO_TERM that of what has none.
    """

    roles: Collection[str]
    units: Collection[str]
    kinds: Collection[str] = WAITING
    due_before: date | None = None
    due: tuple[date, date] | None = None


def waiting(
    desk: Desk, wanted: Wanted | None = None, after: Cursor | None = None, limit: int = 50
) -> Rows:
    """Ask for a page of what waits at a desk, the first due first; no term is None, and last."""
    sought = matching(inbox, wanted) if wanted is not None else []
    there = union_all(*(one.where(*sought) for one in _all_of(desk))).subquery()
    shown = [one for one in there.c if one.name != "due_by"]
    term = func.nullif(there.c.due_by, literal(NO_TERM, Date), type_=Date)
    if after is not None and after[0] is None:
        after = (NO_TERM, *after[1:])
    rows = select(*shown, term.label("due_by"), term.label("due_on"))
    return page(rows, (there.c.due_by, there.c.waiting_since, there.c.item), after, limit)


def _all_of(desk: Desk) -> list[Rows]:
    """Ask for the cases of a desk, and for its questions if it is a consulted agency's."""
    own = select(*LISTED, *OWN).where(*_of(desk))
    asked = CONSULTED in desk.roles and ASKED in desk.kinds
    return [own, _asked(desk)] if asked else [own]


def _asked(desk: Desk) -> Rows:
    """Ask for the questions to the agencies of a desk, each beside the row of its case."""
    columns = [QUESTION.get(one.name, one).label(one.name) for one in LISTED]
    question = consultations.c
    mine: list[ColumnElement[bool]] = [question.agency.in_(desk.units)]
    if desk.due_before is not None:
        mine.append(question.due_by < desk.due_before)
    named = (question.due_by, question.consultation.label("item"), question.subject)
    found = select(*columns, *named).where(*mine)
    return found.join(consultations, question.nomination == inbox.c.nomination)


def days_of(state: DueState, seen: Horizon) -> tuple[date, date]:
    """Return the days on which terms end that stand so, as `Desk.due` has them."""
    day = timedelta(days=1)
    return {
        DueState.OVERDUE: (date.min, seen.today - day),
        DueState.NEAR: (seen.today, seen.near_until),
        DueState.DUE: (seen.near_until + day, NO_TERM - day),
        DueState.NONE: (NO_TERM, NO_TERM),
    }[state]


def counts(desk: Desk, today: date) -> Rows:
    """Ask how much waits at a desk by unit, role and kind, and how much of it is overdue."""
    group = (inbox.c.unit, inbox.c.role, inbox.c.kind)
    late = func.sum(case((inbox.c.due_by < today, 1), else_=0)).label("overdue")
    found = select(*group, func.count().label("waiting"), late).where(*_of(desk))
    return found.group_by(*group).order_by(*group)


def _of(desk: Desk) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        inbox.c.role.in_(desk.roles),
        inbox.c.unit.in_(desk.units),
        inbox.c.kind.in_(desk.kinds),
    ]
    if desk.due_before is not None:
        conditions.append(inbox.c.due_by < desk.due_before)
    if desk.due is not None:
        conditions.append(inbox.c.due_by.between(*desk.due))
    return conditions

"""The history: every act on every case, paper and honour, by whom, when, what and why."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from sqlalchemy import Label, Uuid, literal, or_, select, union_all

from domain import capacity
from domain.booking.events import PaperBooked
from domain.council.events import (
    BoxEvent,
    ConflictDeclared,
    CouncilEvent,
    ItemDropped,
    ItemVoted,
    SessionConvened,
    SessionEvent,
    TermEvent,
)
from domain.council.merit import PriorityNoted, TieDecided
from domain.decision.events import DecisionCorrected, DecisionEvent, DecisionIssued, GrantsAnnulled
from domain.delegation.events import ListEvent, PowerEvent
from domain.directory.events import DirectoryEvent
from domain.exchange.events import StatusTold
from domain.facts import CommandReceived
from domain.house_acts.events import BookEvent, HouseActDone, HouseActEvent
from domain.nomination.events import NominationEvent, NominationOpened
from domain.nomination.favour import RegimeChosen
from domain.parking.events import ParkingEvent
from domain.past.events import PastEvent
from domain.personal.events import PersonEvent
from domain.recorded import Recorded
from domain.reform.events import PowersMoved, ReformEvent, UnitsReorganised
from domain.register import events as register
from domain.register.decide import honour_of
from domain.review.events import ReviewEvent
from domain.submission.events import (
    ItemAccepted,
    ItemRefused,
    ItemReturned,
    ItemWithdrawn,
    SubmissionDispatched,
    SubmissionEvent,
)
from projections.case_rows import case_file
from projections.columns import Row
from projections.history_detail import detailed
from projections.history_rows import history
from projections.on_behalf import on_behalf
from projections.paging import Cursor, Rows, matching, page
from projections.view import Sort, journal, kinds

Papers = SubmissionEvent | DecisionEvent
City = DirectoryEvent | ParkingEvent | CouncilEvent | PowerEvent | PersonEvent
Kept = register.RegisterEvent | register.TitleEvent
Told = NominationEvent | Papers | Kept | PastEvent | City | ReformEvent | ReviewEvent
# Claims and lists guard against repeats, records and dockets follow, each fact names its command.
Follows = register.RecordEvent | register.DocketEvent
ELSEWHERE = register.ClaimEvent | ListEvent | Follows | CommandReceived
OfVote = ItemVoted | ItemDropped | ConflictDeclared | PriorityNoted
OfItem = ItemAccepted | ItemReturned | ItemRefused | ItemWithdrawn
OfOne = OfVote | OfItem
LISTS = {"nominations", "grants", "agenda"}
OWN = "nomination"  # most lines are of a case in its own stream, where no fact names another
PARKED, PERSON, REVIEW = "parked-message", "person", "review"
THINGS: Mapping[str, Sort] = {
    OWN: NominationEvent,
    "submission": SubmissionEvent,
    "decision": DecisionEvent,
    "honour": register.RegisterEvent,
    "record": register.TitleEvent,
    "past-case": PastEvent,
    "announcement": DirectoryEvent,
    PARKED: ParkingEvent,
    "reform": UnitsReorganised | PowersMoved,
    "house-act": HouseActEvent | BookEvent,
    "council": TermEvent,
    "council-session": SessionEvent,
    "ballot-box": BoxEvent,
    "delegation": PowerEvent,
    REVIEW: ReviewEvent,
    PERSON: PersonEvent,
}


def word(kind: type) -> str:
    """Return the name of a kind of fact as people read it: StepEndorsed is step-endorsed."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", kind.__name__).lower()


WORDS = {kind: (thing, word(kind)) for thing, sort in THINGS.items() for kind in kinds(sort)}


def called(event: Told) -> tuple[str, str]:
    """Return what a fact is about, and its kind in words; offices name the sort of paper."""
    thing, kind = WORDS[type(event)]
    return (event.sort if isinstance(event, (PaperBooked, StatusTold)) else thing), kind


def lines(fact: Recorded[Told]) -> Iterator[Row]:
    """Return a line for the stream of the fact, and one for each nomination a paper names."""
    event = fact.event
    whole = _line(fact, event)
    yield whole
    if whole["thing"] != OWN and (nominations := named(event)):
        detail = brief(event)
        for nomination in nominations:
            yield {**whole, "subject": nomination, "detail": detail}


def named(event: Told) -> Sequence[UUID]:
    """Return the nominations a paper names; what happens to a case in its own stream names none."""
    match event:
        case SubmissionDispatched() | GrantsAnnulled() | HouseActDone():
            return event.nominations
        case DecisionIssued(grants=grants):
            return [grant.nomination for grant in grants]
        case SessionConvened(agenda=agenda):
            return [item.nomination for item in agenda]
        case TieDecided(order=order):
            return order
    return (event.nomination,) if isinstance(event, OfOne) else ()


def brief(event: Told) -> Row:
    """Return what a paper says to each nomination it names: all but the list of the others."""
    names = (field.name for field in fields(event))
    return {name: getattr(event, name) for name in names if name not in LISTS}


def _line(fact: Recorded[Told], event: Told) -> dict[str, object]:
    envelope = fact.envelope
    thing, kind = called(event)
    return {
        "position": fact.position,
        "subject": fact.stream,
        "stream": fact.stream,
        "version": fact.version,
        "thing": thing,
        "kind": kind,
        "step": getattr(event, "step", None),
        "actor": envelope.actor,
        "roles": envelope.roles,
        "hand_units": envelope.units,
        "capacity": capacity.told(envelope.capacity),
        "delegation": on_behalf(envelope),
        "effective_on": envelope.effective_on,
        "received_at": envelope.received_at,
        "recorded_at": envelope.recorded_at,
        "command": envelope.command,
        "correlation": envelope.correlation,
        "causation": envelope.causation,
        "detail": detailed(event, envelope.effective_on),
        **_rule(event),
    }


def _rule(event: Told) -> dict[str, object]:
    """Return the rule under which a fact puts its case, nothing for any other fact."""
    ladder = event.ladder if isinstance(event, NominationOpened | RegimeChosen) else None
    return {
        "regime": ladder.regime if ladder else None,
        "ladder_digest": ladder.digest if ladder else None,
    }


view = journal(history, reads=Told, ignores=ELSEWHERE, lines=lines)

BY = (history.c.position, history.c.subject)
RULE = ("regime", "ladder_digest")
LINE = tuple(column for column in history.c if column.name not in RULE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which acts are asked for; None asks for all. *subject* is one case, paper or honour."""

    thing: str | None = None
    kind: str | None = None
    actor: str | None = None
    effective_on: date | None = None
    command: UUID | None = None
    subject: UUID | None = None


OF_PAPERS = (word(DecisionCorrected), word(StatusTold))


def of_nomination(nomination: UUID, after: Cursor | None = None, limit: int = 200) -> Rows:
    """
    Ask for all that concerns a nomination, and the rule it stood under at each act.

    That is: its own acts, what papers say of it, the acts on its honour, corrections of the
    decision that granted it, and what became of its papers at their receivers.
    """
    own = (nomination, honour_of(nomination))
    papers = select(history.c.stream).where(
        history.c.subject == nomination, history.c.thing.in_(("submission", "decision"))
    )
    subjects = union_all(*(select(literal(one, Uuid)) for one in own), papers)
    found = (
        select(*LINE, case_file.c.award, *(rule_then(nomination, one) for one in RULE))
        .join(case_file, case_file.c.nomination == nomination, isouter=True)
        .where(history.c.subject.in_(subjects))
        .where(or_(history.c.subject.in_(own), history.c.kind.in_(OF_PAPERS)))
    )
    return page(found, BY, after, limit)


def rule_then(nomination: UUID, name: str) -> Label[object]:
    """Return what the last line up to this one that put the case under a rule says of it."""
    before = history.alias()
    asked = (
        select(before.c[name])
        .where(before.c.subject == nomination, before.c[name].is_not(None))
        .where(before.c.position <= history.c.position)
        .order_by(before.c.position.desc())
        .limit(1)
    )
    return asked.scalar_subquery().label(name)


def of_review(review: UUID, after: Cursor | None = None, limit: int = 200) -> Rows:
    """Ask for the acts of a review; only its parties are told of them."""
    return page(select(*LINE).where(history.c.subject == review), BY, after, limit)


def trail(
    wanted: Wanted,
    after: Cursor | None = None,
    limit: int = 200,
    withheld: Collection[str] = (REVIEW,),
) -> Rows:
    """Ask for acts, each once, in the order of the log; of reviews only parties are told."""
    told = history.c.thing.not_in(withheld)
    found = select(*LINE).where(*matching(history, wanted), told)
    if wanted.subject is None:
        found = found.where(history.c.subject == history.c.stream)
    return page(found, BY, after, limit)

"""What people asked of what is kept about them: by when it is to be answered and done, and was."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict, cast
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Uuid, select

from domain.council.events import CouncilEvent
from domain.decision.events import DecisionEvent
from domain.delegation.events import DelegationEvent
from domain.facts import CommandReceived, IntakeEvent
from domain.nomination.events import NominationEvent
from domain.past.events import PastEvent
from domain.personal.events import (
    PersonErased,
    PersonRequestAnswered,
    PersonRequestCarriedOut,
    PersonRequestReceived,
    PersonRestrictionLifted,
)
from domain.personal.state import Stage
from domain.recorded import Recorded
from domain.reform.events import ReformEvent
from domain.refusal import ImpossibleHistory
from domain.register.events import ClaimEvent, NomineeEvent, RegisterEvent
from domain.review.events import ReviewEvent
from domain.submission.events import SubmissionEvent
from projections.columns import Words
from projections.paging import Cursor, Rows, matching, page
from projections.view import folded, views

Asked = PersonRequestReceived | PersonRequestAnswered | PersonRequestCarriedOut | PersonErased
ELSEWHERE = (
    NominationEvent
    | SubmissionEvent
    | DecisionEvent
    | RegisterEvent
    | ClaimEvent
    | NomineeEvent
    | PastEvent
    | IntakeEvent
    | ReformEvent
    | CouncilEvent
    | DelegationEvent
    | ReviewEvent
    | CommandReceived
)

person_requests = Table(
    "person_requests_v1",
    views,
    Column("request", Uuid, primary_key=True),
    Column("person", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("kind", Words, nullable=False),
    Column("state", Words, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("answer_by", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("source", Words, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("answered_on", Date),
    Column("answered_by", Words),
    Column("ground", Words),
    Column("done_on", Date),
    Column("done_by", Words),
    Index("person_requests_v1_by_day", "due_on", "request"),
    Index("person_requests_v1_by_person", "person", "due_on"),
)


class PersonRequest(TypedDict):
    """
    What a person asked: by when it is to be answered and done, and when and by whom it was.

    `source` is that of the term, `ground` why it was refused. `version` is the newest that touched
    this request on the person's stream.
    """

    request: UUID
    person: UUID
    version: int
    kind: str
    state: str
    received_on: date
    answer_by: date
    due_on: date
    source: str
    confirmed: bool
    answered_on: date | None
    answered_by: str | None
    ground: str | None
    done_on: date | None
    done_by: str | None


def keys(fact: Recorded[Asked]) -> tuple[UUID, ...]:
    """Return the request that a fact is about; an erasure by retention is about none."""
    return () if fact.event.request is None else (fact.event.request,)


def fold(row: PersonRequest | None, fact: Recorded[Asked]) -> PersonRequest:
    """Change a request by one fact."""
    event = fact.event
    if isinstance(event, PersonRequestReceived):
        return received(event, fact.version)
    if row is None:
        raise ImpossibleHistory(row, event)
    by, on = fact.envelope.actor, fact.envelope.effective_on
    later: PersonRequest = {**row, "version": fact.version}
    if isinstance(event, PersonRequestAnswered):
        stage = Stage.ACCEPTED if event.accepted else Stage.REFUSED
        told = {"state": stage.value, "ground": event.ground, "answered_on": on, "answered_by": by}
        return cast("PersonRequest", {**later, **told})
    return {**later, "state": Stage.DONE.value, "done_on": on, "done_by": by}


def received(event: PersonRequestReceived, version: int) -> PersonRequest:
    """Return a request as it came."""
    return {
        "request": event.request,
        "person": event.person,
        "version": version,
        "kind": event.kind,
        "state": Stage.RECEIVED.value,
        "received_on": event.received_on,
        "answer_by": event.answer_by,
        "due_on": event.due_on,
        "source": event.source,
        "confirmed": event.confirmed,
        "answered_on": None,
        "answered_by": None,
        "ground": None,
        "done_on": None,
        "done_by": None,
    }


view = folded(
    person_requests,
    reads=Asked,
    ignores=ELSEWHERE | PersonRestrictionLifted,
    keys=keys,
    fold=fold,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests are asked for; None asks for all."""

    person: UUID | None = None
    kind: str | None = None
    state: str | None = None


def listed(wanted: Wanted, after: Cursor | None = None, limit: int = 50) -> Rows:
    """Ask for a page of requests, the first due first."""
    found = select(person_requests).where(*matching(person_requests, wanted))
    return page(found, (person_requests.c.due_on, person_requests.c.request), after, limit)

"""Where the data of a person stands: the requests, whether the name is held back, or all erased."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.access import persons
from domain.decider import Fold
from domain.personal.events import (
    PersonErased,
    PersonEvent,
    PersonRequestAnswered,
    PersonRequestCarriedOut,
    PersonRequestReceived,
    PersonRestrictionLifted,
)
from domain.personal.rules import RESTRICTION
from domain.refusal import ImpossibleHistory

PEOPLE = uuid5(NAMESPACE_URL, "vinhdanh:personal-data")


@lru_cache(maxsize=256)  # one order asks for it several times
def person_stream(person: UUID) -> UUID:
    """Return the stream that keeps what a person asked."""
    return uuid5(PEOPLE, str(person))


class Stage(Enum):
    """How far a request is."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DONE = "done"


WAITING = frozenset({Stage.RECEIVED, Stage.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Request:
    """
    What was asked; `answered_by` are those who answered, in the one writing of `person`.

    `answered_on` is the date on the paper of the answer.
    """

    kind: str
    received_on: date
    stage: Stage = Stage.RECEIVED
    answered_by: frozenset[str] = frozenset()
    answered_on: date | None = None

    def waits_for(self, kind: str) -> bool:
        """Say whether it is of a kind and not done yet."""
        return self.kind == kind and self.stage in WAITING


@dataclass(frozen=True, slots=True)
class PersonFile:
    """The requests of a person; `restricted` while the name is held back, `restricted_on` a day."""

    requests: Mapping[UUID, Request] = field(default_factory=dict)
    restricted: bool = False
    restricted_on: date | None = None
    erased: bool = False


def evolve(state: PersonFile, event: PersonEvent) -> PersonFile:
    """Fold one fact into the state; raises ImpossibleHistory when the order cannot be."""
    if isinstance(event, PersonErased):
        return _erased(state, event)
    known = state.requests
    match event:
        case PersonRequestReceived(request=one) if one not in known and not state.erased:
            asked = Request(event.kind, event.received_on)
            return replace(state, requests={**known, one: asked})
        case PersonRequestAnswered(request=one) if _is(known, one, Stage.RECEIVED):
            return _staged(state, one, Stage.ACCEPTED if event.accepted else Stage.REFUSED)
        case PersonRequestCarriedOut(request=one) if _is(known, one, Stage.ACCEPTED):
            return _done(state, one, event.kind)
        case PersonRestrictionLifted() if state.restricted:
            return replace(state, restricted=False)
    raise ImpossibleHistory(state, event)


def _erased(state: PersonFile, event: PersonErased) -> PersonFile:
    """Return the state after an erasure, by itself or as it was asked and accepted."""
    asked_in = event.request
    if asked_in is None and not state.erased:
        return replace(state, erased=True)
    if asked_in is not None and _is(state.requests, asked_in, Stage.ACCEPTED):
        return replace(_staged(state, asked_in, Stage.DONE), erased=True)
    raise ImpossibleHistory(state, event)


def _done(state: PersonFile, one: UUID, kind: str) -> PersonFile:
    """Return the state after a request was carried out; only a restriction changes more."""
    held = state.restricted or kind == RESTRICTION
    return replace(_staged(state, one, Stage.DONE), restricted=held)


def _is(known: Mapping[UUID, Request], one: UUID, stage: Stage) -> bool:
    return one in known and known[one].stage is stage


def _staged(state: PersonFile, one: UUID, stage: Stage) -> PersonFile:
    requests = {**state.requests, one: replace(state.requests[one], stage=stage)}
    return replace(state, requests=requests)


def note(state: PersonFile, event: PersonEvent, on: date) -> PersonFile:
    """Keep of which day an answer is, and a restriction: what builds on them is not older."""
    match event:
        case PersonRequestAnswered(request=one):
            answered = replace(state.requests[one], answered_on=on)
            return replace(state, requests={**state.requests, one: answered})
        case PersonRequestCarriedOut(kind=kind) if kind == RESTRICTION:
            return replace(state, restricted_on=on)
    return state


def witness(state: PersonFile, event: PersonEvent, by: tuple[str, ...]) -> PersonFile:
    """Keep who answered a request: whoever accepts an erasure does not carry it out."""
    if not isinstance(event, PersonRequestAnswered):
        return state
    answered = replace(state.requests[event.request], answered_by=persons(by))
    return replace(state, requests={**state.requests, event.request: answered})


PERSON: Fold[PersonFile, PersonEvent] = Fold(
    PersonFile(), evolve, PersonRequestReceived | PersonErased, note, witness
)

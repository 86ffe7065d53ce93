"""A decision that came as a package, completed by a person: which cases it grants, on what law."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

import msgspec

from domain.ladder import Act
from domain.nomination.decide import NOMINATION
from domain.nomination.state import AtStep, InTransit, State
from domain.parking.events import MessageParked
from domain.parking.state import Waiting
from domain.refusal import Kind, Refusal, Refused
from domain.submission.events import ItemWithdrawn, SubmissionDispatched
from services.city_orders.desk import House
from services.deliveries import Delivery
from services.edxml.orders import OUTCOME, SOURCE
from services.histories import Histories
from services.parking import present, state_of


@dataclass(frozen=True, slots=True)
class Completion:
    """What a person read in the paper; `findings` are those of its appraiser."""

    granted: tuple[UUID, ...]
    legal_basis: str
    signer_position: str | None = None
    findings: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A case of a submission that a decision answers, and where it stands."""

    submission: UUID
    number: str
    nomination: UUID
    award: str
    stands: str


def completed(came: Delivery, told: Completion, house: House) -> bytes:
    """
    Return the outcome with what a person adds.

    Cases on their way are taken in by it, and those that wait for an appraiser appraised.

    Raises:
        Refused: it is no decision of a package, or an appraiser's findings are missing.
    """
    states = Histories(house.ledger).each(NOMINATION, list(told.granted))
    body, paper = _body(came), {"legal_basis": told.legal_basis}
    if told.signer_position is not None:
        paper["signer_position"] = told.signer_position
    body["paper"] = {**_fields(body.get("paper")), **paper}
    body["accepted"] = [one for one, at in states.items() if isinstance(at, InTransit)]
    body["appraised"] = list(_appraised(states, told))
    body["granted"] = list(told.granted)
    return msgspec.json.encode(body)


def filled_in(message: UUID, told: Completion, house: House) -> bytes:
    """Return a parked decision as a person completes it; nothing of one that waits no more."""
    if not isinstance(state_of(message, house.ledger), Waiting):
        return b""
    return completed(present(message, house), told, house)


def candidates(message: UUID, house: House) -> Iterator[Candidate]:
    """Yield the cases of the submissions that a parked decision answers, withdrawn ones not."""
    past = Histories(house.ledger)
    for paper in _papers(message, past):
        sent = past.events(paper)[0]
        if isinstance(sent, SubmissionDispatched):
            gone = {one.nomination for one in past.events(paper) if isinstance(one, ItemWithdrawn)}
            left = [one for one in sent.nominations if one not in gone]
            for one, state in past.each(NOMINATION, left).items():
                yield Candidate(paper, sent.number, one, *_stands(state))


def _papers(message: UUID, past: Histories) -> list[UUID]:
    """Return the papers of ours that a message was put aside for, as they stood in its reasons."""
    facts = past.events(message)
    first = facts[0] if facts else None
    reasons = first.reasons if isinstance(first, MessageParked) else ()
    return [UUID(what) for one in reasons for name, what in one.about if name == "paper"]


def _stands(state: State) -> tuple[str, str]:
    """Return award and place of a case."""
    if isinstance(state, AtStep | InTransit):
        return state.dossier.ladder.award, state.step.key
    return "", type(state).__name__


def _body(came: Delivery) -> dict[str, object]:
    """Return what a decision says so far; Refused when it is not one that came as a package."""
    if came.type == OUTCOME and (came.source or "").startswith(SOURCE):
        try:
            return _fields(json.loads(came.body))
        except ValueError:
            pass
    detail = "no decision that came as a package"
    raise Refused(Refusal("not-a-package-decision", Kind.CONFLICT, detail))


def _fields(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, dict) else {}


def _appraised(states: Mapping[UUID, State], told: Completion) -> Iterator[dict[str, object]]:
    waiting = [
        one
        for one, at in states.items()
        if isinstance(at, AtStep | InTransit) and at.step.act is Act.APPRAISE
    ]
    if waiting and told.findings is None:
        facts = {"nomination": str(waiting[0])}
        needed = "it waits for an appraiser: say what the paper finds"
        raise Refused(Refusal("findings-missing", Kind.INVALID, needed, facts))
    for one in waiting:
        yield {"nomination": one, "findings": told.findings}

"""Things that are no case, each in a story of its own, and the table by hand about them."""

import tomllib
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from domain.facts import Event
from domain.house_acts.events import (
    HouseActAgreed,
    HouseActDone,
    HouseActListed,
    HouseActProposed,
    HouseActTakenAlone,
)
from domain.house_acts.state import BOOK_STREAM, act_stream
from domain.personal.state import person_stream
from domain.register.complaint_events import HonourComplaintReceived
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled
from domain.register.record import record_stream
from infra.ledger.ledger import StoreLedger
from services.attempts.elsewhere import TRIAL
from services.ports import Append
from tests import council, lending, reviewing
from tests.authority.places import HERE
from tests.authority.stage import envelope
from tests.authority.story import CODES
from tests.builders import APRIL, CASE, DECISION, NOMINEE, SPACE, WAITING
from tests.domain.test_decision import HONOUR, annulled, at_decision, entry, granted, paper
from tests.domain.test_declared_titles import declared
from tests.domain.test_handing_back import came, restored
from tests.domain.test_parking import parked
from tests.domain.test_personal import accepted, received

ROWS: list[dict[str, Any]] = tomllib.loads((HERE / "elsewhere.toml").read_text())["act"]
Told = tuple[UUID, Event, str]
LETTER = HonourComplaintReceived("complaint", "9/KN", reviewing.TEXT)
SEATS = council.appointed(*council.seats(5))
CALLED = council.convened(5)
PEOPLE = {
    "the nominee": str(NOMINEE.ref),
    "who endorsed": "secretary",
    "who signed the decision": "district-leader",
    "who entered the letter": "registrar",
    "who opened the review": "auditor",
    "who concluded the review": "second-auditor",
    "who told of the title": "ward-clerk",
    "who accepted the erasure": "data",
    "who proposed the act": "first",
    "who agreed to the act": "second",
    "the chair": council.member(1),
    "a member": council.member(2),
}


def by(who: str, stream: UUID, *events: Event) -> list[Told]:
    """Return facts of somebody's on one stream."""
    return [(stream, one, who) for one in events]


DECIDED = [
    *by("secretary", CASE, *at_decision),
    *by("district-leader", CASE, granted),
    *by("district-leader", DECISION, paper),
    *by("district-leader", HONOUR, entry),
]
REVIEWED = [*DECIDED, *by("auditor", reviewing.REVIEW, reviewing.opened)]
ENDED = reviewing.concluded("irregular", None)
MESSAGE, FILE = uuid5(SPACE, "a message"), person_stream(NOMINEE.ref)
TOLD = [
    *by("officer", CASE, *WAITING),
    *by("officer", docket_stream(NOMINEE.ref), CaseEnrolled(CASE)),
    *by("ward-clerk", record_stream(NOMINEE.ref), declared),
]
CHOICE, UNTIL = act_stream("assignment", str(CASE)), date(2099, 1, 1)
REFORM = act_stream("reform", "2025-07-01")
CHOSEN = ("assignment", str(CASE), "0" * 64, "it goes on", "why", CODES["district"], UNTIL)
REFORMED = ("reform", "2025-07-01", "0" * 64, "2 cases", "why", None, UNTIL)
PROPOSED = [
    *TOLD,
    *by("first", BOOK_STREAM, HouseActListed(CHOICE, "assignment", str(CASE))),
    *by("first", CHOICE, HouseActProposed(*CHOSEN)),
]


def alone(act: UUID, said: tuple[Any, ...]) -> list[Told]:
    """Return that somebody took an act alone, and that it was carried out."""
    kind, subject, digest, *_ = said
    done = HouseActDone(kind, subject, digest, ("first",), ())
    return [*TOLD, *by("first", act, HouseActTakenAlone(*said), done)]


STORIES: dict[str, tuple[str, UUID, list[Told]]] = {
    "nothing yet": ("start", TRIAL, []),
    "decision": ("decision", DECISION, DECIDED),
    "honour": ("honour", HONOUR, [*DECIDED, *by("registrar", HONOUR, LETTER)]),
    "annulled honour": ("honour", HONOUR, [*DECIDED, *by("district-leader", HONOUR, annulled)]),
    "council": ("council", council.COUNCIL, by("leader", council.COUNCIL, SEATS)),
    "called session": ("session", council.SESSION, by("keeper", council.SESSION, CALLED)),
    "running session": (
        "session",
        council.SESSION,
        by("keeper", council.SESSION, CALLED, council.begun(1, 2, 3)),
    ),
    "review": (
        "review",
        reviewing.REVIEW,
        [*REVIEWED, *by("auditor", reviewing.REVIEW, reviewing.asked)],
    ),
    "concluded review": (
        "review",
        reviewing.REVIEW,
        [*REVIEWED, *by("second-auditor", reviewing.REVIEW, ENDED)],
    ),
    "nominee": ("nominee", NOMINEE.ref, TOLD),
    "asked nominee": ("nominee", NOMINEE.ref, [*TOLD, *by("data", FILE, received())]),
    "nominee to erase": (
        "nominee",
        NOMINEE.ref,
        [*TOLD, *by("data", FILE, received(), accepted)],
    ),
    "restored honour": (
        "honour",
        HONOUR,
        [*DECIDED, *by("district-leader", HONOUR, annulled, came, restored)],
    ),
    "message put aside": ("parked-message", MESSAGE, by("the-bus", MESSAGE, parked)),
    "proposed choice": ("house-act", CHOICE, PROPOSED),
    "agreed choice": (
        "house-act",
        CHOICE,
        [*PROPOSED, *by("second", CHOICE, HouseActAgreed(CHOSEN[2]))],
    ),
    "lone choice": ("house-act", CHOICE, alone(CHOICE, CHOSEN)),
    "proposed reform": ("house-act", REFORM, by("first", REFORM, HouseActProposed(*REFORMED))),
    "lone reform": ("house-act", REFORM, alone(REFORM, REFORMED)),
    "delegation": ("delegation", lending.LENT, by("secretary", lending.LENT, lending.GIVEN)),
}


def happened(told: Iterable[Told], ledger: StoreLedger) -> None:
    """Let facts have happened, each in the hand of whoever did it."""
    for stream, event, who in told:
        seen = len(ledger.read(stream))
        ledger.append([Append(stream, seen, (event,))], envelope(who, APRIL))

"""What stands in the log beside the cases of the places: one of each thing that views tell of."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from uuid import UUID, uuid5

from domain.council.events import BallotsCounted
from domain.council.proof import box_of
from domain.hearing.events import ConsultationRequested
from domain.house_acts.events import HouseActListed, HouseActProposed
from domain.house_acts.state import BOOK_STREAM
from domain.nomination.clock import ReminderIssued
from domain.past.events import PastCaseOpened
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled
from domain.register.record import record_stream
from infra.ledger.ledger import StoreLedger
from tests import council, lending, reviewing
from tests.authority.elsewhere import (
    CHOICE,
    CHOSEN,
    ENDED,
    FILE,
    MESSAGE,
    REVIEWED,
    Told,
    by,
    happened,
)
from tests.authority.places import STEPS, UNIT_OF, Place, places
from tests.authority.reading import THINGS, concerned_at
from tests.authority.story import case_of, paper_of
from tests.builders import APRIL, CASE, NOMINEE, OTHER, PAPER, SPACE, WAITING, opened, sent
from tests.domain.test_declared_titles import declared
from tests.domain.test_directory import NEW, UNIT
from tests.domain.test_parking import parked
from tests.domain.test_personal import received
from tests.golden.sample import sample

LATE, PAST = OTHER, uuid5(SPACE, "a case of others")
ROUND = uuid5(SPACE, "a case that asked a ward divided since")
SOMEBODY = replace(NOMINEE, ref=uuid5(SPACE, "somebody else"))
ASKING = (replace(opened, nominee=SOMEBODY), *WAITING[1:])
DIVIDED = ConsultationRequested("ward-review", "13285", "order", 60, APRIL, "no-remark")
BOX = box_of(council.SESSION, CASE)
REMINDED = ReminderIssued("ward-review", APRIL, "late", 1, "leader", "30")
IDS: dict[UUID, str] = {
    council.SESSION: "the session",
    CASE: "the case that was granted",
    LATE: "the case that is late",
    ROUND: "the case that asked a ward divided since",
    PAST: "the case of others",
    PAPER: "the submission",
}


def others() -> Iterator[Told]:
    """Tell of everything that is no case of the places."""
    counted = BallotsCounted(council.SESSION, CASE, council.SIGNER.key(CASE).modulus, ())
    yield from [*REVIEWED, *by("second-auditor", reviewing.REVIEW, ENDED)]
    yield from by("officer", LATE, *WAITING, REMINDED)
    yield from by("officer", ROUND, *ASKING, DIVIDED)
    yield from by("district-secretary", PAPER, sent)
    yield from by("leader", council.COUNCIL, council.appointed(*council.seats(5)))
    yield from by("keeper", council.SESSION, council.convened(5), council.begun(1, 2, 3))
    yield from by("keeper", BOX, counted)
    yield from by("the-importer", PAST, sample(PastCaseOpened))
    yield from by("the-bus", MESSAGE, parked)
    yield from by("the-city", UNIT, NEW)
    yield from by("secretary", lending.LENT, lending.GIVEN)
    yield from by("officer", docket_stream(NOMINEE.ref), CaseEnrolled(CASE))
    yield from by("ward-clerk", record_stream(NOMINEE.ref), declared)
    yield from by("data", FILE, received())
    yield from by("first", BOOK_STREAM, HouseActListed(CHOICE, "assignment", str(CASE)))
    yield from by("first", CHOICE, HouseActProposed(*CHOSEN))


def all_others(ledger: StoreLedger) -> None:
    """Let it all have happened."""
    assert opened.nominee == NOMINEE
    happened(others(), ledger)


def concerned() -> dict[UUID, frozenset[str]]:
    """Return the units that each case, submission and session concerns, as the table says."""
    found = {thing: frozenset(THINGS[name]) for thing, name in IDS.items()}
    return {**found, **dict(chain.from_iterable(map(_of, places())))}


def _of(place: Place) -> Iterator[tuple[UUID, frozenset[str]]]:
    """Return whom a case concerns, and the submission by which it is on its way."""
    yield case_of(place), concerned_at(place)
    if place.kind == "on its way" and place.step:
        below = STEPS[STEPS.index(place.step) - 1]
        yield paper_of(place, place.step), frozenset({UNIT_OF[below], UNIT_OF[place.step]})

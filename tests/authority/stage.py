"""A ledger in which a case stands at every place of the table."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from domain.facts import Event
from domain.recorded import Envelope
from infra.ledger.ledger import StoreLedger
from services.ports import Append
from tests.authority.places import LEFT, MOVED, Place
from tests.authority.story import FIRST_OF_JULY, beside, case_of, story
from tests.builders import APRIL, NOON


def envelope(who: str, on: date) -> Envelope:
    """Return what stands beside a fact of somebody."""
    return Envelope(who, ("clerk",), None, None, on, NOON, NOON, UUID(int=1), "before")


def staged(ledger: StoreLedger, all_of: Iterable[Place]) -> None:
    """Let everything have happened that brings a case to each of some places."""
    for place in all_of:
        day = FIRST_OF_JULY if place.life in {MOVED, LEFT} else APRIL
        told: list[tuple[UUID, Event, str]] = []
        told += [(case_of(place), event, who) for event, who in story(place)]
        told += [(stream, event, "the-clerk") for stream, event in beside(place)]
        seen: dict[UUID, int] = {}
        for stream, event, who in told:
            at = seen.setdefault(stream, 0)
            ledger.append([Append(stream, at, (event,))], envelope(who, day))
            seen[stream] += 1

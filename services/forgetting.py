"""Bringing the stores to what the facts say: who is erased there, with papers and letters."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.hearing.events import ComplaintReceived, ObjectionReceived
from domain.nomination.events import EvidenceAdded
from domain.personal.events import PersonErased
from domain.personal.state import PERSON, person_stream
from domain.register.complaint_events import HonourComplaintReceived
from domain.register.decide import honour_of
from services.histories import Histories
from services.ports import Ledger
from services.stores import Evidence, People

Citing = Callable[[str], Sequence[UUID]]
"""Says whom the cases are about that have a paper in their file."""


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores that an erasure reaches, and what tells who else needs a paper."""

    people: People
    evidence: Evidence
    citing: Citing


def bring(person: UUID, ledger: Ledger, stores: Stores) -> bool:
    """
    Bring the stores to what the facts say of a person; say whether all of it is done.

    Again is nothing. The facts come first: what a crash, or a backup of the names that was put
    back, left behind is taken away when this is done anew.
    """
    past = Histories(ledger)
    state = past.of(PERSON, person_stream(person))
    if state.erased:
        return _forgotten(person, past, stores)
    if state.restricted:
        stores.people.hold_back(person)
    elif stores.people.is_held_back(person):
        stores.people.show_again(person)
    return True


def _forgotten(person: UUID, past: Histories, stores: Stores) -> bool:
    """Erase a person, the letters about their cases and the papers nobody else needs."""
    if not stores.people.is_erased(person):
        stores.people.erase(person)
    facts = list(_facts_of_cases(person, past))
    for one in facts:
        if isinstance(one, LETTERS) and not stores.people.is_erased(one.content):
            stores.people.erase(one.content)
    papers = {one.sha256 for one in facts if isinstance(one, EvidenceAdded)}
    gone = [_gone(one, stores) for one in sorted(papers)]
    return all(gone)


LETTERS = (ObjectionReceived, ComplaintReceived, HonourComplaintReceived)


def _facts_of_cases(person: UUID, past: Histories) -> Iterator[object]:
    """Yield the facts of the cases that went with a person, and of their honours."""
    told = past.events(person_stream(person))
    cases = [case for one in told if isinstance(one, PersonErased) for case in one.cases]
    streams = [*cases, *map(honour_of, cases)]
    past.read(streams)
    for stream in streams:
        yield from past.events(stream)


def _gone(digest: str, stores: Stores) -> bool:
    """Erase a paper that no case of somebody else has; say whether nothing of it is left to do."""
    others = (one for one in stores.citing(digest) if not stores.people.is_erased(one))
    return next(others, None) is not None or stores.evidence.erase(digest)

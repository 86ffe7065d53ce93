"""Bringing the stores to what the facts say: who is erased there, with letters, words, papers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.hearing.events import ComplaintReceived, ObjectionReceived
from domain.nomination.events import EvidenceAdded
from domain.personal.events import PersonErased
from domain.personal.state import PERSON, person_stream
from domain.register.complaint_events import HonourComplaintReceived
from domain.register.decide import honour_of
from domain.review.events import (
    ReviewAnswered,
    ReviewConcluded,
    ReviewFindingRecorded,
    ReviewMeasuresReported,
    ReviewQuestionAsked,
)
from domain.review.state import REVIEW, Closed, State
from services.histories import Histories
from services.ports import Ledger
from services.right_names import names_put_right
from services.stores import Evidence, ParkedContents, People


@dataclass(frozen=True, slots=True)
class Stores:
    """
    The stores that an erasure reaches, and the views that tell who else needs what is in them.

    `citing` says whom the cases are about that have a paper in their file, `reviews` which reviews
    are of decisions on the cases of a person; both only as far as `reach` says that they know.
    """

    people: People
    evidence: Evidence
    parked: ParkedContents
    citing: Callable[[str], Sequence[UUID]]
    reviews: Callable[[UUID], Sequence[UUID]]
    reach: Callable[[int], bool]


def bring(person: UUID, ledger: Ledger, stores: Stores) -> bool:
    """
    Bring the stores to what the facts say of a person; say whether all of it is done.

    Again is nothing. The facts come first: what a crash, or a backup of the names that was put
    back, left behind is taken away when this is done anew.
    """
    while True:
        past = Histories(ledger)
        done = _brought(person, past, ledger, stores)
        if past.version(person_stream(person)) == len(ledger.read(person_stream(person))):
            return done  # else somebody else may have brought them to newer facts meanwhile


def _brought(person: UUID, past: Histories, ledger: Ledger, stores: Stores) -> bool:
    """Bring the stores to what was read of a person."""
    state = past.of(PERSON, person_stream(person))
    if state.erased:
        return stores.reach(ledger.last_position()) and _forgotten(person, past, stores)
    if state.restricted:
        stores.people.hold_back(person)
    elif stores.people.is_held_back(person):
        stores.people.show_again(person)
    names_put_right(person, past, stores.people)
    return True


def _forgotten(person: UUID, past: Histories, stores: Stores) -> bool:
    """
    Erase a person, what was written about them and the papers nobody else needs.

    What messages held that name them goes first: afterwards nobody knows the name any more.
    """
    reviews = past.each(REVIEW, stores.reviews(person))
    if any(_waits_for(one, it, person, past) for one, it in reviews.items()):
        return False
    facts = list(_facts_of_cases(person, past))
    _forget_messages(person, past, stores)
    for ref in (person, *_letters(facts), *_words(reviews, past)):
        if not stores.people.is_erased(ref):
            stores.people.erase(ref)
    papers = {one.sha256 for one in facts if isinstance(one, EvidenceAdded)}
    gone = [_gone(one, stores) for one in sorted(papers)]
    return all(gone)


def _waits_for(review: UUID, state: State, person: UUID, past: Histories) -> bool:
    """
    Say whether a review was there before a person was erased and is not closed.

    None was when the erasure was decided: this one came at the same moment. Nothing that it may
    look at goes before it is closed.
    """
    opened = past.dated(review)[0].on
    return not isinstance(state, Closed) and opened <= _erased_on(person, past)


def _erased_on(person: UUID, past: Histories) -> date:
    """Return the date of the erasure of a person."""
    told = past.dated(person_stream(person))
    return next(one.on for one in told if isinstance(one.event, PersonErased))


def _forget_messages(person: UUID, past: Histories, stores: Stores) -> None:
    """Erase what messages that were put aside held, where it names a person."""
    for message, digest in stores.parked.mentioning(_told_of(person, past, stores.people)):
        stores.parked.forget(message, digest)


def _told_of(person: UUID, past: Histories, people: People) -> set[str]:
    """Return by what a message may name a person: references, names of today and before, more."""
    told, known = people.noted(person), people.particulars_of(person)
    names = {told.name, *people.former(person, all_read=True)} if told else set()
    kept = (known.identity_number, known.phone, known.email) if known else ()
    refs = (person, *_cases(person, past), *map(honour_of, _cases(person, past)))
    return {*map(str, refs), *names, *(one for one in kept if one)}


def _cases(person: UUID, past: Histories) -> list[UUID]:
    """Return the cases that went with a person."""
    told = past.events(person_stream(person))
    return [case for one in told if isinstance(one, PersonErased) for case in one.cases]


LETTERS = (ObjectionReceived, ComplaintReceived, HonourComplaintReceived)
WORDS = (
    ReviewQuestionAsked,
    ReviewFindingRecorded,
    ReviewAnswered,
    ReviewConcluded,
    ReviewMeasuresReported,
)


def _letters(facts: Sequence[object]) -> Iterator[UUID]:
    """Yield under what the letters about some cases and honours are kept."""
    yield from (one.content for one in facts if isinstance(one, LETTERS))


def _words(reviews: Mapping[UUID, State], past: Histories) -> Iterator[UUID]:
    """Yield under what the words of reviews that are closed are kept: anybody may be in them."""
    for review in (one for one, it in reviews.items() if isinstance(it, Closed)):
        yield from (one.content for one in past.events(review) if isinstance(one, WORDS))


def _facts_of_cases(person: UUID, past: Histories) -> Iterator[object]:
    """Yield the facts of the cases that went with a person, and of their honours."""
    cases = _cases(person, past)
    streams = [*cases, *map(honour_of, cases)]
    past.read(streams)
    for stream in streams:
        yield from past.events(stream)


def _gone(digest: str, stores: Stores) -> bool:
    """Erase a paper that no case of somebody else has; say whether nothing of it is left to do."""
    return is_needed(digest, stores.citing, stores.people) or stores.evidence.erase(digest)


def is_needed(digest: str, citing: Callable[[str], Sequence[UUID]], people: People) -> bool:
    """Say whether a case of somebody who is not erased has a paper in its file (ADR 73)."""
    return any(not people.is_erased(one) for one in citing(digest))

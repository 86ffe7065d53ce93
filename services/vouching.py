"""Whether particulars that stand are those a fact of the person committed to."""

from collections.abc import Iterable
from uuid import UUID

from domain.nomination.events import NominationOpened
from domain.nomination.naming import NomineeNamed
from domain.personal.events import PersonRequestCarriedOut
from domain.personal.particulars import Particulars
from domain.personal.state import person_stream
from services.histories import Histories
from services.stores import People

VOUCHING = (NominationOpened, NomineeNamed, PersonRequestCarriedOut)


def commitments(person: UUID, cases: Iterable[UUID], past: Histories) -> frozenset[str]:
    """Return the commitments that facts about a person hold, in some cases and of requests."""
    streams = [person_stream(person), *cases]
    past.read(streams)
    facts = (one for stream in streams for one in past.events(stream))
    found = (one.particulars for one in facts if isinstance(one, VOUCHING))
    return frozenset(one for one in found if one)


def is_vouched(
    person: UUID, told: Particulars, cases: Iterable[UUID], past: Histories, people: People
) -> bool:
    """
    Say whether particulars are some that a fact committed to: nobody changed them beside it.

    Where no fact did, no commitment is made to compare: it would make a salt to look at a person.
    """
    held = commitments(person, cases, past)
    return bool(held) and people.committed(person, told) in held

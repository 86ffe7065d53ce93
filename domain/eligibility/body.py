"""What the council of the unit at whose step a case waits says beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from domain.refusal import Kind, Refusal


@dataclass(frozen=True, slots=True)
class KeptCount:
    """The count of a session that had no effect: the case was held, or a rule stood in its way."""

    session: UUID
    members: int
    in_favour: int


@dataclass(frozen=True, slots=True)
class Body:
    """
    A council as an act at its step finds it; every part is None where there is none.

    `session` is one that is to vote on the case, and is not over; `begun` is the same once it
    began, or somebody wrote an opinion on the case; `kept` is what one that is over
    counted without effect; `balloted` is one that is over and handed ballots out that nobody cast.
    `members` are the full seats on the day of the act, `seats` the
    role that each person has by their seat, substitutes among them, in the one writing of `person`.
    """

    session: UUID | None = None
    members: int | None = None
    kept: KeptCount | None = None
    seats: Mapping[str, str] | None = None
    balloted: UUID | None = None
    begun: UUID | None = None


NO_BODY = Body()


def an_agenda_has_it(session: UUID) -> Refusal:
    """Return the refusal of what would go past a session that votes on the case."""
    facts = {"session": str(session)}
    return Refusal("on-an-agenda", Kind.CONFLICT, f"session {session} votes on it", facts)


def begun_in(session: UUID) -> Refusal:
    """Return the refusal of what would set a secret vote aside that a session began."""
    facts = {"session": str(session)}
    detail = f"session {session} began a secret vote"
    return Refusal("secret-vote-begun", Kind.CONFLICT, detail, facts)

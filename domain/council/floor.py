"""What is said in a sitting: who is there, opinions, hands and taken ballots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from domain.council.events import Attendance, BallotPaper, Choice, HandsShown
from domain.council.seat import Seat
from domain.council.state import is_same


@dataclass(frozen=True, slots=True)
class Floor:
    """
    What was said in a sitting: opinions and taken ballots by nomination and person, open votes.

    `keys` are the moduli of the secret votes by nomination.
    """

    present: tuple[Attendance, ...]
    keys: Mapping[UUID, str]
    opinions: Mapping[tuple[UUID, str], Choice] = field(default_factory=dict)
    hands: Mapping[UUID, HandsShown] = field(default_factory=dict)
    taken: Mapping[tuple[UUID, str], BallotPaper] = field(default_factory=dict)

    def attends(self, who: str) -> bool:
        """Say whether a person is there, for a seat of their own or another's."""
        return any(is_same(one.by, who) for one in self.present)

    def is_filled(self, member: str) -> bool:
        """Say whether the seat of a member is taken, by whomever."""
        return any(is_same(one.member, member) for one in self.present)

    def has_voted(self, nomination: UUID, who: str) -> bool:
        """Say whether a person gave an opinion or took a ballot, or hands were counted."""
        said = (one for at, one in (*self.opinions, *self.taken) if at == nomination)
        return nomination in self.hands or any(is_same(one, who) for one in said)

    def roll(self, nomination: UUID) -> int:
        """Return how many ballots were taken for a secret vote."""
        return sum(at == nomination for at, _ in self.taken)


def is_absent(who: str, members: Sequence[Seat], present: Sequence[Attendance]) -> bool:
    """Say whether a person is a member whose seat nobody takes."""
    full = any(is_same(one.person, who) for one in members)
    return full and not any(is_same(one.member, who) for one in present)

"""What is said in a sitting: who is there, opinions, hands and taken ballots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from domain.access import person
from domain.council.events import (
    Attendance,
    BallotPaper,
    BallotsTaken,
    Choice,
    HandsShown,
    OpinionWritten,
)
from domain.council.presence import MemberArrived
from domain.council.seat import Seat
from domain.council.state import is_same


@dataclass(frozen=True, slots=True)
class Floor:
    """
    What was said in a sitting: opinions and taken ballots by nomination and person, open votes.

    `keys` are the moduli of the secret votes by nomination; `rooms` are those who were there when
    the hands on a nomination were counted; `entered` is whose opinions the secretary entered.
    """

    present: tuple[Attendance, ...]
    keys: Mapping[UUID, str]
    opinions: Mapping[tuple[UUID, str], Choice] = field(default_factory=dict)
    hands: Mapping[UUID, HandsShown] = field(default_factory=dict)
    taken: Mapping[tuple[UUID, str], BallotPaper] = field(default_factory=dict)
    rooms: Mapping[UUID, tuple[Attendance, ...]] = field(default_factory=dict)
    entered: frozenset[tuple[UUID, str]] = frozenset()

    def room(self, nomination: UUID) -> tuple[Attendance, ...]:
        """Return who is there for a vote: whoever comes after it was taken is not."""
        return self.rooms.get(nomination, self.present)

    def attends(self, who: str) -> bool:
        """Say whether a person is there, for a seat of their own or another's."""
        return any(is_same(one.by, who) for one in self.present)

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


def by_the_absent(
    opinions: Mapping[tuple[UUID, str], Choice],
    members: Sequence[Seat],
    present: Sequence[Attendance],
) -> Mapping[tuple[UUID, str], Choice]:
    """Return the opinions that count: who came after all, or has no seat any more, gave none."""
    kept = (one for one in opinions.items() if is_absent(one[0][1], members, present))
    return dict(kept)


def written(
    opinions: Mapping[tuple[UUID, str], Choice], event: OpinionWritten
) -> Mapping[tuple[UUID, str], Choice]:
    """Return the opinions after one more, which replaces that of the same person."""
    now = (event.nomination, event.person)
    kept = {
        (at, who): choice
        for (at, who), choice in opinions.items()
        if at != event.nomination or not is_same(who, event.person)
    }
    return {**kept, now: event.choice}


def on_paper(
    entered: frozenset[tuple[UUID, str]], event: OpinionWritten
) -> frozenset[tuple[UUID, str]]:
    """Return whose opinions stand by the hand of the secretary after one more."""
    now = frozenset({(event.nomination, person(event.person))})
    return entered | now if event.paper else entered - now


def said(floor: Floor, event: OpinionWritten | HandsShown | BallotsTaken) -> Floor:
    """Return the floor after one more thing was said."""
    if isinstance(event, OpinionWritten):
        entered = on_paper(floor.entered, event)
        return replace(floor, opinions=written(floor.opinions, event), entered=entered)
    if isinstance(event, HandsShown):
        rooms = {**floor.rooms, event.nomination: floor.present}
        return replace(floor, hands={**floor.hands, event.nomination: event}, rooms=rooms)
    taken = {(one.nomination, event.person): one for one in event.papers}
    return replace(floor, taken={**floor.taken, **taken})


def joined(floor: Floor, event: MemberArrived, members: Sequence[Seat]) -> Floor:
    """Return the floor with who came late; what they wrote counts where the vote was taken."""
    present = (*floor.present, Attendance(event.member, event.by))
    kept = {
        (at, who): choice
        for (at, who), choice in floor.opinions.items()
        if at in floor.hands or is_absent(who, members, present)
    }
    return replace(floor, present=present, opinions=kept)

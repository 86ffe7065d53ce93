"""Counting a vote: who counts, how many agreed; whole numbers only."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.access import person
from domain.council.events import Attendance, Ballot, Choice
from domain.council.floor import Floor
from domain.council.rule import Base
from domain.council.seat import Function
from domain.council.session import Meeting
from domain.council.state import is_same
from domain.votes import part_needed


@dataclass(frozen=True, slots=True)
class Tally:
    """
    Ballots of one vote; `members` are those of whom the share is reckoned.

    `casting` says that the chair's hand in favour counts once more.
    """

    members: int
    in_favour: int
    against: int
    blank: int
    casting: bool = False


def quorum(meeting: Meeting) -> int:
    """Return how many members must be there for every vote on the agenda."""
    rules = {one.rule for one in meeting.items.values()}
    members = len(meeting.members)
    return max(part_needed(members, one.quorum_part, one.quorum_whole) for one in rules)


def voters(meeting: Meeting, present: Iterable[Attendance], nomination: UUID) -> list[Attendance]:
    """Return those who are there and may vote on a nomination."""
    return [one for one in present if not meeting.is_recused(nomination, one.by)]


def base(meeting: Meeting, floor: Floor, nomination: UUID) -> int:
    """
    Return of how many members the share of votes is reckoned.

    All appointed ones, or those who take part: who are there and who wrote. Recusal makes them
    fewer only where the rule of the vote says so. An absent member's own conflict counts, else
    that of whoever took the seat.

    Source:
        Decree 91/2017 art. 45(8), all members; recusal: no rule found, domain facts 9.6.
    """
    rule = meeting.items[nomination].rule
    seats = _seats(meeting, floor.room(nomination))
    if rule.base is Base.PRESENT:
        seats = _taking_part(seats, floor, nomination)
    return len(voters(meeting, seats, nomination) if rule.recused_leave else seats)


def _seats(meeting: Meeting, room: Sequence[Attendance]) -> list[Attendance]:
    """Return every full seat with the person who speaks for it."""
    filled = {person(one.member) for one in room}
    absent = (one.person for one in meeting.members if person(one.person) not in filled)
    return [*room, *(Attendance(one, one) for one in absent)]


def _taking_part(seats: list[Attendance], floor: Floor, nomination: UUID) -> list[Attendance]:
    """Return the seats of those who are there or wrote."""
    wrote = {person(who) for at, who in floor.opinions if at == nomination}
    room = floor.room(nomination)
    return [one for one in seats if one in room or person(one.member) in wrote]


def said(
    meeting: Meeting, floor: Floor, nomination: UUID, ballots: Sequence[Ballot]
) -> Iterator[Choice]:
    """Return what every ballot, hand and opinion on a nomination said."""
    yield from (
        choice
        for (at, who), choice in floor.opinions.items()
        if at == nomination and not meeting.is_recused(nomination, who)
    )
    yield from (one.choice for one in ballots)
    if hands := floor.hands.get(nomination):
        yield from [Choice.IN_FAVOUR] * len(hands.in_favour)
        yield from [Choice.AGAINST] * len(hands.against)
        there = len(voters(meeting, floor.room(nomination), nomination))
        yield from [Choice.BLANK] * (there - len(hands.in_favour) - len(hands.against))


def tally(meeting: Meeting, floor: Floor, nomination: UUID, ballots: Sequence[Ballot]) -> Tally:
    """Count the vote on a nomination."""
    counted = Counter(said(meeting, floor, nomination, ballots))
    some, others = counted[Choice.IN_FAVOUR], counted[Choice.AGAINST]
    casting = some == others and the_chair_casts(meeting, floor, nomination)
    members = base(meeting, floor, nomination)
    return Tally(members, some, others, counted[Choice.BLANK], casting)


def the_chair_casts(meeting: Meeting, floor: Floor, nomination: UUID) -> bool:
    """
    Say whether the chair's own hand is up in favour, and the rule counts it twice at a tie.

    One against needs no counting twice: the share is of members, and is not lowered by it.

    Source:
        Tie-break by the chair, domain facts 8.10: not confirmed, and off unless the data says so.
    """
    hands = floor.hands.get(nomination)
    if hands is None or not meeting.items[nomination].rule.casting_vote:
        return False
    chairs = (one.person for one in meeting.members if one.function is Function.CHAIR)
    return any(is_same(chair, hand) for chair in chairs for hand in hands.in_favour)

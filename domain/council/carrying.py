"""Can a vote be carried by anybody? Told before it is held, not by its count."""

from collections.abc import Sequence
from uuid import UUID

from domain.council.events import Attendance
from domain.council.rule import Base
from domain.council.seat import Function, Seat
from domain.council.session import Meeting
from domain.council.state import is_same
from domain.council.tally import quorum
from domain.refusal import Kind, Refusal
from domain.votes import votes_needed


def may_replace(seat: Seat, one: Attendance) -> bool:
    """Say whether a seat is a substitute's who may stand in for the member."""
    whom = seat.stands_in_for
    free = whom is None or is_same(whom, one.member)
    return seat.function is Function.SUBSTITUTE and is_same(seat.person, one.by) and free


def in_reach(meeting: Meeting, nomination: UUID) -> int:
    """
    Return how many may agree at most: members without an interest, and whoever can replace others.

    Everybody is thought to come or to write, so it is never too few. It may be more than
    the seats where substitutes are more than they could replace: all the seats agree then.
    """

    def able(seat: Seat) -> bool:
        return not meeting.is_recused(nomination, seat.person)

    others = [one for one in meeting.members if not able(one)]
    in_place = [one for one in meeting.seats if able(one) and stands_for_any(one, others)]
    return len(meeting.members) - len(others) + len(in_place)


def stands_for_any(seat: Seat, members: Sequence[Seat]) -> bool:
    """Say whether a seat is a substitute's who may stand in for one of some members."""
    return any(may_replace(seat, Attendance(one.person, seat.person)) for one in members)


def fewest(meeting: Meeting, nomination: UUID, reach: int) -> int:
    """
    Return of how many members the share is reckoned at least, where all in reach take part.

    Those with an interest stay away where the base is of those who take part, but for the quorum.
    """
    rule = meeting.items[nomination].rule
    if rule.recused_leave:
        return reach
    return max(reach, quorum(meeting)) if rule.base is Base.PRESENT else len(meeting.members)


def least(meeting: Meeting, nomination: UUID, reach: int) -> int:
    """Return how many must agree at least: one, where nobody is reckoned."""
    base = fewest(meeting, nomination, reach)
    return votes_needed(base, meeting.items[nomination].percent) if base else 1


def somebody_can_carry_it(nomination: UUID, meeting: Meeting) -> Refusal | None:
    """Refuse a vote that stays below its share even if all agree who may (house rule)."""
    reach = in_reach(meeting, nomination)
    if reach >= (needed := least(meeting, nomination, reach)):
        return None
    facts = {"in_reach": str(reach), "needed": str(needed)}
    return Refusal("out-of-reach", Kind.CONFLICT, "fewer may agree than are needed", facts)

"""A member who comes late: from the opening until the last vote is taken."""

from domain.change import Change
from domain.council.commands import NoteArrival
from domain.council.policies import (
    by_the_secretary,
    each_is_there_once,
    only_substitutes_replace,
    the_act_follows_the_opening,
    the_seat_is_full,
)
from domain.council.presence import MemberArrived
from domain.council.session import Sitting
from domain.council.state import is_same
from domain.decider import demand
from domain.refusal import Kind, Refusal, about


def something_is_still_to_be_voted(state: Sitting) -> Refusal | None:
    """
    Refuse an arrival after the last vote.

    Who comes late counts in the votes that are still to be taken, for their quorum and their base,
    and in none that was taken: no rule found, house rule (domain facts 8.10).
    """
    if any(one not in state.floor.hands for one in state.meeting.open_items):
        return None
    return Refusal("votes-taken", Kind.CONFLICT, "every vote of this session was taken")


def note_arrival(cmd: NoteArrival, state: Sitting) -> list[Change]:
    """Seat somebody who comes late; the same arrival again is nothing."""
    meeting, present, who = state.meeting, state.floor.present, cmd.who
    demand(
        *by_the_secretary(cmd.hand, meeting),
        the_act_follows_the_opening(cmd.hand, meeting),
    )
    if any(is_same(one.member, who.member) and is_same(one.by, who.by) for one in present):
        return []
    found = (the_seat_is_full(who, meeting), only_substitutes_replace(who, meeting))
    demand(
        *about("member", who.member, found),
        *each_is_there_once((*present, who)),
        something_is_still_to_be_voted(state),
    )
    return [Change(cmd.session, MemberArrived(who.member, who.by))]

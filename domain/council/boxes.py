"""What must be said of a box before it is opened: how many ballots did not come back."""

from collections.abc import Iterator
from uuid import UUID

from domain.access import persons, persons_behind
from domain.council.commands import CloseSession
from domain.council.session import Casting, Held
from domain.council.tally import voters
from domain.refusal import Kind, Refusal


def what_did_not_come_back_is_stated(handed: int, back: int, stated: int) -> Refusal | None:
    """Refuse a count while ballots are out, unless their number is stated exactly (house rule)."""
    out = max(0, handed - back)
    if stated == out:
        return None
    facts = {"handed_out": str(handed), "taken_in": str(back), "not_returned": str(out)}
    return Refusal("ballots-not-returned", Kind.CONFLICT, f"{out} ballots did not come back", facts)


def another_hand_states_what_is_missing(cmd: CloseSession, state: Held) -> Refusal | None:
    """
    Refuse missing ballots on the word of who closed the roll: they would end a case alone.

    A second person who keeps the minutes counts what came back (house rule, ADR 66).
    """
    alone = isinstance(state, Casting) and persons_behind(cmd.hand) & persons(state.by)
    if not (cmd.not_returned and alone):
        return None
    detail = "another hand than the one that closed the roll states what did not come back"
    return Refusal("another-hand-needed", Kind.FORBIDDEN, detail)


def only_boxes_miss_ballots(cmd: CloseSession, state: Held) -> Iterator[Refusal]:
    """Refuse a number of missing ballots where there is no secret vote."""
    for one in cmd.not_returned:
        if one not in state.meeting.secret:
            facts = {"nomination": str(one)}
            yield Refusal("no-secret-vote", Kind.CONFLICT, "there is no secret vote on it", facts)


def nobody_cast(cmd: CloseSession, state: Held, nomination: UUID) -> bool:
    """
    Say whether a box is empty though somebody in the room might vote.

    Such a box is not counted: silence of all is no vote against (house rule).
    """
    if nomination not in state.meeting.secret or cmd.ballots.get(nomination):
        return False
    return bool(voters(state.meeting, state.floor.room(nomination), nomination))

"""The end of a session: boxes are opened, votes counted, and every case moves by its result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from domain.change import Change
from domain.council.agenda import is_another_units
from domain.council.boxes import (
    another_hand_states_what_is_missing,
    nobody_cast,
    only_boxes_miss_ballots,
    what_did_not_come_back_is_stated,
)
from domain.council.commands import CloseSession
from domain.council.events import (
    AgendaItem,
    Ballot,
    BallotsCounted,
    ItemDropped,
    ItemVoted,
    SessionClosed,
)
from domain.council.merit import AgendaScored
from domain.council.policies import (
    by_the_secretary_or_an_heirs,
    hands_were_counted,
    it_stands_on_the_agenda,
    no_more_ballots_than_taken,
    the_act_follows_the_opening,
    the_ballot_is_proven,
)
from domain.council.proof import box_of
from domain.council.ranking import marks_of
from domain.council.session import Casting, Held, Sitting
from domain.council.tally import Tally, tally, voters
from domain.decider import demand
from domain.eligibility.look import Beside
from domain.nomination.commands import RecordVote
from domain.nomination.events import NominationEvent
from domain.nomination.state import AtStep
from domain.nomination.state import State as Case
from domain.nomination.steps import in_the_way, record_vote
from domain.refusal import Kind, Refusal, Refused, about
from domain.votes import votes_needed

Left = Literal["case-moved-on", "nobody-may-vote", "box-empty", "case-held", "out-of-reach"]
"""Why there is no vote on a case of the agenda: all that the rules can say of it."""
MOVED: Final = "case-moved-on"
NOBODY: Final = "nobody-may-vote"
EMPTY: Final = "box-empty"
HELD: Final = "case-held"
BEYOND: Final = "out-of-reach"


@dataclass(frozen=True, slots=True)
class Settled:
    """
    What one vote changes on its case, none where there was no vote.

    `held` says that something stands in the way of the case, a hold or any other rule that binds:
    the count is kept in the session, and has no effect yet.
    """

    tally: Tally
    facts: Sequence[NominationEvent]
    held: bool = False


def castable(ballot: Ballot, nomination: UUID, session: UUID, state: Casting) -> list[Refusal]:
    """Return why a ballot may not go into the box of a secret vote."""
    modulus = state.floor.keys.get(nomination)
    if modulus is None:
        return [Refusal("no-secret-vote", Kind.CONFLICT, "there is no secret vote on it")]
    found = (
        it_stands_on_the_agenda(nomination, state.meeting.open_items),
        the_ballot_is_proven(ballot, box_of(session, nomination), modulus),
    )
    return about("nomination", str(nomination), found)


def countable(cmd: CloseSession, state: Held, nomination: UUID) -> list[Refusal]:
    """Return why the vote on a nomination cannot be counted."""
    meeting, floor = state.meeting, state.floor
    ballots = cmd.ballots.get(nomination, ())
    if nomination not in meeting.secret:
        uncounted = hands_were_counted(nomination, meeting, floor)
        return about("nomination", str(nomination), [uncounted])
    stated = cmd.not_returned.get(nomination, 0)
    box, modulus = box_of(cmd.session, nomination), floor.keys[nomination]
    found = (
        no_more_ballots_than_taken(ballots, floor.roll(nomination)),
        what_did_not_come_back_is_stated(floor.roll(nomination), len(ballots), stated),
        *(the_ballot_is_proven(one, box, modulus) for one in ballots),
    )
    return about("nomination", str(nomination), found)


def obstacle(cmd: CloseSession, state: Held, nomination: UUID, case: Case) -> Left | None:
    """Return why there is no vote on a case, None where there is one."""
    if nobody_cast(cmd, state, nomination):
        return EMPTY
    here = state.meeting.items[nomination].step, state.meeting.unit
    if not isinstance(case, AtStep) or (case.step.key, case.step.unit) != here:
        return MOVED
    wrote = any(at == nomination for at, _ in state.floor.opinions)
    some = wrote or voters(state.meeting, state.floor.room(nomination), nomination)
    return None if some else NOBODY


def settle(cmd: CloseSession, state: Held, nomination: UUID, case: Case, beside: Beside) -> Settled:
    """
    Return what the vote on a nomination does to its case, as a vote kept on paper would.

    What stands in the way of one case alone keeps its count, and no other case waits for it.

    Raises:
        Refused: the closing itself is wrong; facts name the nomination.
    """
    item, ballots = state.meeting.items[nomination], cmd.ballots.get(nomination, ())
    counted = tally(state.meeting, state.floor, nomination, ballots)
    if not isinstance(case, AtStep) or obstacle(cmd, state, nomination, case):
        return Settled(counted, ())
    agreed = counted.in_favour + counted.casting
    vote = RecordVote(nomination, cmd.hand, item.step, counted.members, agreed, session=cmd.session)
    try:
        return Settled(counted, record_vote(vote, case, beside))
    except Refused as refused:
        standing = in_the_way(vote, case, beside)
        if wrong := [one for one in refused.refusals if one not in standing]:
            raise Refused(*about("nomination", str(nomination), wrong)) from None
        return Settled(counted, (), held=True)


def close(
    cmd: CloseSession, state: Held, cases: Mapping[UUID, Case], besides: Mapping[UUID, Beside]
) -> list[Change]:
    """
    Open the boxes and let every case move, all at once or not at all.

    Raises:
        Refused: with every broken rule of every vote; facts name the nomination.
    """
    rolling = isinstance(state, Sitting) and bool(state.meeting.secret)
    still = Refusal("roll-open", Kind.CONFLICT, "ballots are still handed out")
    demand(
        *by_the_secretary_or_an_heirs(cmd.hand, state.meeting),
        the_act_follows_the_opening(cmd.hand, state.meeting),
        still if rolling else None,
        another_hand_states_what_is_missing(cmd, state),
        *only_boxes_miss_ballots(cmd, state),
        *(why for one in _of_the_unit(state, cases) for why in countable(cmd, state, one)),
    )
    marks = marks_of(state.meeting, cases)
    scored = [Change(cmd.session, AgendaScored(marks))] if marks else []
    ended = Change(cmd.session, SessionClosed())
    return [*_results(cmd, state, cases, besides), *scored, ended]


def _of_the_unit(state: Held, cases: Mapping[UUID, Case]) -> Sequence[UUID]:
    """Return the nominations whose votes still are of the session's unit."""
    asked = state.meeting.open_items
    return [one for one in asked if not is_another_units(one, cases[one], state.meeting)]


def _results(
    cmd: CloseSession, state: Held, cases: Mapping[UUID, Case], besides: Mapping[UUID, Beside]
) -> list[Change]:
    """Return what every vote changes, or refuse with what is wrong in any of them."""
    changes: list[Change] = []
    wrong: list[Refusal] = []
    for nomination in state.meeting.open_items:
        case = cases[nomination]
        try:
            settled = settle(cmd, state, nomination, case, besides[nomination])
        except Refused as refused:
            wrong += refused.refusals
            continue
        if not is_another_units(nomination, case, state.meeting):
            changes += _opened_box(cmd, state, nomination)
        changes += _result(cmd, state, nomination, case, settled)
    demand(*wrong)
    return changes


def _opened_box(cmd: CloseSession, state: Held, nomination: UUID) -> list[Change]:
    """Return what a box held, in the order of the numbers: nothing tells who came when."""
    if nomination not in state.meeting.secret:
        return []
    ballots = sorted(cmd.ballots.get(nomination, ()), key=lambda one: one.nonce)
    modulus = state.floor.keys[nomination]
    fact = BallotsCounted(cmd.session, nomination, modulus, tuple(ballots))
    return [Change(box_of(cmd.session, nomination), fact)]


def the_share(item: AgendaItem, case: Case) -> int:
    """
    Return the share of votes in percent by which a case is carried, for tally and result alike.

    It is the one that the case has pinned; that of the call was the same (ADR 133), but for
    sessions called before a newer regime could no longer be chosen under them.
    """
    return (case.step.percent if isinstance(case, AtStep) else None) or item.percent


def _result(
    cmd: CloseSession, state: Held, nomination: UUID, case: Case, settled: Settled
) -> list[Change]:
    """Return the result of one vote, in the session and on the case."""
    step, counted = state.meeting.items[nomination].step, settled.tally
    if why := obstacle(cmd, state, nomination, case):
        return [Change(cmd.session, ItemDropped(nomination, why))]
    needed = votes_needed(counted.members, the_share(state.meeting.items[nomination], case))
    told = ItemVoted(
        nomination,
        step,
        counted.members,
        counted.in_favour,
        counted.against,
        counted.blank,
        needed,
        counted.in_favour + counted.casting >= needed,
        counted.casting,
        settled.held,
    )
    return [
        Change(cmd.session, told),
        *(Change(nomination, one) for one in settled.facts),
    ]

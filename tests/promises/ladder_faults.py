"""What may never become of a case, held against every move of a walk; each fault told once."""

from collections.abc import Iterator

from domain.decision.commands import IssueDecision
from domain.ladder import Act, Ladder
from domain.nomination import commands as c
from domain.nomination.state import (
    Absent,
    AtStep,
    Draft,
    Granted,
    InTransit,
    Opened,
    Returned,
    State,
    TurnedDown,
    Withdrawn,
)
from domain.submission.commands import AnswerSubmission, DispatchSubmission
from tests.promises.ladder_orders import OWN
from tests.promises.ladder_walk import FINAL, Move, Walk, height

OWN_CASE, TWICE, SKIPPED = "judged their own case", "agreed twice", "skipped a step"
ELSEWHERE, STUCK, NO_WAY_BACK = "came back elsewhere", "stuck", "no way back"
JUDGING = (
    c.EndorseStep
    | c.AppraiseCase
    | c.RecordVote
    | c.ScoreNomination
    | c.ReturnForSupplement
    | c.RefuseNomination
    | DispatchSubmission
    | AnswerSubmission
    | IssueDecision
)
ON = {
    Act.REVIEW: c.EndorseStep,
    Act.CONSULT: c.EndorseStep,
    Act.PUBLISH: c.EndorseStep,
    Act.APPRAISE: c.AppraiseCase,
    Act.VOTE: c.RecordVote,
    Act.SUBMIT: DispatchSubmission,
    Act.DECIDE: IssueDecision,
}
"""The one order that takes a case on from a step of each act."""


def of(walk: Walk) -> list[str]:
    """Return what is wrong with a walk that went to the end, each sort of it once."""
    found = [wrong for move in walk.moves.values() for wrong in _of_a_move(move, walk.ladder)]
    return list(dict.fromkeys((*found, *_of_the_whole(walk))))


def _of_a_move(move: Move, ladder: Ladder) -> Iterator[str]:
    """Yield what is wrong with one order that was accepted."""
    if isinstance(move.order, JUDGING) and move.order.hand.actor in {one.actor for one in OWN}:
        yield OWN_CASE
    if agreed_twice(move):
        yield TWICE
    if isinstance(move.before, Returned):
        if not comes_back_to_its_step(move):
            yield ELSEWHERE
    elif not climbs_by_the_way(move, ladder):
        yield SKIPPED


def agreed_twice(move: Move) -> bool:
    """Say whether one officer's second agreement at a step moved the case."""
    before, order = move.before, move.order
    return (
        isinstance(before, AtStep)
        and isinstance(order, c.EndorseStep)
        and order.hand.actor in before.endorsed_by
    )


def comes_back_to_its_step(move: Move) -> bool:
    """Say whether a returned case stays, goes back to the step it came from, or is taken back."""
    match move.before, move.after:
        case Returned(step=left), AtStep(step=back) | Returned(step=back):
            return left == back
    return isinstance(move.after, Withdrawn)


def climbs_by_the_way(move: Move, ladder: Ladder) -> bool:
    """Say whether a case went nowhere but to the next step, and by the order of its step."""
    was, now = height(move.before, ladder), height(move.after, ladder)
    match move.before, move.after:
        case Absent(), Draft():
            return True
        case Draft(), AtStep():
            return now == 0
        case AtStep(step=step), AtStep() if was != now:
            onward = step.act is not Act.SUBMIT and isinstance(move.order, ON[step.act])
            return onward and now == (was or 0) + 1
        case AtStep(step=step), InTransit():
            return step.act is Act.SUBMIT and now == (was or 0) + 1
        case AtStep(step=step), Granted():
            return step == ladder.steps[-1] and isinstance(move.order, IssueDecision)
        case AtStep() | InTransit(), AtStep() | Returned() | InTransit():
            return was == now
    return ended_or_stayed(move.before, move.after)


def ended_or_stayed(before: State, after: State) -> bool:
    """Say whether a case stayed as it was, was taken back, or was turned down by its judges."""
    match before, after:
        case Draft() | AtStep() | InTransit(), Withdrawn():
            return True
        case AtStep() | InTransit(), TurnedDown():
            return True
    return isinstance(before, Opened) and type(before) is type(after)


def _of_the_whole(walk: Walk) -> Iterator[str]:
    """Yield what shows only when all ways ahead of a place are known."""
    open_ones = {at for at, case in walk.states.items() if not isinstance(case, FINAL)}
    if open_ones - walk.leading_to(lambda case: isinstance(case, Granted)):
        yield STUCK
    returned = {at for at, case in walk.states.items() if isinstance(case, Returned)}
    back = {here for here, there in walk.ways if isinstance(walk.states[there], AtStep)}
    ways = {(here, there) for here, there in walk.ways if {here, there} <= returned}
    reached = back & returned
    while more := {here for here, there in ways if there in reached} - reached:
        reached |= more
    if returned - reached:
        yield NO_WAY_BACK

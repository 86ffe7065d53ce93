"""What may never become of a case, held against every move of a walk; each fault told once."""

from collections.abc import Iterator

from domain.council.commands import CloseSession
from domain.decision.commands import IssueDecision
from domain.ladder import Act, Ladder, Step
from domain.nomination import commands as c
from domain.nomination.choosing import ChooseRegime
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
from tests.promises.ladder_places import Place, height
from tests.promises.ladder_sight import keeping_to, near
from tests.promises.ladder_walk import Walk
from tests.promises.ladder_ways import Move, Ways

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
    Act.VOTE: c.RecordVote | CloseSession,
    Act.SUBMIT: DispatchSubmission,
    Act.DECIDE: IssueDecision,
}
"""The order that takes a case on from a step of each act: a vote, also by the end of a session."""


def of(walk: Walk) -> list[str]:
    """Return what is wrong with a walk that went to the end, each sort of it once."""
    found = [wrong for place, ways in walk.ways.items() for wrong in _known(place, ways, walk)]
    return list(dict.fromkeys((*found, *_of_the_whole(walk))))


def _known(place: Place, ways: Ways, walk: Walk) -> tuple[str, ...]:
    """
    Return what is wrong with the ways from a place, judged once for all ladders that share them.

    Whoever judges may look no further along the ladder than what tells ladders apart there.
    """
    if walk.known is None:
        return _of_ways(ways, walk.ladder)
    if ways not in walk.known.wrong:
        with keeping_to(walk.watch, near(walk.states[place], walk.ladder)):
            walk.known.wrong[ways] = _of_ways(ways, walk.ladder)
    return walk.known.wrong[ways]


def _of_ways(ways: Ways, ladder: Ladder) -> tuple[str, ...]:
    """Return what is wrong with orders that were accepted at one place, each sort of it once."""
    return tuple(dict.fromkeys(wrong for move in ways for wrong in _of_a_move(move, ladder)))


def _of_a_move(move: Move, ladder: Ladder) -> Iterator[str]:
    """Yield what is wrong with one order that was accepted."""
    if judges(move) and move.order.hand.actor in {one.actor for one in OWN}:
        yield OWN_CASE
    if agreed_twice(move):
        yield TWICE
    if isinstance(move.before, Returned):
        if not comes_back_to_its_step(move):
            yield ELSEWHERE
    elif not climbs_by_the_way(move, ladder):
        yield SKIPPED


def judges(move: Move) -> bool:
    """Say whether an order judged a case, by itself or by the end of a session."""
    return isinstance(move.order, JUDGING) or ended_in_session(move)


def ended_in_session(move: Move) -> bool:
    """Say whether the end of a session moved the case."""
    return isinstance(move.order, CloseSession) and move.before != move.after


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
            chosen = isinstance(move.order, ChooseRegime)  # the step may ask for another share then
            return left.key == back.key if chosen else left == back
    return isinstance(move.after, Withdrawn)


def climbs_by_the_way(move: Move, ladder: Ladder) -> bool:
    """Say whether a case went nowhere but to the next step, and by the order of its step."""
    was, now = height(move.before, ladder), height(move.after, ladder)
    match move.before, move.after:
        case Draft(), AtStep():
            return now == 0
        case AtStep(step=step), Granted():
            return step.key == ladder.steps[-1].key and isinstance(move.order, IssueDecision)
        case AtStep(step=step), AtStep() | InTransit() if was != now:
            return goes_on(move, step) and now == (was or 0) + 1
        case AtStep() | InTransit(), AtStep() | InTransit() | Returned():
            return was == now
    return ended_or_stayed(move.before, move.after)


def goes_on(move: Move, step: Step) -> bool:
    """Say whether a case left its step by the act of that step, sent up only where it submits."""
    sent = isinstance(move.after, InTransit)
    return isinstance(move.order, ON[step.act]) and sent == (step.act is Act.SUBMIT)


def ended_or_stayed(before: State, after: State) -> bool:
    """Say whether a case was opened, stayed, was taken back, or turned down by its judges."""
    match before, after:
        case Absent(), Draft():
            return True
        case Draft() | AtStep() | InTransit(), Withdrawn():
            return True
        case AtStep() | InTransit(), TurnedDown():
            return True
    return isinstance(before, Opened) and type(before) is type(after)


def _of_the_whole(walk: Walk) -> Iterator[str]:
    """
    Yield what shows only when all ways ahead of a place are known.

    To be taken back by its proposers is no way out: each case can still be granted.
    """
    if walk.places(Draft | AtStep | InTransit | Returned) - walk.leading_to(Granted):
        yield STUCK
    if walk.places(Returned) - walk.leading_to(AtStep):
        yield NO_WAY_BACK

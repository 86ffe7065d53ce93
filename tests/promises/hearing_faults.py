"""What may never become of a case that is held, heard on, or judged by a delegate; told once."""

from collections.abc import Iterator

from domain.acting import ActingFor
from domain.decision.commands import IssueDecision
from domain.hand import Hand
from domain.hearing.commands import AnswerConsultation, SettleComplaint
from domain.ladder import Ladder
from domain.nomination import commands as c
from domain.nomination.state import AtStep, Draft, Granted, InTransit
from domain.submission.commands import DispatchSubmission
from services.orders import Command
from tests.builders import NOMINEE
from tests.promises import ladder_faults
from tests.promises.ladder_places import Place, height
from tests.promises.ladder_walk import Walk
from tests.promises.ladder_ways import Move

HELD, UNHEARD, BY_ANOTHER = "a held case moved", "left unheard", "judged by another hand"
NEVER = {"officer", str(NOMINEE.ref)}
OPINION = c.EndorseStep | c.AppraiseCase
ANSWERING = AnswerConsultation | SettleComplaint


def of(walk: Walk) -> list[str]:
    """Return what is wrong with a walk, each sort of it once: as of a plain one, and more."""
    found = [wrong for move in walk.moves for wrong in _of_a_move(move, walk.ladder)]
    return list(dict.fromkeys((*ladder_faults.of(walk), *found)))


def found_against_drafts(walk: Walk) -> set[Place]:
    """Return where a complaint about a draft was founded."""
    drafts = {at: case for at, case in walk.states.items() if isinstance(case, Draft)}
    return {at for at, case in drafts.items() if case.dossier.hearing.against}


def _of_a_move(move: Move, ladder: Ladder) -> Iterator[str]:
    """Yield what is wrong with one order that was accepted."""
    order, now = move.order, move.before
    if isinstance(order, ladder_faults.JUDGING | ANSWERING) and behind(order.hand) & NEVER:
        yield BY_ANOTHER
    if isinstance(now, AtStep) and agrees(order) and agreed_before(order.hand, now, order):
        yield ladder_faults.TWICE
    if isinstance(now, Draft | AtStep) and went_on(move, ladder):
        yield from _in_the_way(now)


def _in_the_way(now: Draft | AtStep) -> Iterator[str]:
    """Yield what a case that went on should have waited for."""
    if now.dossier.holds:
        yield HELD
    if isinstance(now, AtStep) and awaits(now):
        yield UNHEARD


def behind(hand: Hand) -> set[str]:
    """Return who answers for a hand, as the tests write names."""
    whom = hand.delegation
    told = {hand.actor, whom.delegator} if isinstance(whom, ActingFor) else {hand.actor}
    return {one.strip().casefold() for one in told}


def agrees(order: Command) -> bool:
    """Say whether an order takes a case upward; an unfavourable opinion does not."""
    if isinstance(order, c.AppraiseCase):
        return order.favourable
    return isinstance(order, c.EndorseStep | DispatchSubmission | IssueDecision)


def agreed_before(hand: Hand, now: AtStep, order: Command) -> bool:
    """Say whether somebody behind a hand gave an opinion before, or agreed at another level."""
    theirs = [one for one in now.dossier.agreements if one.persons & behind(hand)]
    twice = isinstance(order, OPINION) and any(one.opinion for one in theirs)
    return twice or any(one.level != now.step.level for one in theirs)


def went_on(move: Move, ladder: Ladder) -> bool:
    """
    Say whether a case left its step upward: was filed, passed, sent up or granted.

    What was sent up before it was held arrives all the same; it waits where it came to.
    """
    was, now = height(move.before, ladder), height(move.after, ladder)
    return (
        isinstance(move.after, Granted | InTransit)
        or (now or 0) > (was or 0)
        or (isinstance(move.before, Draft) and isinstance(move.after, AtStep))
    )


def awaits(case: AtStep) -> bool:
    """Say whether an answer is awaited, or what was found against the case is unanswered."""
    hearing = case.dossier.hearing
    waits = any(hearing.waits_for(one) for one in hearing.consulted)
    return waits or bool(hearing.against)

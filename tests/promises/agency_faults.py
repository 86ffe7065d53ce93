"""What may never become of a case about which several agencies are asked at once; told once."""

from collections.abc import Iterator
from datetime import timedelta

from domain.hand import Hand
from domain.hearing import commands as h
from domain.hearing.state import Consulted, Hearing, Question
from domain.nomination.commands import AppraiseCase, EndorseStep
from domain.nomination.state import AtStep, Opened
from services.orders import Command
from tests.promises import hearing_faults
from tests.promises.ladder_walk import Walk
from tests.promises.ladder_ways import Move

UNASKED, EARLY, TERM = "an agency passed over", "silence counted early", "another's term"
FOR_ALL, FOREIGN, BOTH = "one spoke for all", "answered by another", "agreed for an agency too"
DAYS = {"TAX": timedelta(1), "ENV": timedelta(8), "INS": timedelta(15)}
"""How long after a Tuesday the last day of each term is, counted by hand: 1, 6, 11 working days."""
ABOUT_ONE = h.AnswerConsultation | h.WithdrawConsultation | h.NoteLapsedConsultation


def of(walk: Walk) -> list[str]:
    """Return what is wrong with a walk, each sort of it once: as of any, and of agencies."""
    found = [wrong for move in walk.moves for wrong in _of_a_move(move, walk)]
    return list(dict.fromkeys((*hearing_faults.of(walk), *found)))


def _of_a_move(move: Move, walk: Walk) -> Iterator[str]:
    """Yield what is wrong with one order that was accepted."""
    now, order, after = move.before, move.order, move.after
    if isinstance(now, AtStep) and hearing_faults.went_on(move, walk.ladder):
        yield from _left(now)
    if isinstance(now, AtStep) and isinstance(order, EndorseStep | AppraiseCase):
        yield from _of_a_judge(order.hand, now)
    if isinstance(now, Opened) and isinstance(after, Opened):
        yield from _of_agencies(order, now.dossier.hearing, after.dossier.hearing)


def _of_a_judge(hand: Hand, now: AtStep) -> Iterator[str]:
    """Yield that who agreed to a case for an agency agreed to it as its judge."""
    if hearing_faults.behind(hand) & now.dossier.consulted:
        yield BOTH


def _of_agencies(order: Command, before: Hearing, after: Hearing) -> Iterator[str]:
    """Yield what is wrong with a question, an answer, or the lack of one."""
    if isinstance(order, ABOUT_ONE):
        yield from _of_one(order, before, after)
    if isinstance(order, h.RequestConsultation):
        asked = [after.consulted.get(one.agency) for one in order.questions]
        if not all(one and _in_its_term(one) for one in asked):
            yield TERM


def _left(now: AtStep) -> Iterator[str]:
    """Yield that a case left a step without the word, or the counted silence, of one it names."""
    known = now.dossier.hearing.consulted
    heard = {key for key, one in known.items() if one.standing is Question.DONE}
    if {one.agency for one in now.step.asks} - heard:
        yield UNASKED


def _in_its_term(one: Consulted) -> bool:
    """Say whether an agency that was asked has its own days to answer."""
    asked_on, term = one.asked_on, DAYS[one.request.agency]
    return asked_on is not None and one.request.due_on == asked_on + term


def _of_one(order: ABOUT_ONE, before: Hearing, after: Hearing) -> Iterator[str]:
    """Yield what is wrong with what was said or counted of one agency."""
    if _others(order.agency, before) != _others(order.agency, after):
        yield FOR_ALL
    if isinstance(order, h.AnswerConsultation) and order.agency not in order.hand.units:
        yield FOREIGN
    if isinstance(order, h.NoteLapsedConsultation) and not _is_over(order, before):
        yield EARLY


def _is_over(order: h.NoteLapsedConsultation, before: Hearing) -> bool:
    """Say whether the term of an agency has run out on the day its silence is counted."""
    asked_on = before.consulted[order.agency].asked_on
    return asked_on is not None and order.hand.effective_on > asked_on + DAYS[order.agency]


def _others(agency: str, hearing: Hearing) -> dict[str, object]:
    """Return how the questions to all other agencies stand."""
    return {key: one for key, one in hearing.consulted.items() if key != agency}

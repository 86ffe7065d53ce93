"""What may never become of a case about which several agencies are asked at once; told once."""

from collections.abc import Iterator
from datetime import timedelta

from domain.hearing import commands as h
from domain.hearing.state import Hearing, Question
from domain.nomination.commands import AppraiseCase, EndorseStep
from domain.nomination.state import Absent, AtStep, Opened
from tests.promises import hearing_faults
from tests.promises.ladder_walk import Walk
from tests.promises.ladder_ways import Move

UNASKED, EARLY, TERM = "an agency passed over", "silence counted early", "another's term"
ANOTHERS, FOREIGN, BOTH = "one spoke for all", "answered by another", "agreed for an agency too"
DAYS = {"TAX": timedelta(1), "ENV": timedelta(8), "INS": timedelta(15)}
"""How long after a Tuesday the last day of each term is, counted by hand: 1, 6, 11 working days."""
ABOUT_ONE = h.AnswerConsultation | h.WithdrawConsultation | h.NoteLapsedConsultation


def of(walk: Walk) -> list[str]:
    """Return what is wrong with a walk, each sort of it once: as of any, and of agencies."""
    found = [wrong for move in walk.moves for wrong in _of_a_move(move, walk)]
    return list(dict.fromkeys((*hearing_faults.of(walk), *found)))


def _of_a_move(move: Move, walk: Walk) -> Iterator[str]:
    """Yield what is wrong with one order that was accepted."""
    now, order = move.before, move.order
    if isinstance(now, AtStep) and hearing_faults.went_on(move, walk.ladder):
        yield from _left(now)
    if isinstance(now, Absent) or isinstance(move.after, Absent):
        return
    if isinstance(order, EndorseStep | AppraiseCase):
        if hearing_faults.behind(order.hand) & now.dossier.consulted:
            yield BOTH
    elif isinstance(order, h.RequestConsultation):
        if not all(_in_its_term(one.agency, move.after) for one in order.questions):
            yield TERM
    elif isinstance(order, ABOUT_ONE):
        yield from _of_one(order, now.dossier.hearing, move.after.dossier.hearing)


def _left(now: AtStep) -> Iterator[str]:
    """Yield that a case left a step without the word, or the counted silence, of one it names."""
    known = now.dossier.hearing.consulted
    heard = {key for key, one in known.items() if one.standing is Question.DONE}
    if {one.agency for one in now.step.asks} - heard:
        yield UNASKED


def _in_its_term(agency: str, after: Opened) -> bool:
    """Say whether an agency that was asked has its own days to answer."""
    one = after.dossier.hearing.consulted.get(agency)
    return (
        one is not None
        and one.asked_on is not None
        and one.request.due_on == one.asked_on + DAYS[agency]
    )


def _of_one(order: ABOUT_ONE, before: Hearing, after: Hearing) -> Iterator[str]:
    """Yield what is wrong with what was said or counted of one agency."""
    if _others(order.agency, before) != _others(order.agency, after):
        yield ANOTHERS
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

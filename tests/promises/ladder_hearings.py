"""More that may be tried on a case: by delegates, by agencies that are asked, and by complaints."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from uuid import uuid5

from domain.acting import ActingFor
from domain.hand import Hand
from domain.hearing import commands as h
from domain.ladder import Ladder
from domain.nomination import clock_orders, commands
from domain.nomination.events import Missing
from domain.nomination.state import Absent, AtStep, InTransit, Opened, Returned, State
from services.orders import Command
from tests.builders import APRIL, CASE, SPACE
from tests.histories import everyone
from tests.promises.ladder_orders import (
    CLERK,
    OFFICER,
    STRANGER,
    WEEK,
    answers_to,
    judging,
    moved_on,
    officers,
    orders,
    orders_on,
    papers_of,
    weeks_of,
)
from tests.promises.ladder_walk import Tries

AGENCY, GROUND, LETTER = "TAX", "violation", uuid5(SPACE, "letter")
REFERENCE, DEPUTY = "12/DT", "d"
More = Callable[[Opened, Ladder, int], Iterator[Command]]
OF_THE_FILE = (
    commands.AddEvidence
    | commands.WithdrawEvidence
    | commands.CorrectNomination
    | commands.ScoreNomination
    | commands.PutOnHold
    | commands.LiftHold
    | clock_orders.NoteMissedDeadline
)
"""Orders that the plain walk tries on every ladder; here they would only multiply the places."""


def everybody_and(*more: More) -> Tries:
    """Return how to try what the plain walk tries of the way, and more, on the day of the case."""

    def tries(case: State, ladder: Ladder) -> Iterator[Command]:
        if isinstance(case, Absent):
            yield from orders(case, ladder)
            return
        weeks = weeks_at(case)
        found = chain(orders_on(case, ladder, weeks), *(one(case, ladder, weeks) for one in more))
        yield from (one for one in found if not isinstance(one, OF_THE_FILE) and not of_paper(one))

    return tries


def of_paper(order: Command) -> bool:
    """Say whether an order sends a case back for a paper: no ladder here asks for one."""
    missing = getattr(order, "missing", ())
    listed = (item for one in getattr(order, "answers", ()) for item in getattr(one, "missing", ()))
    return any(isinstance(one, Missing) and one.kind == "paper" for one in (*missing, *listed))


def weeks_at(case: Opened) -> int:
    """Return how many weeks went by: what was heard last lies on no later day."""
    last = case.dossier.hearing.last_on or APRIL
    return max(weeks_of(case), -((APRIL - last) // WEEK))


@cache
def lent(actor: str, delegator: str, weeks: int) -> Hand:
    """Return the hand of somebody who acts in the place of another."""
    given = ActingFor(uuid5(SPACE, f"{delegator} lends {actor}"), delegator, "1/QĐ", APRIL)
    return moved_on(replace(everyone(actor), delegation=given), weeks)


def delegates(step: str, weeks: int) -> tuple[Hand, ...]:
    """
    Return who acts for whom at a step: a deputy of everybody, for one officer of it, for another.

    The nominator acts for an officer, an officer for the nominator, and one officer for the other:
    all that a delegation could be misused for.
    """
    one, other = (hand.actor for hand in officers(step))
    pairs = ((DEPUTY, one), (OFFICER.actor, one), (DEPUTY, OFFICER.actor), (other, one))
    return tuple(lent(actor, delegator, weeks) for actor, delegator in pairs)


def by_delegates(case: Opened, ladder: Ladder, weeks: int) -> Iterator[Command]:
    """Yield what the judges of a step do, by those who act for them."""
    if not isinstance(case, AtStep | InTransit):
        return
    for hand in delegates(case.step.key, weeks):
        if isinstance(case, AtStep):
            yield from (*judging(case.step.key, hand), *papers_of(hand, case.step, ladder))
        else:
            yield from answers_to(hand, case, case.step)


def by_agencies(case: Opened, ladder: Ladder, weeks: int) -> Iterator[Command]:
    """Yield that an agency is asked at a step, answers, is asked no more, or keeps silent."""
    if not isinstance(case, AtStep | Returned):
        return
    one, _ = officers(case.step.key)
    agency = replace(everyone("tax", roles=("consulted-agency",)), units=frozenset({AGENCY}))
    question = h.Question(AGENCY, "taxes", 1)
    for hand in (OFFICER, one, agency):
        now = moved_on(hand, weeks)
        yield h.RequestConsultation(CASE, now, case.step.key, (question,), "no-remark")
        yield h.AnswerConsultation(CASE, now, AGENCY, "agrees", "fine")
        yield h.AnswerConsultation(CASE, now, AGENCY, "objects", "debts", GROUND)
        yield h.WithdrawConsultation(CASE, now, AGENCY, "not needed")
        yield h.NoteLapsedConsultation(CASE, moved_on(hand, weeks + 1), AGENCY)
    yield from brought_again(case, weeks)


def by_complaints(case: Opened, ladder: Ladder, weeks: int) -> Iterator[Command]:
    """Yield that a complaint comes in, wherever the case is, and that it is settled."""
    step = case.step if isinstance(case, AtStep | InTransit | Returned) else ladder.first
    for hand in (OFFICER, *officers(step.key), CLERK, STRANGER):
        now = moved_on(hand, weeks)
        yield h.ReceiveComplaint(CASE, now, "complaint", REFERENCE, LETTER)
        yield h.SettleComplaint(CASE, now, REFERENCE, "unfounded", "nothing in it")
        yield h.SettleComplaint(CASE, now, REFERENCE, "founded", "true", GROUND)
    yield from brought_again(case, weeks)


def brought_again(case: Opened, weeks: int) -> Iterator[Command]:
    """Yield that the proposers answer all that a return lists."""
    if isinstance(case, Returned):
        yield commands.SupplementNomination(CASE, moved_on(OFFICER, weeks), case.missing)

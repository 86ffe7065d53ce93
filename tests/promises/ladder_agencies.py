"""More that may be tried on a case: several agencies that a step asks at once, each in its term."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from domain.access import person
from domain.decision.commands import IssueDecision
from domain.hand import Hand
from domain.hearing import commands as h
from domain.hearing.consult import CONSULTED
from domain.hearing.state import Consulted
from domain.ladder import Act, Asked, Ladder, Step
from domain.nomination.commands import (
    EndorseStep,
    FileNomination,
    OpenNomination,
    ReturnForSupplement,
    SupplementNomination,
)
from domain.nomination.state import AtStep, InTransit, Opened, Returned, State
from services.orders import Command
from tests.builders import APRIL, CASE
from tests.histories import everyone
from tests.promises.ladder_agreements import EVERYWHERE
from tests.promises.ladder_hearings import GROUND, More, brought_again, everybody_and, weeks_at
from tests.promises.ladder_orders import OFFICER, WEEK, moved_on, officers
from tests.promises.ladder_places import Place, sorts
from tests.promises.ladder_walk import Tries

TERMS = {"TAX": 1, "ENV": 6, "INS": 11}
"""Working days in which each agency answers: from a Tuesday on past one week, two, and three."""
PROPOSING = OpenNomination | FileNomination | SupplementNomination
JUDGING = EndorseStep | ReturnForSupplement | IssueDecision
OPINIONS = (("agrees", None), ("objects", GROUND), ("no-remark", None))


def asking(ladder: Ladder, many: int) -> Ladder:
    """Return a ladder whose steps of consultation ask so many agencies at once."""
    asked = tuple(Asked(one, "all", days, "house", confirmed=False) for one, days in TERMS.items())
    return replace(ladder, steps=tuple(_asking(one, asked[:many]) for one in ladder.steps))


def _asking(step: Step, asked: tuple[Asked, ...]) -> Step:
    """Return a step of consultation with whom it asks, another as it is."""
    return replace(step, asks=asked) if step.act is Act.CONSULT else step


def by_all_that_are_asked(case: Opened, _: Ladder, weeks: int) -> Iterator[Command]:
    """
    Yield that some agencies are asked at once, answer, are asked no more, or keep silent.

    Each of those who answer does so for every agency; whoever holds the step counts the silence of
    each from that day on until all terms are over.
    """
    if not isinstance(case, AtStep | Returned) or not case.step.asks:
        return
    asked = [one.agency for one in case.step.asks]
    holder = officers(case.step.key)[0]
    for hand in (OFFICER, holder):
        yield from _questions(case.step.key, moved_on(hand, weeks), asked)
    for hand in _who_answers(holder, asked):
        yield from _answers(moved_on(hand, weeks), asked)
    for agency in asked:
        yield h.WithdrawConsultation(CASE, moved_on(holder, weeks), agency, "not needed")
        for later in range(len(asked) + 1):
            yield h.NoteLapsedConsultation(CASE, moved_on(holder, weeks + later), agency)
    yield from brought_again(case, weeks)


def _questions(step: str, hand: Hand, asked: Sequence[str]) -> Iterator[Command]:
    """Yield that some of the agencies are asked by one paper, any of them."""
    for many in range(1, len(asked) + 1):
        for some in combinations(asked, many):
            questions = tuple(h.Question(one, "all") for one in some)
            yield h.RequestConsultation(CASE, hand, step, questions, "no-remark")


def _who_answers(holder: Hand, asked: Sequence[str]) -> Iterator[Hand]:
    """Yield a hand of each agency, of two, and of the nominator and a judge who sit in one."""
    for agency in asked:
        yield of_agencies(everyone(agency.lower()), agency)
    yield of_agencies(everyone("of two"), *asked[:2])
    yield of_agencies(OFFICER, asked[-1])
    yield of_agencies(holder, asked[0])


def of_agencies(hand: Hand, *agencies: str) -> Hand:
    """Return somebody's hand as it answers for agencies, and does nothing else."""
    return replace(hand, roles=frozenset({CONSULTED}), units=frozenset(agencies))


def _answers(hand: Hand, asked: Sequence[str]) -> Iterator[Command]:
    """Yield every answer for every agency."""
    for agency in asked:
        for opinion, ground in OPINIONS:
            yield h.AnswerConsultation(CASE, hand, agency, opinion, "seen", ground)


def each_in_their_office(*more: More) -> Tries:
    """Return how to try what proposers propose, judges pass or send back, and agencies are for."""
    tried = everybody_and(*more)

    def tries(case: State, ladder: Ladder) -> Iterator[Command]:
        return (one for one in tried(case, ladder) if _is_their_office(one))

    return tries


def _is_their_office(order: Command) -> bool:
    """Say whether an order is about an agency, or of the office of who gives it."""
    if isinstance(order, h.ConsultationCommand):
        return True
    if order.hand.actor == OFFICER.actor:
        return isinstance(order, PROPOSING)
    return isinstance(order, JUDGING) and order.hand.actor.startswith(("a step", "b step"))


def who_was_heard(case: State) -> Place:
    """
    Return what a case shares with others that have the same ways ahead, where agencies are asked.

    It counts how the question to each stands, in how many weeks its silence may be counted, and who
    agreed for one that may judge the case as well. Of two days nothing but that counts.
    """
    if not isinstance(case, AtStep | InTransit | Returned):
        return sorts(case)
    asked = case.dossier.hearing.consulted.items()
    stand = frozenset((agency, one.standing, weeks_left(one, case)) for agency, one in asked)
    judges = EVERYWHERE | {person(one.actor) for one in officers(case.step.key)}
    return (*sorts(case), stand, case.dossier.consulted & judges)


def weeks_left(one: Consulted, case: Opened) -> int:
    """Return how many weeks it takes until a silence that goes on may be counted; 0 for none."""
    if not case.dossier.hearing.waits_for(one.request.agency):
        return 0
    today = APRIL + WEEK * weeks_at(case)
    return max(0, (one.request.due_on - today) // WEEK + 1)

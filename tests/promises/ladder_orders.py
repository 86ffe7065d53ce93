"""Every order that anybody may think of for one case, and ladders of every order of acts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import count, product
from uuid import UUID, uuid5

from domain.decision.commands import IssueDecision
from domain.hand import Hand
from domain.hearing.commands import EndPosting, PostCase
from domain.ladder import Act, Ladder, Step
from domain.nomination import commands as c
from domain.nomination.clock_orders import NoteMissedDeadline
from domain.nomination.events import Missing
from domain.nomination.state import Absent, AtStep, InTransit, Opened, Returned, State
from domain.submission.commands import (
    AcceptItem,
    Answer,
    AnswerSubmission,
    DispatchSubmission,
    RefuseItem,
    ReturnItem,
)
from services.orders import Command
from tests.builders import APRIL, CASE, DECISION, LADDER, NOMINEE, SPACE, sha
from tests.histories import LATE, LEVELS, everyone

OPINIONS = (Act.REVIEW, Act.VOTE, Act.APPRAISE, Act.CONSULT, Act.PUBLISH)
PAPER = "achievement-report"
REMARK = Missing("remark", "r1")
WEEK = timedelta(weeks=1)
LISTS = ((REMARK,), (Missing("paper", PAPER),))
OFFICER, NOMINATOR_OTHERWISE = everyone("officer"), everyone(" OFFICER")
OWN = (OFFICER, NOMINATOR_OTHERWISE, everyone(str(NOMINEE.ref)))
ONE, STRANGER = everyone("a"), everyone("z")
CLERK = everyone("a clerk", roles=("clerk",))

Route = tuple[tuple[Act, ...], ...]


def officers(step: str) -> tuple[Hand, Hand]:
    """Return the two whose turn it is at a step: nobody agrees to a case at two (ADR 41)."""
    return everyone(f"a {step}"), everyone(f"b {step}")


@cache
def everybody(step: str, weeks: int) -> tuple[Hand, ...]:
    """Return all who may try an act at a step so many weeks on, their own case's people first."""
    return tuple(moved_on(one, weeks) for one in (*OWN, *officers(step), CLERK))


@cache
def standing(weeks: int) -> tuple[Hand, ...]:
    """Return who may be anywhere: the nominator, two more officers and a clerk, later by weeks."""
    return tuple(moved_on(hand, weeks) for hand in (OFFICER, ONE, CLERK, STRANGER))


def routes(levels: int, most: int) -> Iterator[Route]:
    """Yield the acts of each level in every order, up to *most* before it sends up or decides."""
    rows = [row for many in range(most + 1) for row in product(OPINIONS, repeat=many)]
    yield from product(rows, repeat=levels)


def ladder_of(route: Route) -> Ladder:
    """Return a ladder whose levels give their opinions, submit, and decide on top."""
    steps: list[Step] = []
    for level, acts in zip(LEVELS, route, strict=False):
        last = Act.DECIDE if level == LEVELS[len(route) - 1] else Act.SUBMIT
        for act in (*acts, last):
            steps.append(_step(len(steps), level, act))
    return replace(LADDER, steps=tuple(steps), papers=(PAPER,))


def _step(at: int, level: str, act: Act) -> Step:
    """Return a step with a term; a review needs two, so that one may try to be both."""
    quorum, percent = 2 if act is Act.REVIEW else 1, 60 if act is Act.VOTE else None
    return Step(f"step-{at}", level, act, "leader", level, quorum, percent, at + 1)


def orders(case: State, ladder: Ladder) -> Iterator[Command]:
    """
    Yield every order by everybody whose turn it could be, at the step of the case.

    What a case takes from nobody where it is, one officer tries all the same; so at the last step.
    """
    if isinstance(case, Absent):
        yield c.OpenNomination(CASE, OFFICER, NOMINEE, "ward", "A", ladder)
        return
    yield from orders_on(case, ladder, weeks_of(case))


def weeks_of(case: State) -> int:
    """Return how many weeks went by: one for each posting that began, one for each that ended."""
    if isinstance(case, Absent):
        return 0
    hearing = case.dossier.hearing
    return 2 * len(hearing.posted) + bool(hearing.posting)


def moved_on(hand: Hand, weeks: int) -> Hand:
    """Return a hand that acts so much later."""
    later = WEEK * weeks
    recorded = hand.recorded_at + later
    return replace(hand, effective_on=hand.effective_on + later, recorded_at=recorded)


def orders_on(case: Opened, ladder: Ladder, weeks: int) -> Iterator[Command]:
    """Yield the orders about a case that was opened, so many weeks on."""
    yield from _beside_the_way(case, weeks)
    yield from _postings(case, weeks)
    now = case.step if isinstance(case, AtStep | InTransit | Returned) else ladder.first
    nominator, one, clerk, _ = standing(weeks)
    for hand in (nominator, one, clerk):
        yield from _of_proposers(hand)
    for hand in everybody(now.key, weeks) if isinstance(case, AtStep) else (one,):
        yield from (*judging(now.key, hand), *papers_of(hand, now, ladder))
    for hand in everybody(now.key, weeks) if isinstance(case, InTransit) else (one,):
        yield from answers_to(hand, case, now)
    yield from judging(ladder.steps[-1].key, one)


def _postings(case: Opened, weeks: int) -> Iterator[Command]:
    """Yield the posting of a case where a step asks for it, and the end of one that runs."""
    hearing = case.dossier.hearing
    if not isinstance(case, AtStep) or case.step.level in hearing.posted:
        return
    for hand in everybody(case.step.key, weeks) if case.step.act is Act.PUBLISH else ():
        yield PostCase(CASE, hand, case.step.key, "hall", 1)
        yield EndPosting(CASE, hand)


def _of_proposers(hand: Hand) -> Sequence[Command]:
    """Return the orders of those who propose."""
    return (
        c.FileNomination(CASE, hand),
        c.SupplementNomination(CASE, hand, (REMARK,)),
        c.SupplementNomination(CASE, hand),
        c.WithdrawNomination(CASE, hand, "moved"),
    )


def judging(step: str, hand: Hand) -> Sequence[Command]:
    """Return the orders of those who judge."""
    return (
        c.EndorseStep(CASE, hand, step, "good"),
        *(c.AppraiseCase(CASE, hand, step, yes, "seen") for yes in (True, False)),
        *(c.RecordVote(CASE, hand, step, 5, votes) for votes in (5, 2)),
        c.ScoreNomination(CASE, hand, step, Decimal(80)),
        *(c.ReturnForSupplement(CASE, hand, step, one, "unclear") for one in LISTS),
        c.RefuseNomination(CASE, hand, step, "violation", "found"),
    )


def papers_of(hand: Hand, step: Step, ladder: Ladder) -> Iterator[Command]:
    """Yield submissions to every level and decisions of every level."""
    paper = sent_from(step)
    for unit in dict.fromkeys(one.unit for one in ladder.steps):
        yield DispatchSubmission(paper, hand, "1", step.unit, unit, (CASE,))
        yield IssueDecision(DECISION, hand, "1", unit, "Chair", "Law", (CASE,), None)


def answers_to(hand: Hand, case: State, step: Step) -> Iterator[Command]:
    """Yield every answer to the submission that carries the case."""
    paper = case.submission if isinstance(case, InTransit) else sent_from(step)
    listed = (ReturnItem(CASE, one, "unclear") for one in LISTS)
    answers: tuple[Answer, ...] = (AcceptItem(CASE), RefuseItem(CASE, "violation", "found"))
    for answer in (*answers, *listed):
        yield AnswerSubmission(paper, hand, (answer,))


def sent_from(step: Step) -> UUID:
    """Return the submission that carries a case up from a step."""
    return uuid5(SPACE, f"submission from {step.key}")


def _beside_the_way(case: Opened, weeks: int) -> Iterator[Command]:
    """Yield orders on the file, on what holds it, and of the clock."""
    due: date | None = case.due_on if isinstance(case, AtStep) else None
    step = case.step.key if isinstance(case, AtStep) else "none"
    yield NoteMissedDeadline(CASE, moved_on(LATE, weeks), step, due or APRIL)
    nominator, one, _, stranger = standing(weeks)
    for hand in (nominator, one):
        for name in papers_at_hand(case):
            yield c.AddEvidence(CASE, hand, name, 1, "text/plain", PAPER, "original", "T")
        for name in sorted(case.dossier.papers):
            yield c.WithdrawEvidence(CASE, hand, name, "wrong")
        yield c.CorrectNomination(CASE, hand, "achievement", "A", "B", "typo")
        yield c.CorrectNomination(CASE, hand, "achievement", "B", "A", "typo")
    for hand in (nominator, one, stranger):
        yield c.PutOnHold(CASE, hand, "complaint", "12/DT", "a letter")
        yield c.LiftHold(CASE, hand, "12/DT", "unfounded")


def papers_at_hand(case: Opened) -> list[str]:
    """Return a new paper and those a return knew of; a file that holds one takes no more here."""
    known = case.known if isinstance(case, Returned) else frozenset[str]()
    held = set(case.dossier.papers)
    fresh = next(name for n in count() if (name := sha(f"report {n}")) not in held | known)
    return [] if held else [*sorted(known), fresh]

"""Honest lives of a case, each act by one role of one unit: what forgers start from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from uuid import uuid5

from domain.council.commands import (
    AppointCouncil,
    CloseSession,
    ConveneSession,
    CountHands,
    OpenSession,
)
from domain.council.rule import BallotRules, RuledAward
from domain.council.state import council_of
from domain.decision.commands import AnnulGrants, CorrectDecision, IssueDecision
from domain.delegation.commands import GrantDelegation
from domain.delegation.events import Scope
from domain.hand import Hand
from domain.ladder import Act, Ladder, Step
from domain.nomination import commands as c
from domain.register.commands import HandHonourBack, RecoverHonour, RestoreHonour
from domain.register.decide import honour_of
from domain.submission.commands import AcceptItem, AnswerSubmission, DispatchSubmission
from services.handle import Order, handle
from services.orders import Command
from services.redeciding.act import Fact
from tests.builders import APRIL, CASE, DECISION, NOMINEE, SPACE, hand, sha
from tests.council import OPEN, seats, there
from tests.lending import BASIS, LENT
from tests.notebook import Notebook
from tests.promises.ladder_orders import PAPER, Route, ladder_of

DAY = timedelta(days=1)
HONOUR = honour_of(CASE)
LAW = "Law 06/2022"
SESSION = uuid5(SPACE, "a session of the ward")


class Life:
    """A log that grows by honest orders, a day an order."""

    def __init__(self) -> None:
        self.book = Notebook()
        self._numbers = count(1)

    @property
    def log(self) -> Sequence[Fact]:
        """Return the facts so far."""
        return self.book.log

    def give(self, command: Command) -> None:
        """Carry an order out, a day after the one before."""
        number = next(self._numbers)
        day = command.hand.effective_on + number * DAY
        dated = replace(command, hand=replace(command.hand, effective_on=day))
        order = Order(dated, uuid5(SPACE, f"order {number}"), "life", fingerprint=f"{number}")
        assert not handle(order, self.book).repeated


def climbed(route: Route, *, lent: bool = False, held: bool = False) -> Life:
    """Return the life of a case up to its award, and what became of it there."""
    life, ladder = Life(), ladder_of(route)
    for order in (
        *started(ladder),
        *(on_the_way(ladder, lent=lent, held=held)),
        *afterwards(ladder),
    ):
        life.give(order)
    return life


def officer(name: str, role: str, unit: str) -> Hand:
    """Return somebody with one role in one unit."""
    return hand(name, role, unit)


def started(ladder: Ladder) -> Iterator[Command]:
    """Yield what brings a case to its first step."""
    own = officer("officer", "nominating-officer", "ward")
    yield c.OpenNomination(CASE, own, NOMINEE, "ward", "A", ladder)
    paper = sha(PAPER), 1, "text/plain", PAPER, "original", "R", frozenset({PAPER})
    yield c.AddEvidence(CASE, own, *paper)
    yield c.CorrectNomination(CASE, own, "achievement", "A", "B", "typo")
    yield c.FileNomination(CASE, own)


def on_the_way(ladder: Ladder, *, lent: bool, held: bool) -> Iterator[Command]:
    """Yield what takes a case from step to step, the first by a deputy where power is lent."""
    first = officer("a 0", "leader", "ward")
    if lent:
        head = officer("head", "leader", "ward")
        scope, until = Scope("ward", "leader"), date(2026, 12, 31)
        yield GrantDelegation(LENT, head, "a 0", scope, "KT", APRIL, until, BASIS)
        first = replace(officer("a 0", "clerk", "hall"), delegation=LENT, capacity=None)
    if held:
        keeper = officer("keeper", "leader", "ward")
        yield c.PutOnHold(CASE, keeper, "complaint", "1/KN", "a letter")
        yield c.LiftHold(CASE, keeper, "1/KN", "unfounded")
    for at, step in enumerate(ladder.steps):
        one = first if lent and at == 0 else officer(f"a {at}", "leader", step.unit)
        yield from opinion(one, officer(f"b {at}", "leader", step.unit), step, ladder)


def opinion(one: Hand, other: Hand, step: Step, ladder: Ladder) -> Iterator[Command]:
    """Yield the acts of a step, by one officer or by two."""
    paper = uuid5(SPACE, step.key)
    match step.act:
        case Act.REVIEW:
            yield c.EndorseStep(CASE, one, step.key, "good")
            yield c.EndorseStep(CASE, other, step.key, "good")
        case Act.CONSULT:
            yield c.EndorseStep(CASE, one, step.key, "good")
        case Act.APPRAISE:
            yield c.AppraiseCase(CASE, one, step.key, favourable=True, findings="seen")
        case Act.VOTE:
            yield c.RecordVote(CASE, one, step.key, 5, 4)
        case Act.SUBMIT:
            above = ladder.above(step.key).unit
            yield DispatchSubmission(paper, one, f"{step.key}/TTr", step.unit, above, (CASE,))
            receiver = officer(f"receiver {step.key}", "leader", above)
            yield AnswerSubmission(paper, receiver, (AcceptItem(CASE),))
        case Act.DECIDE:
            named = f"{step.key}/Q", step.unit, "Chair", LAW
            yield IssueDecision(DECISION, one, *named, (CASE,), 2_340_000)


def afterwards(ladder: Ladder) -> Iterator[Command]:
    """Yield what may become of an award: corrected, annulled, taken back, restored, given back."""
    unit = ladder.steps[-1].unit
    clerk, leader = officer("clerk", "clerk", unit), officer("chair", "leader", unit)
    yield CorrectDecision(DECISION, clerk, "legal_basis", LAW, "Law 06/2022/QH15", "in full")
    yield AnnulGrants(DECISION, leader, "9/Q", unit, (CASE,), "fraud", "false papers")
    yield RecoverHonour(HONOUR, clerk, True, 702_000, "all of it", "fraud")
    yield RestoreHonour(HONOUR, leader, "10/Q", unit, "lifted", "conclusion-lifted")
    yield HandHonourBack(HONOUR, clerk, True, 702_000, "all of it")


def sat() -> Life:
    """Return the life of a case on which a council voted in a session, by hands."""
    life, ladder = Life(), ladder_of(((Act.VOTE,),))
    secretary = officer("secretary", "council-secretary", "ward")
    vote = replace(ladder.steps[0], role="council-secretary")
    ladder = replace(ladder, steps=(vote, *ladder.steps[1:]))
    for order in (*started(ladder), *session(secretary), *opinion_on(ladder)):
        life.give(order)
    return life


def session(secretary: Hand) -> Iterator[Command]:
    """Yield the acts of a session of three members."""
    leader = officer("chair", "leader", "ward")
    yield AppointCouncil(leader, "ward", seats(3), "1/HD", LAW)
    rules, meets = BallotRules((RuledAward(OPEN),)), APRIL + 7 * DAY
    yield ConveneSession(SESSION, secretary, council_of("ward"), meets, (CASE,), rules)
    yield OpenSession(SESSION, secretary, there(1, 2, 3))
    yield CountHands(SESSION, secretary, CASE, ("member-1", "member-2", "member-3"), ())
    yield CloseSession(SESSION, secretary)


def opinion_on(ladder: Ladder) -> Iterator[Command]:
    """Yield the decision on a case."""
    top = ladder.steps[-1]
    yield from opinion(
        officer("d", "leader", top.unit), officer("e", "leader", top.unit), top, ladder
    )

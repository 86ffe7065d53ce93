"""More that may be tried on a case: sessions of its council, and confirmations of an enterprise."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random
from typing import get_args
from uuid import UUID, uuid5

from domain.council import commands as s
from domain.council.agenda import agenda_key
from domain.council.events import Attendance, Ballot, BallotPaper, Choice, CouncilAppointed
from domain.council.rule import BallotRules
from domain.council.seat import Function, Seat
from domain.council.session import SESSION, NotConvened, Over
from domain.council.state import council_of
from domain.decision.commands import IssueDecision
from domain.force import Force, Forces
from domain.hand import Hand
from domain.hearing import commands as h
from domain.ladder import Act, Ladder
from domain.nomination.choosing import ChooseRegime
from domain.nomination.commands import (
    FileNomination,
    OpenNomination,
    RecordVote,
    ReturnForSupplement,
    SupplementNomination,
)
from domain.nomination.state import AtStep, Draft, Opened, Returned, State
from domain.nominee_kinds import ENTERPRISE
from domain.recorded import Dated
from domain.register.claims import CLAIM, claim_stream
from services.histories import Histories
from services.orders import Command
from tests import council as c
from tests.ballots import voted
from tests.builders import APRIL, CASE, SPACE
from tests.histories import LEVELS, everyone
from tests.notebook import Notebook
from tests.promises.ladder_hearings import More, everybody_and
from tests.promises.ladder_orders import CLERK, OFFICER, ONE, STRANGER, moved_on, officers
from tests.promises.ladder_places import canonical
from tests.promises.ladder_walk import Facts, Tries

MEMBERS = (OFFICER.actor, "m1", "m2")
"""Who sits in every council: the nominator, who may not vote on the case, and two who may."""
SEATS = tuple(Seat(one, Function.MEMBER, c.JANUARY) for one in MEMBERS)
ROOM = tuple(Attendance(one, one) for one in MEMBERS)
COUNCILS: Facts = {
    council_of(unit): (Dated(CouncilAppointed(unit, SEATS, "1/QĐ", c.JANUARY, c.BASIS), APRIL),)
    for unit in LEVELS
}
SESSIONS = tuple(uuid5(SPACE, f"session {number}") for number in range(3))
"""No shortest way to a place needs more of them: one that is over leaves nothing but its result."""
HANDS = ((MEMBERS[1:], ()), ((), MEMBERS[1:]), (MEMBERS[:2], ()))
"""Whose hands are in favour and against: of those who may, and of one who may not."""
SECRETARY = everyone("secretary")
"""Keeps the minutes of every council, and has no other part in the case."""
OFFICES: dict[str, tuple[type, ...]] = {
    OFFICER.actor: (OpenNomination, FileNomination, SupplementNomination),
    SECRETARY.actor: (*get_args(s.CouncilCommand), RecordVote, ChooseRegime),
    STRANGER.actor: (h.ReceiveComplaint,),
}
OF_NO_RULE = frozenset({"blinded", "signed", "modulus", "called_on", "opened_on"})
TAX = "tax-confirmation"
BINDS = Forces(chosen={"enterprise-duties-met": Force.BINDS})


def by_open_votes(case: Opened, _: Ladder, weeks: int) -> Iterator[Command]:
    """Yield that councils are called, begin, count hands, and end."""
    yield from _sessions(case, weeks, c.OPENLY, secret=False)


def by_secret_votes(case: Opened, _: Ladder, weeks: int) -> Iterator[Command]:
    """Yield that councils are called, begin, hand ballots out, close the roll, and end."""
    yield from _sessions(case, weeks, c.RULES, secret=True)


def _sessions(case: Opened, weeks: int, rules: BallotRules, *, secret: bool) -> Iterator[Command]:
    """Yield every order on a session by a secretary, and by the nominator and a clerk."""
    for session in SESSIONS:
        for one in (SECRETARY, OFFICER, CLERK):
            hand = moved_on(one, weeks)
            yield from _called(session, hand, case, rules, secret=secret)
            yield s.CallOffSession(session, hand, "nobody came")
        hand = moved_on(SECRETARY, weeks)
        yield from _ballots(session, weeks) if secret else _hands(session, hand)


def _called(
    session: UUID, hand: Hand, case: Opened, rules: BallotRules, *, secret: bool
) -> Iterator[Command]:
    """Yield that a council is called to a case, begins, ends, and that a kept count is entered."""
    if isinstance(case, AtStep) and case.step.act is Act.VOTE:
        council = council_of(case.step.unit)
        yield s.ConveneSession(session, hand, council, hand.effective_on, (CASE,), rules)
        for votes in range(len(MEMBERS)):
            yield RecordVote(CASE, hand, case.step.key, len(MEMBERS), votes)
    yield s.OpenSession(session, hand, ROOM, (c.SIGNER.key(CASE),) if secret else ())
    yield s.CloseSession(session, hand)


def _hands(session: UUID, hand: Hand) -> Iterator[Command]:
    """Yield that hands are counted, each way."""
    for favour, against in HANDS:
        yield s.CountHands(session, hand, CASE, favour, against)


def _ballots(session: UUID, weeks: int) -> Iterator[Command]:
    """Yield that members take ballots, that the roll is closed, and the box opened, each way."""
    for member in MEMBERS:
        hand = moved_on(replace(SECRETARY, actor=member), weeks)
        yield s.TakeBallots(session, hand, (ballot(session, member, Choice.IN_FAVOUR)[0],))
    secretary, other = moved_on(SECRETARY, weeks), moved_on(CLERK, weeks)
    yield s.CloseRoll(session, secretary)
    for some in (MEMBERS[1:2], MEMBERS[1:]):
        for choice in Choice:
            box = {CASE: tuple(ballot(session, one, choice)[1] for one in some)}
            yield s.CloseSession(session, secretary, box)
        yield s.CloseSession(session, replace(other, roles=SECRETARY.roles), {}, {CASE: len(some)})


@cache
def ballot(session: UUID, member: str, choice: Choice) -> tuple[BallotPaper, Ballot]:
    """Return the paper a member takes and the ballot they cast."""
    return voted(session, CASE, choice, c.SIGNER, Random(f"{member} {session} {choice}"))


def in_session(facts: Facts) -> object:
    """Return what of sessions has ways ahead: those that go on, and whether one keeps the case."""
    past = Histories(Notebook(facts))
    states = past.each(SESSION, list(SESSIONS))
    keeper = past.of(CLAIM, claim_stream(agenda_key(CASE)))
    return frozenset(
        (type(one).__name__, keeper == session, canonical(one, OF_NO_RULE))
        for session, one in states.items()
        if not isinstance(one, NotConvened | Over) or keeper == session
    )


def by_confirmations(case: Opened, _: Ladder, weeks: int) -> Iterator[Command]:
    """Yield that an authority is asked, confirms that a duty is met or not, and that it expires."""
    if not isinstance(case, Draft | AtStep | Returned):
        return
    judge = officers(case.step.key)[0] if not isinstance(case, Draft) else ONE
    for one in (OFFICER, judge, CLERK):
        hand = moved_on(one, weeks)
        yield h.RequestConfirmation(CASE, hand, TAX, "TAX")
        for met in (True, False):
            days = (APRIL,) * 3
            yield h.RecordConfirmation(
                CASE, hand, TAX, "TAX", "5/XN", *days, met, hand.effective_on
            )
        yield h.NoteExpiredConfirmation(CASE, moved_on(one, weeks + 1), TAX)


def of_enterprises(*more: More, forces: Forces = BINDS) -> Tries:
    """Return how to try it all on the case of an enterprise, where its duties bind."""
    tried = everybody_and(*more)

    def tries(case: State, ladder: Ladder) -> Iterator[Command]:
        for one in tried(case, ladder):
            bound = replace(one, hand=replace(one.hand, forces=forces))
            if isinstance(bound, OpenNomination):
                bound = replace(bound, nominee=replace(bound.nominee, kind=ENTERPRISE))
            yield bound

    return tries


def each_in_their_office(*more: More) -> Tries:
    """
    Return how to try what each does in one office: who proposes, keeps minutes, writes, or judges.

    It is for a short look at what meets what. That nobody does what is another's, all of it tells.
    """
    tried = everybody_and(*more)

    def tries(case: State, ladder: Ladder) -> Iterator[Command]:
        return (one for one in tried(case, ladder) if isinstance(one, _work_of(one.hand.actor)))

    return tries


def _work_of(actor: str) -> tuple[type, ...]:
    """Return what one does who proposes, keeps the minutes, complains, or is the first to judge."""
    if actor.startswith("a step"):
        return (h.SettleComplaint, ReturnForSupplement, IssueDecision)
    return OFFICES.get(actor, ())

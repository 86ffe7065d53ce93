"""Honest lives in which others are heard, papers come back, titles are told of and seats change."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import uuid5

from domain.booking.commands import BookPaper
from domain.council.commands import (
    AppointCouncil,
    AppointMembers,
    CallOffSession,
    ConveneSession,
    CountHands,
    DeclareConflict,
    NoteArrival,
    OpenSession,
    RelieveMember,
    WriteOpinion,
)
from domain.council.events import Attendance, Choice
from domain.council.rule import BallotRules, RuledAward
from domain.council.seat import Function, Seat
from domain.council.state import council_of
from domain.decision.commands import IssueDecision
from domain.delegation.commands import EndDelegation, GrantDelegation
from domain.delegation.events import Scope
from domain.exchange.commands import TellStatus
from domain.hearing import commands as h
from domain.ladder import Act, Condition, Ladder
from domain.nomination import commands as c
from domain.nomination.events import Missing
from domain.register.commands import ReceiveHonourComplaint, SettleHonourComplaint
from domain.register.title_commands import ConfirmTitle, DeclareTitle, RejectTitle
from domain.submission.commands import AnswerSubmission, DispatchSubmission, RefuseItem, ReturnItem
from services.orders import Command
from tests.builders import APRIL, CASE, DECISION, MOVEMENT, NOMINEE, SPACE, sha
from tests.council import OPEN, seats, there
from tests.honest_lives import DAY, HONOUR, LAW, SESSION, Life, officer, started
from tests.lending import BASIS, LENT
from tests.promises.ladder_orders import PAPER, ladder_of

REMARK = Missing("remark", "r1", "which office?")
JUDGED = Condition("exemplary", "gương mẫu", "exemplary", "house", confirmed=False)
LETTER = uuid5(SPACE, "a letter")
OWN = officer("officer", "nominating-officer", "ward")
JUDGE, OTHER = officer("a 0", "leader", "ward"), officer("b 0", "leader", "ward")
CLERK = officer("clerk", "clerk", "ward")
CLOCK = replace(officer("vinhdanh", "service", "ward"), units=frozenset(), capacity=None)
TAX = officer("of TAX", "consulted-agency", "TAX")


def lived(orders: Iterator[Command]) -> Life:
    """Return the life of some orders."""
    life = Life()
    for order in orders:
        life.give(order)
    return life


def heard() -> Life:
    """Return the life of a case about which agencies and people were heard."""
    ladder = replace(ladder_of(((Act.REVIEW,),)), conditions=(JUDGED,))
    return lived(iter((*started(ladder), *asking("step-0"), *later(ending(ladder), 14))))


def asking(step: str) -> Iterator[Command]:
    """Yield the acts of who asks, and of those who answer."""
    questions = tuple(h.Question(one, "what is known", 5) for one in ("TAX", "POL", "FIN"))
    yield h.RequestConsultation(CASE, JUDGE, step, questions, "no-remark")
    yield h.AnswerConsultation(CASE, TAX, "TAX", "agrees", "nothing owed")
    yield h.WithdrawConsultation(CASE, JUDGE, "POL", "of another unit")
    yield h.PostCase(CASE, JUDGE, step, "hall", 5)
    yield h.ReceiveObjection(CASE, JUDGE, "3/PA", "violation", LETTER)
    yield h.SettleObjection(CASE, OTHER, "3/PA", False, "nothing found")
    yield h.ReceiveComplaint(CASE, JUDGE, "complaint", "9/KN", LETTER)
    yield h.SettleComplaint(CASE, OTHER, "9/KN", "unfounded", "nothing found")


def later(orders: Iterator[Command], days: int) -> Iterator[Command]:
    """Yield some orders so many days later than they would be given."""
    for one in orders:
        hand = replace(one.hand, effective_on=one.hand.effective_on + days * DAY)
        yield replace(one, hand=hand)


def ending(ladder: Ladder) -> Iterator[Command]:
    """Yield what sends a case back, brings it again and grants it, and a letter about it."""
    yield h.NoteLapsedConsultation(CASE, CLOCK, "FIN")
    yield h.EndPosting(CASE, JUDGE)
    yield h.JudgeCondition(CASE, JUDGE, "step-0", "exemplary", True, "so it is")
    yield c.ReturnForSupplement(CASE, JUDGE, "step-0", (REMARK,), "unclear")
    yield c.AddEvidence(CASE, OWN, sha("x"), 1, "text/plain", PAPER, "original", "X", PAPERS)
    yield c.WithdrawEvidence(CASE, OWN, sha("x"), "twice")
    yield c.SupplementNomination(CASE, OWN, (REMARK,))
    for one in (JUDGE, OTHER):
        yield c.EndorseStep(CASE, one, "step-0", "good")
    yield h.JudgeCondition(CASE, officer("d", "leader", "ward"), "step-1", "exemplary", True, "yes")
    named = "1/Q", "ward", "Chair", LAW
    yield IssueDecision(DECISION, officer("e", "leader", "ward"), *named, (CASE,), 2_340_000)
    yield ReceiveHonourComplaint(HONOUR, CLERK, "complaint", "4/KN", LETTER)
    clerk = officer("second clerk", "clerk", "ward")
    yield SettleHonourComplaint(HONOUR, clerk, "4/KN", "unfounded", "nothing found")


PAPERS = frozenset({PAPER})


def confirmed() -> Life:
    """Return the life of an enterprise whose duties were confirmed, then refused."""
    ladder = replace(ladder_of(((Act.REVIEW,),)), subjects=("enterprise",))
    own = (replace(one, nominee=FIRM) if isinstance(one, c.OpenNomination) else one
           for one in started(ladder))  # fmt: skip
    return lived(iter((*own, *duties())))


FIRM = replace(NOMINEE, kind="enterprise")


def duties() -> Iterator[Command]:
    """Yield what an authority is asked and says, and a refusal."""
    kind, day = "tax-confirmation", APRIL + 4 * DAY
    yield h.RequestConfirmation(CASE, JUDGE, kind, "TAX")
    yield h.RecordConfirmation(CASE, JUDGE, kind, "TAX", "1/XN", day, day, day, True, day + DAY)
    yield h.NoteExpiredConfirmation(CASE, replace(JUDGE, effective_on=APRIL + 30 * DAY), kind)
    yield c.RefuseNomination(CASE, JUDGE, "step-0", "violation", "found")


def told_of() -> Life:
    """Return the life of titles of before, and of a power that was lent and taken back."""
    return lived(iter((*started(ladder_of(((Act.REVIEW,),))), *titles(), *lending())))


def titles() -> Iterator[Command]:
    """Yield a title that a second person confirmed, and one that was rejected."""
    second, last_year = officer("secretary", "council-secretary", "ward"), APRIL - timedelta(120)
    for award, year in (("cstdcs", 2024), ("cstdcs", 2023)):
        told = award, year, f"{year}/Q", last_year.replace(year=year), "UBND", sha(f"{year}")
        yield DeclareTitle(NOMINEE.ref, CLERK, "ward", *told, frozenset({"cstdcs"}))
    yield ConfirmTitle(NOMINEE.ref, second, "cstdcs", 2024)
    yield RejectTitle(NOMINEE.ref, second, "cstdcs", 2023, "of another person")


def lending() -> Iterator[Command]:
    """Yield a power that is lent and taken back."""
    head, scope = officer("head", "leader", "ward"), Scope("ward", "leader")
    yield GrantDelegation(LENT, head, "deputy", scope, "KT", APRIL + 20 * DAY, None, BASIS)
    yield EndDelegation(LENT, head, APRIL + 40 * DAY, "back from leave")


def sent_back() -> Life:
    """Return the life of a case that the unit above returned."""
    ladder = ladder_of(((), ()))
    back = ReturnItem(CASE, (REMARK,), "?")
    return lived(iter((*started(ladder), *answered(ladder, back))))


def refused_above() -> Life:
    """Return the life of a case that the unit above refused."""
    ladder = ladder_of(((), ()))
    no = RefuseItem(CASE, "violation", "found")
    return lived(iter((*started(ladder), *answered(ladder, no))))


def answered(ladder: Ladder, answer: ReturnItem | RefuseItem) -> Iterator[Command]:
    """Yield a submission and how it is answered."""
    above = ladder.above("step-0").unit
    receiver = officer("receiver", "leader", above)
    paper, clerk = uuid5(SPACE, "sent"), officer("clerk above", "clerk", above)
    yield DispatchSubmission(paper, JUDGE, "1/TTr", "ward", above, (CASE,))
    yield BookPaper(paper, clerk, above, "incoming", "77")
    yield TellStatus(paper, clerk, above, "01", "no seal", "")
    yield AnswerSubmission(paper, receiver, (answer,))
    if isinstance(answer, ReturnItem):
        yield c.SupplementNomination(CASE, OWN, (REMARK,))


def seated() -> Life:
    """Return the life of a council whose seats changed, and of a session called off."""
    ladder = ladder_of(((Act.VOTE,),))
    vote = replace(ladder.steps[0], role="council-secretary")
    ladder = replace(ladder, steps=(vote, *ladder.steps[1:]))
    return lived(iter((*started(ladder), *meeting())))


def meeting() -> Iterator[Command]:
    """Yield the acts of a council and of a session."""
    leader = officer("chair", "leader", "ward")
    secretary = officer("secretary", "council-secretary", "ward")
    third, council, meets = officer("member-3", "council-member", "ward"), council_of("ward"), 11
    yield AppointCouncil(leader, "ward", seats(6), "1/HD", LAW)
    extra = (Seat("member-9", Function.MEMBER, APRIL - DAY),)
    yield AppointMembers(council, leader, extra, "2/HD", LAW)
    yield RelieveMember(council, leader, "member-9", APRIL + 8 * DAY, "3/HD", LAW)
    rules = BallotRules((RuledAward(OPEN),))
    yield ConveneSession(SESSION, secretary, council, APRIL + meets * DAY, (CASE,), rules)
    yield WriteOpinion(SESSION, third, CASE, Choice.IN_FAVOUR)
    yield DeclareConflict(SESSION, officer("member-4", "council-member", "ward"), CASE, "kin")
    yield OpenSession(SESSION, secretary, there(1, 2, 5, 3))
    yield NoteArrival(SESSION, secretary, Attendance("member-4", "member-4"))
    yield CountHands(SESSION, secretary, CASE, ("member-1", "member-2", "member-5"), ())
    yield CallOffSession(SESSION, secretary, "the hall is closed")


def scored() -> Life:
    """Return the life of a case of a movement, measured and given points."""
    ladder = ladder_of(((Act.REVIEW,),))
    opened, *rest = started(ladder)
    assert isinstance(opened, c.OpenNomination)
    own = replace(opened, movement=MOVEMENT, occasion="annual", nominee_class="individual")
    points = c.ScoreNomination(CASE, SECRETARY, "step-0", Decimal(80))
    return lived(iter((own, *measured(), *rest, points)))


SECRETARY = officer("secretary", "council-secretary", "ward")


def measured() -> Iterator[Command]:
    """Yield what was measured."""
    for one in MOVEMENT.classes[0].criteria:
        yield c.AssessCriterion(CASE, OWN, one.key, Decimal(95))


LIVES = (heard, confirmed, told_of, sent_back, refused_above, seated, scored)

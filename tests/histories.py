"""Random ladders and random orders: lives of cases that nobody planned."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from hypothesis import strategies as st

from domain.booking.commands import BookPaper
from domain.decision.commands import AnnulGrants, CorrectDecision, IssueDecision
from domain.exchange.commands import TellStatus
from domain.hand import Hand
from domain.ladder import Act, Ladder, Step
from domain.nomination import commands as c
from domain.nomination.clock_orders import IssueNotice, NoteMissedDeadline
from domain.nomination.events import Missing
from domain.nomination.state import AtStep
from domain.register.commands import HandHonourBack, RecoverHonour, RestoreHonour
from domain.register.decide import honour_of
from domain.submission.commands import (
    AcceptItem,
    AnswerSubmission,
    DispatchSubmission,
    RefuseItem,
    ReturnItem,
)
from domain.terms import Notice, NoticeAct
from services.orders import Command
from tests.builders import APRIL, LADDER, MOVEMENT, NOMINEE, NOON, SPACE, sha

LEVELS = ("ward", "district", "province", "central")
ROLES = ("nominating-officer", "council-secretary", "leader", "appraiser", "clerk")
CASES = tuple(uuid5(SPACE, f"case {n}") for n in range(3))
PAPERS = tuple(uuid5(SPACE, f"paper {n}") for n in range(40))
KINDS = ("achievement-report", "council-minutes")
STATUSES = st.sampled_from(["01", "02", "03"])
BOOKS = st.sampled_from(["outgoing", "incoming"])
CASE, PAPER = st.sampled_from(CASES), st.sampled_from(PAPERS)
REMARK = Missing("remark", "r1")


def everyone(actor: str, *, roles: tuple[str, ...] = ROLES) -> Hand:
    """Return a hand that may nearly everything, so that histories get far."""
    units = frozenset(LEVELS)
    return Hand(actor, frozenset(roles), units, APRIL, NOON, NOON, "TM")


HANDS = st.one_of(
    st.sampled_from([everyone("a"), everyone("b"), everyone("c")]),
    st.sampled_from([everyone("officer"), everyone("b", roles=("clerk",))]),
)


LATE = replace(everyone("service", roles=("service",)), effective_on=date(2025, 11, 28))
NOTICE = Notice("near", NoticeAct.REMINDER, -2, "a source", confirmed=False)


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """Draw a ladder of one to four levels with acts in any order, a decision on top."""
    steps: list[Step] = []
    for level in LEVELS[: draw(st.integers(1, 4))]:
        for act in draw(st.lists(st.sampled_from(list(Act)[:6]), max_size=3)):
            steps.append(_step(level, act, len(steps), draw(st.integers(1, 2))))
    top = steps[-1].level if steps else "ward"
    steps.append(_step(top, Act.DECIDE, len(steps), 1))
    return replace(LADDER, steps=tuple(steps), papers=draw(st.sampled_from([(), KINDS[:1]])))


def _step(level: str, act: Act, at: int, quorum: int) -> Step:
    """Return a step of the level for the role that usually acts so."""
    role = {Act.SUBMIT: "leader", Act.DECIDE: "leader", Act.APPRAISE: "appraiser"}
    return Step(
        key=f"{at}-{act.value}",
        level=level,
        act=act,
        role=role.get(act, "council-secretary"),
        unit=level,
        quorum=quorum,
        percent=60 if act is Act.VOTE else None,
        working_days=at + 1,
    )


def opening(case: UUID, hand: Hand, ladder: Ladder, *, campaign: bool) -> c.OpenNomination:
    """Return the order that starts a case in the ward, in a movement or outside."""
    movement = (MOVEMENT, "annual", "individual") if campaign else ()
    alone = case == CASES[2]
    nominee = replace(NOMINEE, ref=case) if alone else NOMINEE
    return c.OpenNomination(case, hand, nominee, "ward", "A", ladder, *movement)


def fitting(case: UUID, hand: Hand, at: AtStep, paper: UUID) -> Command:
    """Return the order that takes a case on from where it waits."""
    step, number = at.step, f"{paper.hex[:4]}-{at.step.key}"
    match step.act:
        case Act.APPRAISE:
            return c.AppraiseCase(case, hand, step.key, favourable=True, findings="seen")
        case Act.VOTE:
            return c.RecordVote(case, hand, step.key, 5, 5)
        case Act.SUBMIT:
            above = at.dossier.ladder.above(step.key).unit
            return DispatchSubmission(paper, hand, number, step.unit, above, (case,))
        case Act.DECIDE:
            return IssueDecision(
                paper, hand, number, step.unit, "Chair", "Law 06/2022", (case,), 2_340_000
            )
    return c.EndorseStep(case, hand, step.key, "good")


def paper_orders(case: UUID, hand: Hand) -> st.SearchStrategy[Command]:
    """Draw an order on what a file holds."""
    kind, name = st.sampled_from(KINDS), st.sampled_from(["x", "y"])
    criterion, measure = st.sampled_from(["online", "quality"]), st.decimals(0, 100, places=1)
    return st.one_of(
        st.builds(
            lambda k, n: c.AddEvidence(
                case, hand, sha(n + k), 1, "text/plain", k, "original", "T", frozenset(KINDS)
            ),
            kind,
            name,
        ),
        st.builds(lambda k, n: c.WithdrawEvidence(case, hand, sha(n + k), "wrong"), kind, name),
        st.builds(lambda k, m: c.AssessCriterion(case, hand, k, m), criterion, measure),
        st.just(c.CorrectNomination(case, hand, "achievement", "A", "B", "typo")),
    )


def step_orders(
    case: UUID, hand: Hand, step: str, due_on: date | None
) -> st.SearchStrategy[Command]:
    """Draw an order at a step."""
    return st.one_of(
        st.just(c.EndorseStep(case, hand, step, "good")),
        st.builds(lambda yes: c.AppraiseCase(case, hand, step, yes, "seen"), st.booleans()),
        st.builds(lambda n: c.RecordVote(case, hand, step, 5, n), st.integers(0, 6)),
        st.builds(lambda p: c.ScoreNomination(case, hand, step, p), st.just(Decimal(80))),
        st.just(c.ReturnForSupplement(case, hand, step, (REMARK,), "unclear")),
        st.just(c.RefuseNomination(case, hand, step, "violation", "found")),
        st.just(NoteMissedDeadline(case, LATE, step, due_on or APRIL)),
        st.just(IssueNotice(case, LATE, step, due_on or APRIL, NOTICE)),
    )


def paper_trail(case: UUID, hand: Hand, paper: UUID, level: str) -> st.SearchStrategy[Command]:
    """Draw an order about a submission, a decision or an honour."""
    number, units = st.sampled_from("123456789"), st.sampled_from(LEVELS)
    honour = honour_of(case)
    basis = "Law 06/2022"
    return st.one_of(
        st.builds(
            lambda n, to: DispatchSubmission(paper, hand, n, level, to, (case,)), number, units
        ),
        st.builds(
            lambda n: IssueDecision(paper, hand, n, level, "Chair", basis, (case,), 2_340_000),
            number,
        ),
        st.builds(lambda n: AnnulGrants(paper, hand, n, level, (case,), "fraud", "x"), number),
        st.builds(lambda n, b: BookPaper(paper, hand, level, b, n), number, BOOKS),
        st.builds(lambda n: TellStatus(paper, hand, level, n, "no seal", ""), STATUSES),
        st.just(CorrectDecision(paper, hand, "legal_basis", basis, "Law", "typo")),
        st.builds(
            lambda money: RecoverHonour(honour, hand, True, money, "r", "fraud"), st.just(10_000)
        ),
        st.just(HandHonourBack(honour, hand, True, 10_000, "r")),
        st.builds(
            lambda n: RestoreHonour(honour, hand, n, level, "lifted", "conclusion-lifted"), number
        ),
        st.just(AnswerSubmission(paper, hand, (AcceptItem(case),))),
        st.just(AnswerSubmission(paper, hand, (RefuseItem(case, "violation", "x"),))),
        st.just(AnswerSubmission(paper, hand, (ReturnItem(case, (REMARK,), "x"),))),
    )


def plain_orders(case: UUID, hand: Hand) -> st.SearchStrategy[Command]:
    """Draw an order that names no step."""
    return st.sampled_from(
        [
            c.FileNomination(case, hand),
            c.SupplementNomination(case, hand, (REMARK,)),
            c.WithdrawNomination(case, hand, "moved"),
        ]
    )

"""For opening a review and every act in it an order that tries it; and who may act."""

from collections.abc import Iterator
from uuid import uuid5

from domain.audit.access import COUNTRY
from domain.decision.state import DECISION, Issued
from domain.hand import Hand
from domain.hearing.complain import AUDITOR
from domain.register.decide import authorities
from domain.review import commands as c
from domain.review.rules import ANSWERING, speaking
from domain.review.standing import UPHELD
from domain.review.state import REVIEW, File, NotOpened, Point
from services.attempts.elsewhere import TRIAL, Trial, on_a_decision
from services.attempts.trial import Attempt, Who

DAYS = 1


def on_a_decision_under_review(on: Trial) -> Iterator[Attempt]:
    """Try the acts on a decision, and to review it."""
    yield from on_a_decision(on)
    paper = on.past.of(DECISION, on.thing)
    unit = COUNTRY
    if isinstance(paper, Issued):
        unit = authorities(paper.unit, paper.dated, on.hand)[-1]
    new = uuid5(on.thing, "review")
    order = c.OpenReview(new, on.hand, on.thing, on.number, "plan")
    yield Attempt("review", None, auditors(unit), order)


def auditors(unit: str) -> tuple[Who, ...]:
    """Return who reviews what a unit decided."""
    return tuple(Who(AUDITOR, one) for one in dict.fromkeys((unit, COUNTRY)))


def on_a_review(on: Trial) -> Iterator[Attempt]:
    """Try the acts in a review: of its auditors, then of the audited."""
    state = on.past.of(REVIEW, on.thing)
    file = None if isinstance(state, NotOpened) else state.file
    yield from _of_auditors(on, file)
    yield from _of_the_audited(on, file)


def _of_auditors(on: Trial, file: File | None) -> Iterator[Attempt]:
    review, hand, number = on.thing, on.hand, on.number
    unit = file.opened.unit if file else COUNTRY
    decision, who = file.opened.decision if file else TRIAL, auditors(unit)
    cites = (c.Cited(1, decision),)
    asking = c.AskInReview(review, hand, number, unit, DAYS, TRIAL)
    yield Attempt("question", None, who, asking)
    finding = c.RecordFinding(review, hand, number, unit, cites, DAYS, TRIAL)
    yield Attempt("finding", None, who, finding)
    conclusion = c.ConcludeReview(review, hand, UPHELD, (), DAYS, TRIAL)
    yield Attempt("conclusion", None, who, conclusion)
    yield Attempt("closing", None, who, c.CloseReview(review, hand))


def _of_the_audited(on: Trial, file: File | None) -> Iterator[Attempt]:
    unit = file.opened.unit if file else COUNTRY
    point = _waiting(file)
    asked, reference = (point.put.unit, point.put.reference) if point else (unit, on.number)
    accepts = True if point and point.is_finding else None
    answer = c.AnswerInReview(on.thing, on.hand, reference, (), TRIAL, accepts)
    yield Attempt("answer", None, speakers(asked, file, on.hand), answer)
    report = c.ReportMeasures(on.thing, on.hand, on.number, (), whole=False, content=TRIAL)
    yield Attempt("measures", None, speakers(unit, file, on.hand), report)


def _waiting(file: File | None) -> Point | None:
    """Return the first point that waits for an answer, None where none does."""
    points = file.points.values() if file else ()
    return next((one for one in points if not one.answered), None)


def speakers(unit: str, file: File | None, hand: Hand) -> tuple[Who, ...]:
    """Return who answers for a unit, or in its place."""
    here = speaking(unit, file, hand) if file else unit
    return tuple(Who(role, here) for role in ANSWERING)

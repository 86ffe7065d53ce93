"""The cast of reviews: two auditors, a decision that stands, and a review of it step by step."""

from dataclasses import replace
from datetime import date
from uuid import uuid5

from domain.nomination.events import NominationGranted
from domain.recorded import Dated
from domain.review import commands as c
from domain.review import events as e
from services.reviews import text_ref
from tests.builders import APRIL, CASE, DECISION, DISTRICT, SPACE, WARD, hand
from tests.domain.test_decision import HONOUR, at_decision, entry, paper
from tests.spec import Given, given_in

REVIEW = uuid5(SPACE, "review")
MAY = date(2025, 5, 12)
JUNE, JULY = date(2025, 6, 16), date(2025, 7, 15)
AUDITOR = hand("auditor", "auditor", "VN", on=MAY)
OWN = hand("own-inspector", "inspector", DISTRICT, on=MAY)
LEADER = hand("district-leader", "leader", DISTRICT, on=MAY)
WARD_CLERK = hand("ward-clerk", "clerk", WARD, on=MAY)
HERE = c.Cited(3, CASE)
NOWHERE = c.Cited(99, None)
granted = NominationGranted("district-decision", DECISION, HONOUR)
opened = e.ReviewOpened(
    DECISION, "1/KT", "plan", DISTRICT, (WARD, DISTRICT), "VN", (3,), ("skipped-step",)
)
DAYS = 5
DUE = date(2025, 5, 19)
TEXT = text_ref(REVIEW, "point", "1")
asked = e.ReviewQuestionAsked("1", WARD, DAYS, DUE, TEXT)
found = e.ReviewFindingRecorded("2", DISTRICT, "late", (3,), DAYS, DUE, TEXT)
told = e.ReviewAnswered("1", WARD, None, (), TEXT)
admitted = e.ReviewAnswered("2", DISTRICT, True, ("a" * 64,), TEXT)
TOLD = (WARD, DISTRICT)


def by(one: str, *events: e.ReviewEvent, on: date = MAY) -> list[Dated]:
    """Return facts of somebody's."""
    return [Dated(event, on, (one,)) for event in events]


def told_by(*events: e.ReviewEvent) -> list[Dated]:
    """Return facts of the auditor's, and answers of the ward's clerk."""
    who = ("ward-clerk" if isinstance(one, e.ReviewAnswered) else "auditor" for one in events)
    return [Dated(event, MAY, (one,)) for event, one in zip(events, who, strict=True)]


def concluded(outcome: str = "to-annul", ground: str | None = "fraud", due: date | None = JUNE):
    """Return a conclusion about the case."""
    about = (CASE,) if outcome in {"to-annul", "to-supplement"} else ()
    return e.ReviewConcluded(outcome, DISTRICT, about, ground, due, TOLD, TEXT)


def decided() -> Given:
    """Start from a decision that granted the case."""
    case = [Dated(one, APRIL, ("secretary",)) for one in (*at_decision, granted)]
    issued = given_in(DECISION, Dated(paper, APRIL, ("district-leader",)))
    return issued.and_in(CASE, *case).and_in(HONOUR, entry)


def running(*more: e.ReviewEvent) -> Given:
    """Start from a review that was opened, with more facts."""
    return decided().and_in(REVIEW, *told_by(opened, *more))


HEARD = (asked, found, told, admitted)


def over(conclusion: e.ReviewConcluded | None = None, *more: e.ReviewEvent) -> Given:
    """Start from a review that the auditor concluded."""
    last = conclusion or concluded()
    return decided().and_in(REVIEW, *told_by(opened, *HEARD, last), *by("x", *more))


def open_it(by=AUDITOR, **changes) -> c.OpenReview:
    """Return the order that opens the review."""
    order = c.OpenReview(REVIEW, by, DECISION, "1/KT", "plan", (HERE,), ("skipped-step",))
    return replace(order, **changes)


def ask(by=AUDITOR, **changes) -> c.AskInReview:
    """Return the order that asks the ward."""
    return replace(c.AskInReview(REVIEW, by, "1", WARD, DAYS, TEXT), **changes)


def find(by=AUDITOR, **changes) -> c.RecordFinding:
    """Return the order that records a finding against the district."""
    order = c.RecordFinding(REVIEW, by, "2", DISTRICT, (HERE,), DAYS, TEXT, "late")
    return replace(order, **changes)


def say(by=WARD_CLERK, **changes) -> c.AnswerInReview:
    """Return the order that answers the question."""
    return replace(c.AnswerInReview(REVIEW, by, "1", (), TEXT), **changes)


def conclude(by=AUDITOR, **changes) -> c.ConcludeReview:
    """Return the order that calls for annulling the case."""
    order = c.ConcludeReview(REVIEW, by, "to-annul", (CASE,), 25, TEXT, "fraud")
    return replace(order, **changes)


def report(by=LEADER, **changes) -> c.ReportMeasures:
    """Return the order that reports what was done."""
    order = c.ReportMeasures(REVIEW, by, "9/BC", ("b" * 64,), True, TEXT)
    return replace(order, **changes)


def close(by=OWN, **changes) -> c.CloseReview:
    """Return the order that closes the review."""
    return replace(c.CloseReview(REVIEW, by), **changes)

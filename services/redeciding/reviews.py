"""Orders on reviews of decisions, read back from the facts they wrote."""

from collections.abc import Iterable
from typing import cast

from domain.review import commands as c
from domain.review import events as e
from domain.terms import days_between
from services.redeciding.told import ByOrder, Follows, Rows, Told


def _opening(told: Told) -> c.OpenReview:
    fact = cast("e.ReviewOpened", told.fact.event)
    led = fact.number, fact.ground, _cited(fact.cites, told), fact.rules
    return c.OpenReview(told.stream, told.hand, fact.decision, *led)


def _cited(positions: Iterable[int], told: Told) -> tuple[c.Cited, ...]:
    """Return positions with the streams of the facts that stood there before the act."""
    return tuple(c.Cited(one, told.stream_at(one)) for one in positions)


def _question(told: Told) -> c.AskInReview:
    fact = cast("e.ReviewQuestionAsked", told.fact.event)
    put = fact.reference, fact.unit, fact.working_days, fact.content
    return c.AskInReview(told.stream, told.hand, *put)


def _finding(told: Told) -> c.RecordFinding:
    fact = cast("e.ReviewFindingRecorded", told.fact.event)
    found = _cited(fact.cites, told), fact.working_days, fact.content, fact.rule
    return c.RecordFinding(told.stream, told.hand, fact.reference, fact.unit, *found)


def _answer(told: Told) -> c.AnswerInReview:
    fact = cast("e.ReviewAnswered", told.fact.event)
    said = fact.reference, fact.papers, fact.content, fact.accepts
    return c.AnswerInReview(told.stream, told.hand, *said)


def _conclusion(told: Told) -> c.ConcludeReview:
    fact = cast("e.ReviewConcluded", told.fact.event)
    came_to = fact.outcome, fact.nominations, _term(fact, told), fact.content, fact.ground
    return c.ConcludeReview(told.stream, told.hand, *came_to)


def _term(fact: e.ReviewConcluded, told: Told) -> int:
    """Return the term of what is to follow; where nothing is, a day, for no fact says it."""
    if fact.due_on is None:
        return 1
    return days_between(told.hand.effective_on, fact.due_on, told.hand.calendar)


def _measures(told: Told) -> c.ReportMeasures:
    fact = cast("e.ReviewMeasuresReported", told.fact.event)
    done = fact.reference, fact.papers, fact.whole, fact.content
    return c.ReportMeasures(told.stream, told.hand, *done)


def _closing(told: Told) -> c.CloseReview:
    return c.CloseReview(told.stream, told.hand)


ROWS: Rows = {
    e.ReviewOpened: ByOrder(_opening),
    e.ReviewQuestionAsked: ByOrder(_question),
    e.ReviewFindingRecorded: ByOrder(_finding),
    e.ReviewAnswered: ByOrder(_answer),
    e.ReviewConcluded: ByOrder(_conclusion),
    e.ReviewFollowed: Follows(),
    e.ReviewMeasuresReported: ByOrder(_measures),
    e.ReviewClosed: ByOrder(_closing),
}

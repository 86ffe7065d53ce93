"""Made-up reviews of decisions: asked, answered, concluded, followed and closed."""

from collections.abc import Iterator
from datetime import date
from random import Random
from uuid import UUID, uuid5

from domain.change import Change
from domain.review import events as e
from tests.builders import DISTRICT, WARD

Acts = Iterator[list[Change]]
DAY = date(2025, 4, 15)
BOTH = (WARD, DISTRICT)


def reviewed(decision: UUID, case: UUID) -> Acts:
    """Review a decision now and then, as its id has it; some reviews end."""
    rng = Random(decision.int)
    if rng.random() < 0.8:
        return
    review, text = uuid5(decision, "review"), uuid5(decision, "text")
    yield [Change(review, e.ReviewOpened(decision, "1/KT", "plan", DISTRICT, BOTH, "VN", (1,), ()))]
    yield [Change(review, e.ReviewQuestionAsked("1", WARD, 5, DAY, text))]
    yield [Change(review, e.ReviewFindingRecorded("2", DISTRICT, "late", (1,), 5, DAY, text))]
    yield [Change(review, e.ReviewAnswered("1", WARD, None, (), text))]
    if rng.random() < 0.7:
        about = "to-annul", DISTRICT, (case,), "fraud", DAY, BOTH, text
        yield [Change(review, e.ReviewConcluded(*about))]
        yield from followed(rng, review, case)


def followed(rng: Random, review: UUID, case: UUID) -> Acts:
    """Follow a conclusion, report on it, and close some reviews."""
    whole = rng.random() < 0.5
    yield [
        Change(review, e.ReviewMeasuresReported("9/BC", DISTRICT, (), False, review)),
        Change(review, e.ReviewFollowed("annulment", DISTRICT, (case,), "7/QĐ", whole)),
    ]
    if rng.random() < 0.5:
        yield [Change(review, e.ReviewClosed(whole, BOTH))]

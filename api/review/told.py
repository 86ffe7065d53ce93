"""A review as it is told: its row, the words kept apart, and how its terms stand on a day."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import cast
from uuid import UUID

from domain.audit.access import AUDITING
from domain.nomination.holding import LETTER, LETTERS
from projections.columns import Row
from projections.review_rows import PointRow, ReviewRow, awaited
from services.stores import People

HEAVY = frozenset({"points", "conclusion", "follow_up"})


def short(row: Row, today: date, roles: Collection[str]) -> Row:
    """Return a review as a list tells it; that letters led to it, to auditors alone."""
    kept = {name: value for name, value in row.items() if name not in HEAVY}
    ground = ground_told(str(row["ground"]), roles)
    return {
        **kept,
        "ground": ground,
        "overdue": is_past(cast("date | None", row["next_due"]), today),
    }


def is_past(due: date | None, today: date) -> bool:
    """Say whether a last day was before today."""
    return due is not None and due < today


def ground_told(ground: str, roles: Collection[str]) -> str:
    """Return why a review was opened; the audited learn of a letter, not of which kind (ADR 12)."""
    return LETTER if ground in LETTERS and AUDITING.isdisjoint(roles) else ground


def whole(row: Row, today: date, roles: Collection[str], people: People) -> Row:
    """Return a review with all that was said in it."""
    review = cast("ReviewRow", row)
    answers = [one["answer"] for one in review["points"] if one["answer"]]
    conclusion = review["conclusion"]
    return {
        **short(row, today, roles),
        "points": [_point(one, today, people) for one in review["points"]],
        "answers": [with_words(one, people) for one in answers],
        "conclusion": with_words(conclusion, people) if conclusion else None,
        "follow_up": [with_words(one, people) for one in review["follow_up"]],
        "awaited": awaited(review),
    }


def _point(point: PointRow, today: date, people: People) -> Row:
    late = point["answer"] is None and is_past(date.fromisoformat(point["due_on"]), today)
    return {**with_words(point, people), "overdue": late}


def with_words(told: Mapping[str, object], people: People) -> Row:
    """Return what was said with its words, None where they were erased or there are none."""
    kept = people.noted(UUID(str(told["content"]))) if told["content"] else None
    return {**told, "words": kept.note if kept else None}


def due_from(found: Iterable[Row], units: Collection[str], today: date) -> list[Row]:
    """Return what some reviews await from some units, one after the other."""
    return [
        {**one, **_of(row), "overdue": is_past(one["due_on"], today)}
        for row in found
        for one in awaited(cast("ReviewRow", row))
        if one["unit"] in units
    ]


def _of(row: Row) -> Row:
    return {name: row[name] for name in ("review", "number", "decision")}

"""How the ranking of a session's nominations looks."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypedDict
from uuid import UUID

from domain.council.ranking import DECISION, Line
from domain.council.rule import TieRule
from services.ranking import Ranked

CENTS = Decimal("0.01")


class RankedNomination(TypedDict):
    """
    A nomination in the order of its award; `rank` is absent while it has no points.

    `points` is the weighted mean to two places, for people; `exact` is what is compared.
    `rank_shared` says that a person must decide, `settled_by` what parted equal points (a rule, or
    `decision`), `place` whether there is one: within, beyond, undecided, or absent.
    """

    nomination: UUID
    nominee_name: str | None
    award: str
    rank: int | None
    rank_shared: bool
    points: str | None
    exact: str | None
    settled_by: str | None
    place: str | None
    places: int | None


class Ranking(TypedDict):
    """The nominations of a session by award and rank, and the rules for equal points in order."""

    session: UUID
    version: int
    final: bool
    ties: list[TieRule]
    items: list[RankedNomination]


def in_digits(points: Fraction) -> str:
    """Return points to two places, a half rounded to even as everywhere."""
    return str((Decimal(points.numerator) / Decimal(points.denominator)).quantize(CENTS))


def ranking_shown(session: UUID, found: Ranked, names: Mapping[UUID, str]) -> Ranking:
    """Return a ranking with the names that still stand under their references."""
    return {
        "session": session,
        "version": found.version,
        "final": found.standing.ended,
        "ties": list(found.standing.ties),
        "items": [line_shown(one, found, names) for one in found.lines],
    }


def line_shown(line: Line, found: Ranked, names: Mapping[UUID, str]) -> RankedNomination:
    """Return a line of a ranking with the name that still stands."""
    ref = found.nominees.get(line.nomination)
    return {
        "nomination": line.nomination,
        "nominee_name": names.get(ref) if ref else None,
        "award": line.award,
        "rank": line.rank,
        "rank_shared": line.shared,
        "points": None if line.points is None else in_digits(line.points),
        "exact": None if line.points is None else str(line.points),
        "settled_by": line.settled_by,
        "place": line.place.value if line.place else None,
        "places": found.standing.places.get(line.award),
    }


def spoken(one: RankedNomination, ties: list[TieRule]) -> str:
    """Return a line of the ranking as minutes say it."""
    said = {rule.key: rule.vi for rule in ties} | {DECISION: "quyết định của chủ trì (decided)"}
    rank = "-" if one["rank"] is None else str(one["rank"])
    parts = [
        f"{rank}. {one['nominee_name'] or one['nomination']} ({one['award']})",
        f"{one['points'] or 'chưa chấm (no points)'}",
        *(["đồng hạng (shared)"] if one["rank_shared"] else []),
        *([said.get(one["settled_by"], one["settled_by"])] if one["settled_by"] else []),
        *([PLACES[one["place"]]] if one["place"] else []),
    ]
    return "; ".join(parts)


PLACES = {
    "within": "trong chỉ tiêu (within places)",
    "beyond": "ngoài chỉ tiêu (beyond places)",
    "undecided": "chờ quyết định (undecided)",
}

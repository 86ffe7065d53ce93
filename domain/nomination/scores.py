"""The points of evaluators, and their weighted mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Score:
    """The points of one evaluator at a step, and the weight of their role."""

    points: Decimal
    weight: Decimal


def weighted_mean(scores: Mapping[tuple[str, str], Score], step: str) -> Decimal | None:
    """Return the weighted mean of the points given at *step*, rounded half-even to 2 places."""
    given = [score for (at, _), score in scores.items() if at == step]
    total = sum((score.weight for score in given), Decimal(0))
    if not total:
        return None
    mean = sum((score.points * score.weight for score in given), Decimal(0)) / total
    return mean.quantize(Decimal("0.01"))

"""An emulation movement as data: phases, review occasions, nominee classes, criteria, contents."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Criterion:
    """
    One criterion of a nominee class; `target` is None where the plan sets no number.

    `weight` is the share in a weighted mean; `unit` the unit of measure ("%").
    """

    key: str
    target: Decimal | None
    unit: str
    weight: Decimal
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class NomineeClass:
    """A class of nominees of the plan, the kinds of subject it takes, and its criteria."""

    key: str
    kinds: tuple[str, ...]
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A review at which awards are given: every year, interim or final."""

    key: str
    awards: tuple[str, ...]
    opens_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class EvaluatorWeight:
    """How much the points of one role count in the weighted mean."""

    role: str
    weight: Decimal
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Movement:
    """What a nomination needs of a movement; texts for people stay in its file."""

    key: str
    digest: str
    starts_on: date
    ends_on: date
    classes: tuple[NomineeClass, ...]
    occasions: tuple[Occasion, ...]
    scoring: tuple[EvaluatorWeight, ...] = ()

    def occasion(self, key: str | None) -> Occasion | None:
        """Return the review occasion named *key*, None when the movement has none."""
        return next((one for one in self.occasions if one.key == key), None)

    def nominee_class(self, key: str | None) -> NomineeClass | None:
        """Return the class named *key*, None when the movement has none."""
        return next((one for one in self.classes if one.key == key), None)

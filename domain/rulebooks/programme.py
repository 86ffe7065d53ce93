"""A movement as its file says it: the plan's texts, and what a nomination needs of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.movement import EvaluatorWeight
from domain.rulebooks.words import Text


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something the plan says, for people to read."""

    key: str
    vi: str
    en: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A paper the plan rests on or names; `number` as printed, no date where none is given."""

    number: str
    vi: str
    en: str
    source: str
    confirmed: bool
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days, both included, and where they come from."""

    opens_on: date
    closes_on: date
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase of the movement; two phases may share a year."""

    key: str
    names: Text
    window: Window


@dataclass(frozen=True, slots=True)
class Review:
    """An occasion to give awards, and when it is open."""

    key: str
    names: Text
    awards: tuple[str, ...]
    source: str
    confirmed: bool
    window: Window


@dataclass(frozen=True, slots=True)
class Standard:
    """
    One criterion of a nominee class.

    The measured value must reach `at_least`, in `unit`; without a number it is judged.
    """

    key: str
    vi: str
    en: str
    source: str
    confirmed: bool
    at_least: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Weighting:
    """The weight each criterion of a class has in a weighted mean."""

    weight: Decimal
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class NominatedClass:
    """A class of nominees, the kinds of subject it takes, and its criteria."""

    key: str
    names: Text
    kinds: tuple[str, ...]
    source: str
    confirmed: bool
    weighting: Weighting
    criteria: tuple[Standard, ...]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives the plan, and whether as a report."""

    vi: str
    en: str
    as_report: bool
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issued the plan: the unit's code and name, and the signing leader's position."""

    unit: str
    names: Text
    signed_as: Text
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Programme:
    """The whole plan; `number` is empty where the paper leaves it blank."""

    key: str
    names: Text
    number: str
    dated: date
    source: str
    confirmed: bool
    window: Window
    issuer: Issuer
    legal_bases: tuple[LegalBasis, ...]
    purposes: tuple[Sentence, ...]
    requirements: tuple[Sentence, ...]
    contents: tuple[Sentence, ...]
    classes: tuple[NominatedClass, ...]
    occasions: tuple[Review, ...]
    phases: tuple[Phase, ...]
    duties: tuple[Sentence, ...]
    recipients: tuple[Recipient, ...]
    scoring: tuple[EvaluatorWeight, ...]

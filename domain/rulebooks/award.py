"""One award under one regime, as its file says it: names, route, papers, terms, bonus."""

from dataclasses import dataclass
from decimal import Decimal

from domain.ladder import Act, Asked, Posting, Streak
from domain.rulebooks.words import Text


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper the file must hold; `subjects` names whom it is asked of, empty for everyone."""

    kind: str
    source: str
    confirmed: bool
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """What an authority confirms of an enterprise: a duty, and no paper of the file (ADR 60)."""

    kind: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Term:
    """How long a step may take, counted from the day the case reaches it."""

    working_days: int
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Share:
    """The share of all council members, absent ones included, that a vote needs."""

    percent: int
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Reward:
    """The bonus of one kind of subject, in base salaries."""

    subject: str
    times_base_salary: Decimal
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """A standard the nominee must meet, for people to read; no code decides by it."""

    vi: str
    en: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """A step as the file says it, before a unit is known; `quorum` counts officers."""

    key: str
    level: str
    act: Act
    role: str
    source: str
    confirmed: bool
    quorum: int = 1
    term: Term | None = None
    share: Share | None = None
    papers: tuple[Paper, ...] = ()
    asks: tuple[Asked, ...] = ()


@dataclass(frozen=True, slots=True)
class Award:
    """
    An award under one regime; `decided_by` is the office that signs.

    `source` and `confirmed` answer for what the file says of the award itself: that it exists, for
    whom, and who decides. Everything below carries its own.
    """

    key: str
    kind: str
    names: Text
    subjects: tuple[str, ...]
    deciding_level: str
    decided_by: Text
    source: str
    confirmed: bool
    steps: tuple[Rung, ...]
    papers: tuple[Paper, ...] = ()
    bonus: tuple[Reward, ...] = ()
    conditions: tuple[Condition, ...] = ()
    streaks: tuple[Streak, ...] = ()
    state_form: bool = False
    postings: tuple[Posting, ...] = ()
    confirmations: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class AwardRule:
    """An award as a regime has it, with the SHA-256 of the file that says so."""

    regime: str
    digest: str
    award: Award

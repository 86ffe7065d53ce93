"""A finding of an audit: by which rule, about what, and the facts it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from domain.rulebooks.words import Text


@dataclass(frozen=True, slots=True)
class Odd:
    """What a rule met: the facts it rests on, what it saw, the unit where it is about no case."""

    positions: tuple[int, ...]
    facts: Mapping[str, str]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """
    What a rule of the auditor found; `positions` are the facts it rests on, in their order.

    `case` is None where it is about many. A finding is a question to whoever is audited and no
    verdict: there may be a good answer.
    """

    rule: str
    unit: str
    positions: tuple[int, ...]
    case: UUID | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FindingRule:
    """
    What a rule of the auditor says to people.

    `unseen` says what it cannot find, so that nothing found is not read as none; None where it
    finds all there is.
    """

    key: str
    text: Text
    source: str
    confirmed: bool
    unseen: Text | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that a rule goes by."""

    value: int
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """
    From where on something is odd.

    Decided within so many `seconds`; a case of a log, which tells no terms, later than so many
    `days`; one approver of at least `unit_cases`; of at least `rush_cases`, more than
    `rush_percent` of an even share in the last `rush_days` of a year.
    """

    seconds: Limit
    days: Limit
    unit_cases: Limit
    rush_cases: Limit
    rush_days: Limit
    rush_percent: Limit


@dataclass(frozen=True, slots=True)
class AuditRules:
    """The rules of the auditor as data; groups smaller than `small_group` are not published."""

    findings: tuple[FindingRule, ...]
    limits: Limits
    small_group: Limit

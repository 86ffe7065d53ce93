"""How the findings of an audit look."""

from typing import TypedDict
from uuid import UUID


class AuditFindingShown(TypedDict):
    """
    What a rule found, its meaning in two languages, and the positions of the facts it rests on.

    `case` is null where it is about many cases; `facts` is what the rule saw.
    """

    rule: str
    text: dict[str, str]
    case: UUID | None
    unit: str
    positions: list[int]
    facts: dict[str, str]


class RuleUnseen(TypedDict):
    """What a rule cannot find, in two languages."""

    rule: str
    text: dict[str, str]


class AuditFindingPage(TypedDict):
    """
    Findings by the beginning of their cases, then those about many cases.

    `unseen` tells of rules that were asked for what they cannot find: none found is not none.
    """

    items: list[AuditFindingShown]
    unseen: list[RuleUnseen]


class TableShown(TypedDict):
    """
    Counts by key, and of all `others` together; null where even they are too few.

    Groups below `small_group` are among the others, and so many more that none can be computed.
    """

    total: int | None
    cells: dict[str, int]
    others: int | None


class BreakdownShown(TypedDict):
    """A table, and by key of its groups the tables within each, by name."""

    table: TableShown
    within: dict[str, dict[str, TableShown]]


class GrantsShown(TypedDict):
    """
    Grants by subject, and by the unit right below the country: a province or city.

    Within a subject they are told by award, within persons by position and sex too; within the
    province by proposing unit.
    """

    subject: BreakdownShown
    unit: BreakdownShown


class StatisticsShown(TypedDict):
    """
    What may be published of the cases that ended in a year.

    Groups below `small_group` are told together with others alone. `median_days` is from filing to
    the grant, by subject and award. What no case or paper says counts as `not-recorded`.
    """

    year: int
    granted: GrantsShown
    refused: dict[str, TableShown]
    median_days: dict[str, dict[str, float]]
    small_group: int
    source: str
    confirmed: bool

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


class AuditFindingPage(TypedDict):
    """Findings by the beginning of their cases, then those about many cases."""

    items: list[AuditFindingShown]


class TableShown(TypedDict):
    """Counts by key; null where hidden, no cell where the whole table is withheld."""

    total: int | None
    cells: dict[str, int | None]
    withheld: bool


class StatisticsShown(TypedDict):
    """
    What may be published of the cases that ended in a year.

    Groups below `small_group` are hidden, each with another cell. `median_days` is from filing to
    the grant, by award. `unheld` is what is not told because no fact says it.
    """

    year: int
    granted: dict[str, TableShown]
    refused: dict[str, TableShown]
    median_days: dict[str, float]
    small_group: int
    source: str
    confirmed: bool
    unheld: dict[str, dict[str, str]]

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

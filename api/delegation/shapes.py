"""How delegations look."""

from typing import TypedDict

from projections.delegations import Delegation


class DelegationShown(Delegation):
    """Who may act in whose place, for what, from when to when, by which document."""


class DelegationPage(TypedDict):
    """Delegations by their first day."""

    items: list[DelegationShown]

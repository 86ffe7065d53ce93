"""Which histories an order on a delegation reads, and what follows."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.change import Change
from domain.delegation import decide as delegation
from domain.delegation.commands import DelegationOrder, GrantDelegation, Levels
from domain.delegation.events import Basis, Scope
from domain.delegation.state import DELEGATION, LIST, list_of
from domain.hand import Hand
from services.histories import Histories
from services.ports import Rulebooks

DELEGATIONS = uuid5(NAMESPACE_URL, "vinhdanh:delegation")


class Lent(TypedDict, total=False):
    """What is lent, as it was sent."""

    delegate: str
    unit: str
    role: str
    acts: list[str]
    awards: list[str]
    level: str | None
    movement: str | None
    capacity: str
    begins_on: date
    ends_on: date | None
    basis: Basis


def granting(command: UUID, hand: Hand, lent: Lent, rulebooks: Rulebooks) -> GrantDelegation:
    """Return the order that lends what was sent; the delegation's id follows from the order's."""
    last = lent.get("ends_on") or date.max
    own = rulebooks.level_of(lent["unit"], lent["begins_on"])
    scope = Scope(
        lent["unit"],
        lent["role"],
        tuple(sorted({*lent.get("acts", ())})),
        tuple(sorted({*lent.get("awards", ())})),
        lent.get("level"),
        lent.get("movement"),
    )
    return GrantDelegation(
        uuid5(DELEGATIONS, str(command)),
        hand,
        lent["delegate"],
        scope,
        lent["capacity"],
        lent["begins_on"],
        lent.get("ends_on"),
        lent["basis"],
        Levels(rulebooks.levels(last), own),
    )


def decide(command: DelegationOrder, past: Histories) -> Sequence[Change]:
    """
    Return what *command* changes on a delegation and on the list of its unit.

    A grant reads all delegations of the unit and adds itself to their list: of two that would make
    a loop or a chain, written at once, the later one is decided again and sees the first.

    Raises:
        Refused: with every broken rule.
    """
    state = past.of(DELEGATION, command.delegation)
    listed: tuple[UUID, ...] = ()
    if isinstance(command, GrantDelegation):
        listed = past.of(LIST, list_of(command.scope.unit))
    return delegation.decide(command, state, past.each(DELEGATION, listed))

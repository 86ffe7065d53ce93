"""What a review looks at beside its own stream, read afresh for each order."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from domain.register.decide import honour_of
from domain.register.state import NotEntered
from domain.register.state import State as Honour


@dataclass(frozen=True, slots=True)
class Reviewed:
    """
    The cases of a decision: on whose path they lie, who had a hand in them, what holds their facts.

    `hands` are people in the one writing of `person`; `streams` those whose facts may be cited;
    `honours` are those the cases founded.
    """

    units: tuple[str, ...] = ()
    hands: frozenset[str] = frozenset()
    streams: frozenset[UUID] = frozenset()
    honours: Mapping[UUID, Honour] = field(default_factory=dict)

    def honour(self, nomination: UUID) -> Honour:
        """Return the honour that a nomination founded; of another decision's there is none here."""
        return self.honours.get(honour_of(nomination), NotEntered())


NOTHING_REVIEWED = Reviewed()

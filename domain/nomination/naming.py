"""The order that names a nominee and its fact; the name lives in the erasable store alone."""

from dataclasses import dataclass, field
from uuid import UUID

from domain.hand import Hand


@dataclass(frozen=True, slots=True)
class NameNominee:
    """
    Enter the name of the nominee, the `first`, or put it right for a `reason`.

    It is kept apart from the case; `namesakes` are as those of a filing, `particulars` and `called`
    as those of an opening.
    """

    nomination: UUID
    hand: Hand
    reason: str | None = None
    first: bool = False
    namesakes: tuple[UUID, ...] = ()
    particulars: str | None = None
    called: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class NomineeNamed:
    """
    The name of `nominee` was entered, or put right for a `reason`; which one, no fact says.

    `namesakes` are cases that the case has to be told apart from since (ADR 86), `particulars` is a
    salted commitment to those that came along (ADR 96).
    """

    nominee: UUID
    reason: str | None = None
    namesakes: tuple[UUID, ...] = ()
    particulars: str | None = None

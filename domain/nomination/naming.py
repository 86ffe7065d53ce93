"""The fact that a nominee got a name; the name itself lives in the erasable store alone."""

from dataclasses import dataclass
from uuid import UUID


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

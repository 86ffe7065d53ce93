"""Orders about one parked message."""

from dataclasses import dataclass
from uuid import UUID

from domain.hand import Hand
from domain.parking.events import MessageParked, Reason


@dataclass(frozen=True, slots=True)
class ParkMessage:
    message: UUID
    hand: Hand
    parked: MessageParked


@dataclass(frozen=True, slots=True)
class CorrectParkedMessage:
    """Put another content, known by its digest, in the place of the one that came."""

    message: UUID
    hand: Hand
    digest: str
    size: int
    reason: str


@dataclass(frozen=True, slots=True)
class NoteReplay:
    """Write down what became of the content of that digest when it was tried again."""

    message: UUID
    hand: Hand
    digest: str
    outcome: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class DropParkedMessage:
    message: UUID
    hand: Hand
    reason: str


OperatorCommand = CorrectParkedMessage | NoteReplay | DropParkedMessage
ParkingCommand = ParkMessage | OperatorCommand

"""Orders about councils and their sessions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from domain.council.events import Attendance, Ballot, BallotKey, BallotPaper, Choice
from domain.council.rule import BallotRules
from domain.council.seat import Seat
from domain.hand import Hand


@dataclass(frozen=True, slots=True)
class AppointCouncil:
    """Appoint the council of a unit by a paper; the hand's date is the paper's."""

    hand: Hand
    unit: str
    seats: tuple[Seat, ...]
    number: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class AppointMembers:
    """Appoint more members of a council."""

    council: UUID
    hand: Hand
    seats: tuple[Seat, ...]
    number: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class RelieveMember:
    """End the term of a member with *last_day*."""

    council: UUID
    hand: Hand
    person: str
    last_day: date
    number: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class ConveneSession:
    """Call a council to vote on nominations that wait for it; `rules` are of the rulebooks."""

    session: UUID
    hand: Hand
    council: UUID
    held_on: date
    nominations: tuple[UUID, ...]
    rules: BallotRules


@dataclass(frozen=True, slots=True)
class DeclareConflict:
    """Say that the hand has an interest in a nomination on the agenda."""

    session: UUID
    hand: Hand
    nomination: UUID
    ground: str


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Begin with who is there; `keys` are those of the secret votes on the agenda."""

    session: UUID
    hand: Hand
    present: tuple[Attendance, ...]
    keys: tuple[BallotKey, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteArrival:
    """Note that an empty seat was taken after the opening."""

    session: UUID
    hand: Hand
    who: Attendance


@dataclass(frozen=True, slots=True)
class WriteOpinion:
    """
    Give the written opinion of an absent member: of the hand, or of `member`.

    The secretary enters the latter; `paper` is the digest of what that member signed.
    """

    session: UUID
    hand: Hand
    nomination: UUID
    choice: Choice
    member: str | None = None
    paper: str | None = None

    @property
    def by(self) -> str:
        """Return whose opinion it is."""
        return self.member or self.hand.actor


@dataclass(frozen=True, slots=True)
class CountHands:
    """Write down an open vote."""

    session: UUID
    hand: Hand
    nomination: UUID
    in_favour: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakeBallots:
    """Take ballots for secret votes, in the hand's own name."""

    session: UUID
    hand: Hand
    papers: tuple[BallotPaper, ...]


@dataclass(frozen=True, slots=True)
class CloseRoll:
    """Let nobody take a ballot any more, so that they may be cast."""

    session: UUID
    hand: Hand


@dataclass(frozen=True, slots=True)
class CloseSession:
    """
    End the session; `ballots` are what the boxes held, by nomination.

    `not_returned` are how many of those that were handed out are in no box.
    """

    session: UUID
    hand: Hand
    ballots: Mapping[UUID, tuple[Ballot, ...]] = field(default_factory=dict, repr=False)
    not_returned: Mapping[UUID, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallOffSession:
    """Give a session up without any result."""

    session: UUID
    hand: Hand
    reason: str


@dataclass(frozen=True, slots=True)
class NotePriority:
    """Note that a nominee goes first by a rule for equal points."""

    session: UUID
    hand: Hand
    nomination: UUID
    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class DecideTie:
    """Put nominations in order that no rule parts."""

    session: UUID
    hand: Hand
    order: tuple[UUID, ...]
    reason: str


TermCommand = AppointCouncil | AppointMembers | RelieveMember
SessionCommand = (
    ConveneSession
    | DeclareConflict
    | OpenSession
    | NoteArrival
    | WriteOpinion
    | CountHands
    | TakeBallots
    | CloseRoll
    | CloseSession
    | CallOffSession
    | NotePriority
    | DecideTie
)
CouncilCommand = TermCommand | SessionCommand

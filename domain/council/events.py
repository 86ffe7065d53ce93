"""Facts about a council, its sessions, and the box of each secret ballot."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from uuid import UUID

from domain.council.merit import MeritEvent, Places
from domain.council.presence import MemberArrived
from domain.council.rule import BallotRule, TieRule
from domain.council.seat import Conflict, Seat, SeatsRenewed


class Choice(Enum):
    """What one ballot, hand or opinion says."""

    IN_FAVOUR = "in-favour"
    AGAINST = "against"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class CouncilAppointed:
    """A leader appointed the council of a unit by a paper."""

    unit: str
    seats: tuple[Seat, ...]
    number: str
    dated: date
    legal_basis: str


@dataclass(frozen=True, slots=True)
class MembersAppointed:
    """A later paper appointed more members, or the same ones for another term."""

    seats: tuple[Seat, ...]
    number: str
    dated: date
    legal_basis: str


@dataclass(frozen=True, slots=True)
class MemberRelieved:
    """A paper ended the term of a person with `last_day`."""

    person: str
    last_day: date
    number: str
    dated: date
    legal_basis: str


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """
    A nomination on the agenda, with the rule and the share of votes of that day.

    `conflicts` are those that follow from the case and the council.
    """

    nomination: UUID
    award: str
    step: str
    percent: int
    rule: BallotRule
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class SessionConvened:
    """
    The secretary called the council; `seats` are those of the day it meets.

    `ties` put nominations of equal points in order, `places` are how many of an award there are.
    """

    council: UUID
    unit: str
    held_on: date
    seats: tuple[Seat, ...]
    agenda: tuple[AgendaItem, ...]
    ties: tuple[TieRule, ...] = ()
    places: tuple[Places, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictDeclared:
    """A person said that they have an interest in a nomination."""

    nomination: UUID
    person: str
    ground: str


@dataclass(frozen=True, slots=True)
class Attendance:
    """A seat that is taken in a session, by its member or a substitute."""

    member: str
    by: str


@dataclass(frozen=True, slots=True)
class BallotKey:
    """The public key of the secret ballot on a nomination: an RSA modulus in hexadecimal."""

    nomination: UUID
    modulus: str


@dataclass(frozen=True, slots=True)
class SessionOpened:
    """The session began with the members who are there; `quorum` of them were needed."""

    present: tuple[Attendance, ...]
    quorum: int
    keys: tuple[BallotKey, ...]


@dataclass(frozen=True, slots=True)
class OpinionWritten:
    """
    An absent member gave a written opinion, which is signed and therefore not secret.

    `paper` is the digest of the paper from which the secretary entered it.
    """

    nomination: UUID
    person: str
    choice: Choice
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class HandsShown:
    """An open vote was counted; who is there and in neither list abstained."""

    nomination: UUID
    in_favour: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BallotPaper:
    """
    A ballot as its signer saw it: the blinded number and the signature on it, hexadecimal.

    The person alone can turn the two into a ballot, and nobody can tell which one it became.
    """

    nomination: UUID
    blinded: str
    signed: str


@dataclass(frozen=True, slots=True)
class BallotsTaken:
    """A person took ballots for secret votes: who took part, never what was voted."""

    person: str
    papers: tuple[BallotPaper, ...]


@dataclass(frozen=True, slots=True)
class RollClosed:
    """Nobody takes a ballot any more; from now on they may be cast, under no name."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A cast ballot: a number its voter drew, the choice, and the proof that both were signed."""

    nonce: str
    choice: Choice
    proof: str


@dataclass(frozen=True, slots=True)
class BallotsCounted:
    """The box of a secret vote was opened: all its ballots, in the order of their numbers."""

    session: UUID
    nomination: UUID
    modulus: str
    ballots: tuple[Ballot, ...]


@dataclass(frozen=True, slots=True)
class ItemVoted:
    """
    The council voted on a nomination: ballots of `members`, against the ballots needed.

    `casting` says that the chair's hand counted twice, because as many were against; `held` that
    a hold or another rule stood in the way of the case: the count is kept here, without effect yet.
    """

    nomination: UUID
    step: str
    members: int
    in_favour: int
    against: int
    blank: int
    needed: int
    carried: bool
    casting: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class ItemDropped:
    """There was no vote on a nomination: moved on, held, nobody might vote, or nobody did."""

    nomination: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class SessionClosed:
    """The session ended; every nomination on its agenda has its result."""


@dataclass(frozen=True, slots=True)
class SessionCalledOff:
    """The session did not take place, or broke off, without any result."""

    reason: str


TermEvent = CouncilAppointed | MembersAppointed | MemberRelieved
Spoken = ConflictDeclared | OpinionWritten | HandsShown | BallotsTaken
Result = ItemVoted | ItemDropped
Room = SessionOpened | MemberArrived | RollClosed
Course = SeatsRenewed | Room | SessionClosed | SessionCalledOff
SessionEvent = SessionConvened | Spoken | Result | MeritEvent | Course
BoxEvent = BallotsCounted
CouncilEvent = TermEvent | SessionEvent | BoxEvent

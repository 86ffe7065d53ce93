"""How a session of a council looks in its view."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from projections.councils import SeatRow


class RuleRow(TypedDict):
    """How the vote is held and counted, and where that is said."""

    way: str
    base: str
    written: bool
    recused_leave: bool
    quorum_part: int
    quorum_whole: int
    source: str
    confirmed: bool
    casting_vote: bool


class ConflictRow(TypedDict):
    """Who may not vote on a nomination, and why."""

    person: str
    ground: str


class OpinionRow(TypedDict):
    """What an absent member wrote."""

    person: str
    choice: str


class HandsRow(TypedDict):
    """Who agreed and who did not in an open vote."""

    in_favour: list[str]
    against: list[str]


class PriorityRow(TypedDict):
    """By which rule for equal points a nomination goes first, and why."""

    rule: str
    reason: str


class ResultRow(TypedDict):
    """How a vote ended: ballots of `members`, against those needed; `held` has no effect yet."""

    members: int
    in_favour: int
    against: int
    blank: int
    needed: int
    carried: bool
    casting: bool
    held: bool


class ItemRow(TypedDict):
    """A nomination on the agenda; `key` is the modulus of a secret vote, `dropped` why none was."""

    nomination: str
    award: str
    step: str
    percent: int
    rule: RuleRow
    conflicts: list[ConflictRow]
    key: str | None
    opinions: list[OpinionRow]
    hands: HandsRow | None
    priorities: list[PriorityRow]
    result: ResultRow | None
    dropped: str | None


class AttendanceRow(TypedDict):
    """A seat that is taken, by its member or a substitute; `late`: after the opening."""

    member: str
    by: str
    late: bool


class SignedRow(TypedDict):
    """A blinded number and the signature on it: worth nothing but to who knows the factor."""

    nomination: str
    blinded: str
    signed: str


class TakenRow(TypedDict):
    """Who took ballots."""

    person: str
    papers: list[SignedRow]


class SessionRow(TypedDict):
    """A session; `state` is called, sitting, casting, closed or called-off."""

    session: UUID
    version: int
    council: UUID
    unit: str
    held_on: date
    state: str
    secretary: str
    seats: list[SeatRow]
    agenda: list[ItemRow]
    present: list[AttendanceRow]
    quorum: int | None
    roll: list[TakenRow]
    reason: str | None

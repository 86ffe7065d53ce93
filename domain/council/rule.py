"""How a council votes on an award: data of the rulebooks, pinned into the session that uses it."""

from dataclasses import dataclass
from enum import Enum

from domain.votes import Where, covers


class Way(Enum):
    """How members show what they want."""

    SECRET = "secret"  # noqa: S105 - a way of voting
    OPEN = "open"


class Base(Enum):
    """Of whom the share of votes is reckoned."""

    ALL = "all"
    PRESENT = "present"


@dataclass(frozen=True, slots=True)
class BallotRule:
    """
    The way, the base, and who counts.

    `written` lets absent members give written opinions. `recused_leave` takes members with a
    conflict of interest out of the base; otherwise they stay in it and cannot agree. A session
    needs `quorum_part` of `quorum_whole` of the appointed members. `casting_vote` counts the hand
    of the chair twice where an open vote ends with as many for as against.
    """

    way: Way
    base: Base
    written: bool
    recused_leave: bool
    quorum_part: int
    quorum_whole: int
    source: str
    confirmed: bool
    casting_vote: bool = False


@dataclass(frozen=True, slots=True)
class TieRule:
    """What puts nominations of equal points in order, and what it says to people."""

    key: str
    vi: str
    en: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RuledAward:
    """The rule of votes on an award, at a level, of the council of a unit; None is any of them."""

    rule: BallotRule
    award: str | None = None
    level: str | None = None
    unit: str | None = None

    def where(self) -> Where:
        """Return of which votes this is the rule."""
        return self.award, self.level, self.unit


@dataclass(frozen=True, slots=True)
class BallotRules:
    """The rules of all votes, the narrower first; `ties` are asked one after the other."""

    awards: tuple[RuledAward, ...] = ()
    ties: tuple[TieRule, ...] = ()

    def of(self, award: str, level: str, unit: str) -> BallotRule | None:
        """Return the rule of a vote, None where the rulebooks say nothing."""
        vote = (award, level, unit)
        return next((one.rule for one in self.awards if covers(one.where(), vote)), None)

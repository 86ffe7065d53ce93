"""Facts of a case that is held while somebody looks into its nominee, and let go again."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CaseHeld:
    """
    The case may not go up nor be granted: a procedure against the nominee is open.

    `ground` is discipline, investigation, inspection, complaint, denunciation or press; `reference`
    names the paper that opened it, by which the hold is known. `case_alone` says that it is about
    this case and not about its nominee: then their other cases go on.
    """

    ground: str
    reference: str
    detail: str
    case_alone: bool = False


@dataclass(frozen=True, slots=True)
class HoldLifted:
    """
    A procedure ended; `outcome` says how, in words.

    `discipline_ended_on` is the day a discipline that followed ended: achievements count from that
    day. None where none followed.
    """

    reference: str
    outcome: str
    discipline_ended_on: date | None


HoldEvent = CaseHeld | HoldLifted
LETTER = "letter"
LETTERS = frozenset({"complaint", "denunciation"})
"""Grounds of holds that a letter against the case brought: who reads of them, ADR 12 says."""

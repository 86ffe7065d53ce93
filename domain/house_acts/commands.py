"""Orders on acts on the house: propose, answer, hold a file of rules to what was agreed."""

from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from domain.hand import Hand
from domain.house_acts.state import BOOK_STREAM, act_stream


class Sort(Enum):
    """The kinds of act that need a second person."""

    REFORM = "reform"
    ASSIGNMENT = "assignment"
    RULES = "rules"


class Answer(Enum):
    """What may be said to a proposal, and to what was taken alone."""

    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    CONFIRM = "confirm"
    DISPUTE = "dispute"


@dataclass(frozen=True, slots=True)
class ProposeHouseAct:
    """Propose an act for so many `days`; `alone`, answer for it in an emergency."""

    hand: Hand
    kind: str
    subject: str
    digest: str
    summary: str
    reason: str
    unit: str | None
    days: int
    alone: bool = False

    @property
    def act(self) -> UUID:
        """Return the stream of the act."""
        return act_stream(self.kind, self.subject)


@dataclass(frozen=True, slots=True)
class AnswerHouseAct:
    """Say something to an act that bears a digest; `reason` is empty where one agrees."""

    hand: Hand
    act: UUID
    digest: str
    answer: Answer
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HoldRules:
    """Hold a file of rules, None where there is none, to what was agreed; at each start."""

    hand: Hand
    file: str
    digest: str | None

    @property
    def act(self) -> UUID:
        """Return the stream of the file."""
        return act_stream(Sort.RULES.value, self.file)


@dataclass(frozen=True, slots=True)
class AskSecondPerson:
    """Ask for a second person from now on."""

    hand: Hand

    @property
    def act(self) -> UUID:
        """Return the stream of the book."""
        return BOOK_STREAM


HouseActCommand = ProposeHouseAct | AnswerHouseAct | HoldRules | AskSecondPerson

"""Orders about one nomination; `hand` says who gives them, in what capacity and when."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from domain.hand import Hand
from domain.hearing.commands import HearingCommand
from domain.ladder import Ladder
from domain.movement import Movement
from domain.nomination.basis import Basis
from domain.nomination.choosing import ChooseRegime
from domain.nomination.clock_orders import ClockOrder
from domain.nomination.events import Missing, Nominee
from domain.reform.commands import AuthorityCommand


@dataclass(frozen=True, slots=True)
class OpenNomination:
    """
    Start a draft under the ladder (and movement) in force on the hand's date.

    `in_force` is the regime of the day of entry, `particulars` a commitment; `called` is no fact.
    """

    nomination: UUID
    hand: Hand
    nominee: Nominee
    unit: str
    achievement: str
    ladder: Ladder
    movement: Movement | None = None
    occasion: str | None = None
    nominee_class: str | None = None
    basis: Basis | None = None
    in_force: str | None = None
    receipt: str | None = None
    particulars: str | None = None
    nominee_position: str | None = None
    called: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AssessCriterion:
    """Hold a measured value against a target; where there is none, `note` says the judgement."""

    nomination: UUID
    hand: Hand
    criterion: str
    measured: Decimal | None
    evidence: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScoreNomination:
    """Give points (0 to 100) as one evaluator; the weight follows from the role."""

    nomination: UUID
    hand: Hand
    step: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class AddEvidence:
    """
    Put a stored paper into the file; `form` is original or certified-copy.

    `kinds` are the kinds of paper of the rulebooks; those of the case's own ladder count anyway.
    """

    nomination: UUID
    hand: Hand
    sha256: str
    size: int
    media_type: str
    paper: str
    form: str
    title: str
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WithdrawEvidence:
    """Take a paper out of the file."""

    nomination: UUID
    hand: Hand
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileNomination:
    """Hand the draft in; `namesakes` are cases of its title whose nominee has the name (ADR 86)."""

    nomination: UUID
    hand: Hand
    namesakes: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class EndorseStep:
    """Agree at a review, consultation or posting step."""

    nomination: UUID
    hand: Hand
    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class AppraiseCase:
    """Give the appraiser's opinion."""

    nomination: UUID
    hand: Hand
    step: str
    favourable: bool
    findings: str


@dataclass(frozen=True, slots=True)
class RecordVote:
    """Write down a council's ballot, of all members; by `session` where one counted it."""

    nomination: UUID
    hand: Hand
    step: str
    members: int
    in_favour: int
    minutes: str | None = None
    session: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReturnForSupplement:
    """Send the file back with everything that is missing, once; `kinds` as for evidence."""

    nomination: UUID
    hand: Hand
    step: str
    missing: tuple[Missing, ...]
    reason: str
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SupplementNomination:
    """Bring what was missing; `answers` answer remarks by their key."""

    nomination: UUID
    hand: Hand
    answers: tuple[Missing, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class RefuseNomination:
    """End the case with a coded reason."""

    nomination: UUID
    hand: Hand
    step: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class WithdrawNomination:
    """Take the case back."""

    nomination: UUID
    hand: Hand
    reason: str


@dataclass(frozen=True, slots=True)
class CorrectNomination:
    """Put a clerical error right: `field` read `was` and shall read `now`."""

    nomination: UUID
    hand: Hand
    field: str
    was: str
    now: str
    reason: str


@dataclass(frozen=True, slots=True)
class NameNominee:
    """
    Enter the name of the nominee, the `first`, or put it right for a `reason`; it is kept apart.

    `namesakes` are as those of a filing, `particulars` and `called` as those of an opening.
    """

    nomination: UUID
    hand: Hand
    reason: str | None = None
    first: bool = False
    namesakes: tuple[UUID, ...] = ()
    particulars: str | None = None
    called: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PutOnHold:
    """Hold the nominee in each case, or this `case_alone`: a paper's `reference` opened it."""

    nomination: UUID
    hand: Hand
    ground: str
    reference: str
    detail: str
    case_alone: bool = False


@dataclass(frozen=True, slots=True)
class LiftHold:
    """Let a case go on: the procedure of `reference` ended, with or without a discipline."""

    nomination: UUID
    hand: Hand
    reference: str
    outcome: str
    discipline_ended_on: date | None = None


ContentCommand = AssessCriterion | ScoreNomination | AddEvidence | WithdrawEvidence
CaseCommand = (
    ContentCommand
    | FileNomination
    | EndorseStep
    | AppraiseCase
    | RecordVote
    | ReturnForSupplement
    | SupplementNomination
    | RefuseNomination
    | WithdrawNomination
    | CorrectNomination
    | NameNominee
    | ClockOrder
    | PutOnHold
    | LiftHold
    | ChooseRegime
)
NominationCommand = OpenNomination | CaseCommand | AuthorityCommand | HearingCommand

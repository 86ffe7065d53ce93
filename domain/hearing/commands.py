"""Orders about hearing others on a case; `hand` says who gives them, and when."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.hand import Hand


@dataclass(frozen=True, slots=True)
class Question:
    """What an agency is asked, in how many working days to answer; None: as usual."""

    agency: str
    subject: str
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class RequestConsultation:
    """
    Ask several agencies at once; `silence` is what no answer will count as.

    `usual` is the term where neither question nor award says one; `strange` are the agencies that
    no list of units and no directory knows.
    """

    nomination: UUID
    hand: Hand
    step: str
    questions: tuple[Question, ...]
    silence: str
    usual: int = 10
    strange: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AnswerConsultation:
    """Say as the agency that was asked: agrees, objects (on a ground), or no-remark."""

    nomination: UUID
    hand: Hand
    agency: str
    opinion: str
    words: str
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class WithdrawConsultation:
    """Take a question to an agency back."""

    nomination: UUID
    hand: Hand
    agency: str
    reason: str


@dataclass(frozen=True, slots=True)
class NoteLapsedConsultation:
    """Note that an agency did not answer in its term."""

    nomination: UUID
    hand: Hand
    agency: str


@dataclass(frozen=True, slots=True)
class PostCase:
    """Post the case in public; the rule's number of working days, or a longer one."""

    nomination: UUID
    hand: Hand
    step: str
    where: str
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class ReceiveObjection:
    """Enter an objection to a posted case; who and what lies under `content`."""

    nomination: UUID
    hand: Hand
    reference: str
    ground: str
    content: UUID


@dataclass(frozen=True, slots=True)
class SettleObjection:
    """Say whether an objection is upheld, and why."""

    nomination: UUID
    hand: Hand
    reference: str
    upheld: bool
    reason: str


@dataclass(frozen=True, slots=True)
class EndPosting:
    """Note that the working days of the posting have passed."""

    nomination: UUID
    hand: Hand


@dataclass(frozen=True, slots=True)
class ReceiveComplaint:
    """Enter a complaint or denunciation; the case is held from then on."""

    nomination: UUID
    hand: Hand
    kind: str
    reference: str
    content: UUID


@dataclass(frozen=True, slots=True)
class SettleComplaint:
    """Say how a complaint ended; a founded one on a ground that the case is to answer."""

    nomination: UUID
    hand: Hand
    reference: str
    outcome: str
    reason: str
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class RequestConfirmation:
    """Ask an authority to confirm a duty of an enterprise."""

    nomination: UUID
    hand: Hand
    kind: str
    agency: str


@dataclass(frozen=True, slots=True)
class RecordConfirmation:
    """Enter what an authority confirmed by a paper."""

    nomination: UUID
    hand: Hand
    kind: str
    agency: str
    number: str
    dated: date
    covers_from: date
    covers_to: date
    fulfilled: bool
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class NoteExpiredConfirmation:
    """Note that a confirmation may no longer be relied on."""

    nomination: UUID
    hand: Hand
    kind: str


@dataclass(frozen=True, slots=True)
class JudgeCondition:
    """Say as a judge of the step whether a condition of the award is met, and why."""

    nomination: UUID
    hand: Hand
    step: str
    condition: str
    met: bool
    reason: str


ConsultationCommand = (
    RequestConsultation | AnswerConsultation | WithdrawConsultation | NoteLapsedConsultation
)
PostingCommand = PostCase | ReceiveObjection | SettleObjection | EndPosting
ComplaintCommand = ReceiveComplaint | SettleComplaint
ConfirmationCommand = RequestConfirmation | RecordConfirmation | NoteExpiredConfirmation
_OfAuthorities = ConfirmationCommand | JudgeCondition
HearingCommand = ConsultationCommand | PostingCommand | ComplaintCommand | _OfAuthorities

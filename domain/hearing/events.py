"""Facts about a case of what others were asked, what they said, and what people judged of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ConsultationRequested:
    """
    An agency was asked for its opinion on the `subject`, to be given by `due_on`.

    `silence` is what it counts as when the term of `working_days` runs out without an answer.
    """

    step: str
    agency: str
    subject: str
    working_days: int
    due_on: date
    silence: str


@dataclass(frozen=True, slots=True)
class ConsultationAnswered:
    """A consulted agency `agrees`, `objects` on a coded `ground`, or has `no-remark`."""

    step: str
    agency: str
    opinion: str
    ground: str | None
    words: str


@dataclass(frozen=True, slots=True)
class ConsultationWithdrawn:
    """Whoever asked an agency takes the question back."""

    step: str
    agency: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConsultationLapsed:
    """The term of an agency ran out on `due_on` without an answer; its silence counts so."""

    step: str
    agency: str
    due_on: date
    counts_as: str


@dataclass(frozen=True, slots=True)
class CasePosted:
    """
    The case was posted in public at a place, from a day to the last of its working days.

    `source` says where the number of working days is from.
    """

    step: str
    level: str
    where: str
    since: date
    working_days: int
    until: date
    source: str


@dataclass(frozen=True, slots=True)
class ObjectionReceived:
    """
    Somebody objected while the case was posted; `reference` is its number in the book.

    Who it was and what they wrote lies under `content` in the erasable store.
    """

    reference: str
    ground: str
    content: UUID


@dataclass(frozen=True, slots=True)
class ObjectionSettled:
    """An objection was looked into: it is upheld or not, for a reason."""

    reference: str
    upheld: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PostingEnded:
    """The posting at a level is over: its working days, up to `until`, have passed."""

    level: str
    until: date


@dataclass(frozen=True, slots=True)
class ComplaintReceived:
    """
    A `complaint` or a `denunciation` came in, known by the `reference` of its paper.

    Who it was and what they wrote lies under `content` in the erasable store.
    """

    kind: str
    reference: str
    content: UUID


@dataclass(frozen=True, slots=True)
class ComplaintSettled:
    """It was found `unfounded`, `founded` on a coded `ground`, or was `withdrawn`."""

    reference: str
    outcome: str
    ground: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmationRequested:
    """An authority was asked to confirm a duty of an enterprise; `kind` is a kind of paper."""

    kind: str
    agency: str


@dataclass(frozen=True, slots=True)
class ConfirmationGiven:
    """
    An authority confirmed by a paper whether a duty was met from a day to a day.

    `valid_until` is the last day the paper may be relied on, None where it states none.
    """

    kind: str
    agency: str
    number: str
    dated: date
    covers_from: date
    covers_to: date
    fulfilled: bool
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class ConfirmationExpired:
    """A confirmation may no longer be relied on; its last day was `valid_until`."""

    kind: str
    valid_until: date


@dataclass(frozen=True, slots=True)
class ConditionJudged:
    """A person judged at a step whether a condition of the award is met, for a `reason`."""

    step: str
    condition: str
    met: bool
    judge: str
    reason: str


ConsultationEvent = (
    ConsultationRequested | ConsultationAnswered | ConsultationWithdrawn | ConsultationLapsed
)
PostingEvent = CasePosted | ObjectionReceived | ObjectionSettled | PostingEnded
ComplaintEvent = ComplaintReceived | ComplaintSettled
ConfirmationEvent = ConfirmationRequested | ConfirmationGiven | ConfirmationExpired
_OfAuthorities = ConfirmationEvent | ConditionJudged
HearingEvent = ConsultationEvent | PostingEvent | ComplaintEvent | _OfAuthorities

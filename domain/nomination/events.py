"""Facts about one nomination; each says what happened, nothing of who or when (see Envelope)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from domain.hearing.events import HearingEvent
from domain.ladder import Ladder
from domain.movement import Criterion, EvaluatorWeight
from domain.nomination.authority import AuthorityEvent
from domain.nomination.basis import Basis
from domain.nomination.clock import ClockEvent
from domain.nomination.dated_back import DatedBack
from domain.nomination.favour import FavourEvent
from domain.nomination.holding import HoldEvent
from domain.nomination.naming import NomineeNamed


@dataclass(frozen=True, slots=True)
class Nominee:
    """Whom the case is about: a reference; the name lives in the erasable store."""

    ref: UUID
    kind: str
    unit: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """The movement, review occasion and class a case was opened under, and the criteria then."""

    movement: str
    digest: str
    occasion: str
    nominee_class: str
    criteria: tuple[Criterion, ...]
    scoring: tuple[EvaluatorWeight, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a returned file lacks: `kind` is paper, criterion or remark."""

    kind: str
    key: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NominationOpened:
    """A draft was opened, the ladder of that day pinned; `particulars` is a commitment (ADR 96)."""

    nominee: Nominee
    nominator: str
    unit: str
    opened_on: date
    achievement: str
    ladder: Ladder
    campaign: Campaign | None
    basis: Basis | None = None
    dated_back: DatedBack | None = None
    particulars: str | None = None
    nominee_position: str | None = None


@dataclass(frozen=True, slots=True)
class CriterionAssessed:
    """A value was held against the target; all three may be None where the plan sets none."""

    criterion: str
    measured: Decimal | None
    target: Decimal | None
    unit: str
    met: bool | None
    evidence: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class EvaluatorScored:
    """One evaluator gave points (0 to 100) at a step; the weight is that of their role."""

    step: str
    evaluator: str
    points: Decimal
    weight: Decimal


@dataclass(frozen=True, slots=True)
class EvidenceAdded:
    """A paper joined the file; its bytes live outside the ledger under their SHA-256."""

    sha256: str
    size: int
    media_type: str
    paper: str
    form: str
    title: str


@dataclass(frozen=True, slots=True)
class EvidenceWithdrawn:
    """A paper no longer counts; its fact and its bytes stay."""

    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class NominationFiled:
    """The unit filed the case; it waits at `step`. `namesakes` are cases to be told apart from."""

    step: str
    due_on: date | None
    namesakes: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class StepEndorsed:
    """One officer agreed at a review, consultation or posting step."""

    step: str
    officer: str
    reason: str


@dataclass(frozen=True, slots=True)
class CaseAppraised:
    """The appraiser gave an opinion; only a favourable one passes the step."""

    step: str
    appraiser: str
    favourable: bool
    findings: str


@dataclass(frozen=True, slots=True)
class CouncilVoted:
    """A council voted: ballots in favour, of all members, against the ballots needed."""

    step: str
    members: int
    in_favour: int
    needed: int
    carried: bool
    minutes: str | None
    session: UUID | None = None


@dataclass(frozen=True, slots=True)
class StepPassed:
    """The step is done; the case waits at `next_step`."""

    step: str
    next_step: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class NominationForwarded:
    """A submission carried the case from `step` to the level above, which has not answered yet."""

    step: str
    next_step: str
    submission: UUID


@dataclass(frozen=True, slots=True)
class NominationReceived:
    """The level above took the case in; its term runs from here."""

    step: str
    submission: UUID
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ReturnedForSupplement:
    """The file went back with one list of all that is missing, after `used` days of its term."""

    step: str
    missing: tuple[Missing, ...]
    reason: str
    used: int | None = None


@dataclass(frozen=True, slots=True)
class NominationSupplemented:
    """What was missing was brought; the case waits at `step` again, its term runs to `due_on`."""

    step: str
    answers: tuple[Missing, ...]
    note: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class NominationRefused:
    """The case ends here with a coded reason."""

    step: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class NominationWithdrawn:
    """The proposing unit took its case back."""

    reason: str


@dataclass(frozen=True, slots=True)
class NominationGranted:
    """The deciding level granted the award; the honour is kept in the register."""

    step: str
    decision: UUID
    honour: UUID


@dataclass(frozen=True, slots=True)
class NominationCorrected:
    """A clerical error was put right; the first writing stays in the log."""

    field: str
    was: str
    now: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeadlineMissed:
    """The term of `step` ended on `due_on`, and the case still waits there."""

    step: str
    due_on: date


_AtSteps = StepEndorsed | CaseAppraised | CouncilVoted | StepPassed | DeadlineMissed | ClockEvent
_OfFile = CriterionAssessed | EvaluatorScored | EvidenceAdded | EvidenceWithdrawn | NomineeNamed
_Beside = HoldEvent | HearingEvent | FavourEvent | AuthorityEvent
_Ends = NominationRefused | NominationWithdrawn | NominationGranted | NominationCorrected
_Moves = NominationFiled | NominationForwarded | NominationReceived | NominationSupplemented
_Turns = _Moves | _Ends | ReturnedForSupplement
NominationEvent = NominationOpened | _OfFile | _AtSteps | _Turns | _Beside

"""What others were asked and said about a case: the least needed to decide the next order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from uuid import UUID

from domain.hearing.events import (
    CasePosted,
    ComplaintEvent,
    ComplaintReceived,
    ConditionJudged,
    ConfirmationEvent,
    ConfirmationExpired,
    ConfirmationGiven,
    ConfirmationRequested,
    ConsultationAnswered,
    ConsultationEvent,
    ConsultationRequested,
    ConsultationWithdrawn,
    HearingEvent,
    ObjectionReceived,
    ObjectionSettled,
    PostingEnded,
    PostingEvent,
)
from domain.refusal import ImpossibleHistory

AGREES, OBJECTS, FOUNDED = "agrees", "objects", "founded"


class Question(Enum):
    """How a question to an agency stands: of one that objected, that it is to be asked again."""

    WAITING = "waiting"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Consulted:
    """The latest question to an agency; `asked_on` is the date on the paper that asked."""

    request: ConsultationRequested
    standing: Question = Question.WAITING
    asked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The latest paper of a kind, and whether its last day has passed."""

    given: ConfirmationGiven
    expired: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said last of a condition, and the date on the paper."""

    given: ConditionJudged
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Hearing:
    """
    What others were asked and said.

    `consulted` are by agency; `posting` is the one that runs, `posted` the levels where one ended.
    `objections` and `complaints` are by reference, those that wait apart. `against` is what was
    found against the case and is not yet answered, by the key of a remark. `judged` are by
    condition. `entered_by` are those behind the entry of each letter, `objected_by` of each
    objection, and `objected_on` is its day, by reference. `last_on` is the latest date on a paper
    of consultation, posting or judgement. `namesakes` are cases whose nominee a judge has to tell
    from this one's, in the order they were met.
    """

    consulted: Mapping[str, Consulted] = field(default_factory=dict)
    posting: CasePosted | None = None
    posted: frozenset[str] = frozenset()
    objections: Mapping[str, ObjectionReceived] = field(default_factory=dict)
    unsettled: frozenset[str] = frozenset()
    complaints: Mapping[str, ComplaintReceived] = field(default_factory=dict)
    pending: frozenset[str] = frozenset()
    against: Mapping[str, str] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    confirmations: Mapping[str, Confirmation] = field(default_factory=dict)
    last_on: date | None = None
    judged: Mapping[str, Judgement] = field(default_factory=dict)
    entered_by: Mapping[str, frozenset[str]] = field(default_factory=dict)
    namesakes: tuple[UUID, ...] = ()
    objected_by: Mapping[str, frozenset[str]] = field(default_factory=dict)
    objected_on: Mapping[str, date] = field(default_factory=dict)

    def waits_for(self, agency: str) -> bool:
        """Say whether an agency was asked and has not answered."""
        known = self.consulted.get(agency)
        return known is not None and known.standing is Question.WAITING


def heard(now: Hearing, event: HearingEvent) -> Hearing:
    """
    Fold one more fact.

    Raises:
        ImpossibleHistory: an answer to nothing, or an end of what did not begin.
    """
    if isinstance(event, ConsultationEvent):
        return _consulted(now, event)
    if isinstance(event, PostingEvent):
        return _posted(now, event)
    if isinstance(event, ComplaintEvent):
        return _complained(now, event)
    if isinstance(event, ConditionJudged):
        return replace(now, judged={**now.judged, event.condition: Judgement(event)})
    return _confirmed(now, event)


def dated(now: Hearing, event: HearingEvent, on: date) -> Hearing:
    """Keep the latest date of what the passing of a step builds on."""
    if not isinstance(event, ConsultationEvent | PostingEvent | ConditionJudged):
        return now
    later = replace(now, last_on=max(on, now.last_on or on))
    if isinstance(event, ConditionJudged):
        return replace(later, judged={**now.judged, event.condition: Judgement(event, on)})
    if isinstance(event, ObjectionReceived):
        return replace(later, objected_on={**now.objected_on, event.reference: on})
    if not isinstance(event, ConsultationRequested):
        return later
    asked = replace(now.consulted[event.agency], asked_on=on)
    return replace(later, consulted={**now.consulted, event.agency: asked})


def answered(now: Hearing, keys: Collection[str]) -> Hearing:
    """Return a hearing after the remarks of some *keys* were answered."""
    left = {key: words for key, words in now.against.items() if key not in keys}
    return replace(now, against=left)


def met(now: Hearing, namesakes: Sequence[UUID]) -> Hearing:
    """Return a hearing after the case met others of its title whose nominee has the name."""
    return replace(now, namesakes=tuple(dict.fromkeys([*now.namesakes, *namesakes])))


def objection_key(agency: str) -> str:
    """Return the key of the remark that holds an agency's objection."""
    return f"consulted-{agency.lower()}"


def _consulted(now: Hearing, event: ConsultationEvent) -> Hearing:
    if isinstance(event, ConsultationRequested):
        return replace(now, consulted={**now.consulted, event.agency: Consulted(event)})
    if not now.waits_for(event.agency):
        raise ImpossibleHistory(now, event)
    objects = isinstance(event, ConsultationAnswered) and event.opinion == OBJECTS
    taken_back = isinstance(event, ConsultationWithdrawn)
    standing = Question.WITHDRAWN if taken_back else Question.AGAIN if objects else Question.DONE
    one = replace(now.consulted[event.agency], standing=standing)
    after = replace(now, consulted={**now.consulted, event.agency: one})
    if isinstance(event, ConsultationAnswered) and objects:
        return _against(after, objection_key(event.agency), event.words)
    return after


def _posted(now: Hearing, event: PostingEvent) -> Hearing:
    match event:
        case CasePosted() if now.posting is None:
            return replace(now, posting=event)
        case PostingEnded(level=level) if now.posting is not None:
            return replace(now, posting=None, posted=now.posted | {level})
        case ObjectionReceived(reference=key) if key not in now.objections:
            objections = {**now.objections, key: event}
            return replace(now, objections=objections, unsettled=now.unsettled | {key})
        case ObjectionSettled(reference=key) if key in now.unsettled:
            settled = replace(now, unsettled=now.unsettled - {key})
            number = [*now.objections].index(key) + 1
            key = f"objection-{number}"
            return _against(settled, key, event.reason) if event.upheld else settled
    raise ImpossibleHistory(now, event)


def _complained(now: Hearing, event: ComplaintEvent) -> Hearing:
    key = event.reference
    if isinstance(event, ComplaintReceived):
        complaints = {**now.complaints, key: event}
        return replace(now, complaints=complaints, pending=now.pending | {key})
    if key not in now.pending:
        raise ImpossibleHistory(now, event)
    settled = replace(now, pending=now.pending - {key})
    if event.outcome != FOUNDED:
        return settled
    number = [*now.complaints].index(key) + 1
    return _against(settled, f"complaint-{number}", event.reason)


def _confirmed(now: Hearing, event: ConfirmationEvent) -> Hearing:
    match event:
        case ConfirmationRequested(kind=kind):
            return replace(now, asked=now.asked | {kind})
        case ConfirmationGiven(kind=kind):
            return replace(now, confirmations={**now.confirmations, kind: Confirmation(event)})
        case ConfirmationExpired(kind=kind) if kind in now.confirmations:
            gone = replace(now.confirmations[kind], expired=True)
            return replace(now, confirmations={**now.confirmations, kind: gone})
    raise ImpossibleHistory(now, event)


def _against(now: Hearing, key: str, words: str) -> Hearing:
    return replace(now, against={**now.against, key: words})

"""The case file: where a nomination stands, what its file holds, and everything said about it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select

from domain.facts import BesideCases
from domain.hearing.events import HearingEvent
from domain.nomination.authority import AuthorityEvent
from domain.nomination.clock import ClockEvent, TermResumed, TermStopped
from domain.nomination.events import (
    CaseAppraised,
    CouncilVoted,
    CriterionAssessed,
    DeadlineMissed,
    EvaluatorScored,
    EvidenceAdded,
    EvidenceWithdrawn,
    NominationCorrected,
    NominationEvent,
    NominationFiled,
    NominationForwarded,
    NominationGranted,
    NominationOpened,
    NominationReceived,
    NominationRefused,
    NominationSupplemented,
    NominationWithdrawn,
    ReturnedForSupplement,
    StepEndorsed,
    StepPassed,
)
from domain.nomination.favour import RegimeChosen
from domain.nomination.holding import HoldEvent
from domain.nomination.naming import NomineeNamed
from domain.nomination.state import Arrival, Content, End, Opinion
from domain.reading import Scope
from domain.recorded import Envelope, Recorded
from domain.refusal import ImpossibleHistory
from projections.case_authority import in_other_hands
from projections.case_content import enriched, heard
from projections.case_course import arrived, clocked, ended, forwarded, returned
from projections.case_favour import held, under
from projections.case_hearing import heard as said
from projections.case_opening import opened_case, stamp
from projections.case_rows import CaseRow, case_file
from projections.columns import Document
from projections.concerned import paged
from projections.honours import honours
from projections.paging import Cursor, Rows, matching
from projections.view import folded, the_stream

# What a submission or a decision does to a case, the case tells itself; whether the honour still
# counts, the register tells (see `case`).

Later = (
    Content
    | Opinion
    | Arrival
    | NominationForwarded
    | ReturnedForSupplement
    | End
    | DeadlineMissed
    | NomineeNamed
    | ClockEvent
)


def fold(row: CaseRow | None, fact: Recorded[NominationEvent]) -> CaseRow:
    """Change the row of the case by one fact."""
    event = fact.event
    if isinstance(event, NominationOpened):
        return opened_case(fact, event)
    if row is None:
        raise ImpossibleHistory(row, event)
    envelope = fact.envelope
    if isinstance(event, AuthorityEvent):
        handed = in_other_hands(row, event, envelope.effective_on, envelope.recorded_at)
        return {**handed, **stamp(fact)}
    if isinstance(event, HearingEvent):
        hearing = said(row["hearing"], event, envelope.effective_on)
        return {**row, "hearing": hearing, **stamp(fact)}
    if isinstance(event, HoldEvent):
        return {**held(row, event, envelope.effective_on), **stamp(fact)}
    if isinstance(event, RegimeChosen):
        chosen = under(row, event, envelope.effective_on, envelope.recorded_at)
        return {**chosen, **stamp(fact)}
    return {**_later(row, event, envelope), **stamp(fact)}


def _later(row: CaseRow, event: Later, envelope: Envelope) -> CaseRow:
    """Return a case after any fact but the first."""
    on, at = envelope.effective_on, envelope.recorded_at
    match event:
        case (
            CriterionAssessed()
            | EvaluatorScored()
            | EvidenceAdded()
            | EvidenceWithdrawn()
            | NominationCorrected()
        ):
            return enriched(row, event, on)
        case StepEndorsed() | CaseAppraised() | CouncilVoted():
            return heard(row, event, envelope)
        case NominationFiled() | StepPassed() | NominationReceived() | NominationSupplemented():
            return arrived(row, event, on, at)
        case NominationForwarded():
            return forwarded(row, event, on, at)
        case ReturnedForSupplement():
            return returned(row, event, on, at)
        case NominationGranted() | NominationRefused() | NominationWithdrawn():
            return ended(row, event, on)
        case TermStopped() | TermResumed():
            return clocked(row, event, on)
    return row  # the date stands in it, names and notices elsewhere


view = folded(case_file, reads=NominationEvent, ignores=BesideCases, keys=the_stream, fold=fold)

LISTED = [c for c in case_file.c if not isinstance(c.type, Document)]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases are asked for; None asks for all."""

    unit: str | None = None
    award: str | None = None
    state: str | None = None
    movement: str | None = None
    occasion: str | None = None
    step: str | None = None
    step_unit: str | None = None
    nominee: UUID | None = None


def case(nomination: UUID) -> Rows:
    """Ask for one whole file, with what became of its honour, and on which grounds."""
    papers = [honours.c[one].label(f"honour_{one}") for one in ("annulment", "restoration")]
    return _with_honour(*case_file.c, *papers).where(case_file.c.nomination == nomination)


def cases(wanted: Wanted, scope: Scope, after: Cursor | None = None, limit: int = 50) -> Rows:
    """Ask for a page of files without their nested content, by (opened_on, nomination)."""
    found = _with_honour(*LISTED).where(*matching(case_file, wanted))
    return paged(found, scope, (case_file.c.opened_on, case_file.c.nomination), after, limit)


def _with_honour(*columns: ColumnElement[object]) -> Rows:
    """Join each case to the register, which knows whether its honour is held or annulled."""
    return select(*columns, honours.c.state.label("honour_state")).join(
        honours, honours.c.honour == case_file.c.honour, isouter=True
    )

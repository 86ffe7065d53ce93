"""Paths: every deed on every case, for the auditor, for statistics and for exports."""

from typing import cast
from uuid import UUID

from sqlalchemy import select

from domain.access import VIETNAM, person
from domain.audit.across import SEVERAL
from domain.audit.deeds import OnThePath, deed_of
from domain.audit.path import OWN, Deed, Rung
from domain.facts import BesidePaths
from domain.hearing.events import (
    ComplaintEvent,
    ConfirmationEvent,
    ConsultationLapsed,
    ConsultationRequested,
    ConsultationWithdrawn,
    PostingEvent,
)
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.clock import NoticeEvent
from domain.nomination.corrected import OF_POSITION, position_said
from domain.nomination.events import (
    CriterionAssessed,
    EvaluatorScored,
    EvidenceAdded,
    EvidenceWithdrawn,
    NominationCorrected,
    NominationOpened,
    NominationRefused,
)
from domain.nomination.holding import HoldEvent
from domain.nomination.naming import NomineeNamed
from domain.past.events import PastCaseOpened
from domain.recorded import Recorded
from domain.refusal import ImpossibleHistory
from projections.paging import Rows
from projections.path_rows import PathRow, deed_row, paths, rungs_from
from projections.view import folded, the_stream

OPINIONS = frozenset({"endorsed", "appraised"})
ENDED = frozenset({"granted", "refused", "withdrawn"})
Heard = ConsultationRequested | ConsultationWithdrawn | ConsultationLapsed
OfFiles = CriterionAssessed | EvaluatorScored | EvidenceAdded | EvidenceWithdrawn
OfCases = OfFiles | NomineeNamed | CaseUnassigned | NoticeEvent | HoldEvent
OfHearing = Heard | PostingEvent | ComplaintEvent | ConfirmationEvent
ASIDE = OfCases | OfHearing | BesidePaths


def fold(row: PathRow | None, fact: Recorded[OnThePath | NominationCorrected]) -> PathRow:
    """Add a deed to a path; of what is put right it keeps the position of the nominee alone."""
    if isinstance(fact.event, NominationCorrected):
        return put_right(row, fact.event)
    return with_deed(row, cast("Recorded[OnThePath]", fact))


def put_right(row: PathRow | None, event: NominationCorrected) -> PathRow:
    """Return a path after a correction."""
    if row is None:
        raise ImpossibleHistory(row, event)
    if event.field != OF_POSITION:
        return row
    return {**row, "nominee_position": position_said(event.now)}


def with_deed(row: PathRow | None, fact: Recorded[OnThePath]) -> PathRow:
    """Return a path with one more deed."""
    match event := fact.event:
        case NominationOpened() | PastCaseOpened():
            return begun(fact, event)
    if row is None:
        raise ImpossibleHistory(row, event)
    before = rungs(row) if isinstance(event, CaseReassigned) else ()  # what nobody else asks for
    deed = deed_of(fact, before)
    reason = event.reason if isinstance(event, NominationRefused) else None
    return went_on({**row, "deeds": [*row["deeds"], deed_row(deed)]}, deed, reason)


def went_on(row: PathRow, deed: Deed, reason: str | None) -> PathRow:
    """Return a path after a deed that it holds already; *reason* is that of a refusal."""
    if deed.kind in OPINIONS and deed.persons:
        return {**row, "approver": sole(row["approver"], deed)}
    if deed.kind == "filed":
        return {**reopened(row), "filed_at": row["filed_at"] or deed.at}
    return {**over(row, deed), "reason": reason} if deed.kind in ENDED else row


def begun(fact: Recorded[OnThePath], event: NominationOpened | PastCaseOpened) -> PathRow:
    """Return the path of a case that was opened here, or came in from a log."""
    row: PathRow = {
        "case": fact.stream,
        "position": fact.position,
        "source": event.source if isinstance(event, PastCaseOpened) else OWN,
        "unit": "",
        "award": None,
        "subject": None,
        "nominator": None,
        "nominee": None,
        "nominee_position": None,
        "filed_at": None,
        "ended": None,
        "end": None,
        "ended_at": None,
        "ended_on": None,
        "year": None,
        "reason": None,
        "approver": None,
        "deeds": [deed_row(deed_of(fact, ()))],
    }
    return row if isinstance(event, PastCaseOpened) else proposed(row, event)


def proposed(row: PathRow, event: NominationOpened) -> PathRow:
    """Return a path with what an opening says of a case."""
    nominee = event.nominee
    whom = person(str(nominee.ref))
    told: PathRow = {**row, "unit": event.unit, "award": event.ladder.award, "nominee": whom}
    told = {**told, "subject": nominee.kind, "nominator": person(event.nominator)}
    return {**told, "nominee_position": event.nominee_position}


def rungs(row: PathRow) -> tuple[Rung, ...]:
    """Return the ladder as the last deed that told one left it."""
    told = next(one for one in reversed(row["deeds"]) if "rungs" in one)
    return rungs_from(told)


def sole(known: str | None, deed: Deed) -> str:
    """Return who gave all opinions so far: whoever acted, with whom they acted for."""
    now = " ".join(deed.persons)
    return now if known in {None, now} else SEVERAL


def over(row: PathRow, deed: Deed) -> PathRow:
    """
    Return a path that came to an end; its day is that of the clock, which nobody can choose.

    Its year is that of the date on the paper, as people mean it (ADR 111).
    """
    day = deed.at.astimezone(VIETNAM).date()
    ended: PathRow = {**row, "ended": deed.kind, "end": deed.position}
    return {**ended, "ended_at": deed.at, "ended_on": day, "year": deed.on.year}


def reopened(row: PathRow) -> PathRow:
    """Return a path that goes on after its end, as other systems let it."""
    on: PathRow = {**row, "ended": None, "end": None, "ended_at": None, "ended_on": None}
    return {**on, "year": None, "reason": None}


view = folded(
    paths, reads=OnThePath | NominationCorrected, ignores=ASIDE, keys=the_stream, fold=fold
)


def after(position: int, limit: int, unit: str | None = None) -> Rows:
    """Ask for up to *limit* paths that begin after a position, in the order of their beginnings."""
    asked = select(paths).where(paths.c.position > position)
    asked = asked if unit is None else asked.where(paths.c.unit == unit)
    return asked.order_by(paths.c.position).limit(limit)


def of_case(case: UUID) -> Rows:
    """Ask for the path of one case."""
    return select(paths).where(paths.c.case == case)


def grants() -> Rows:
    """Ask for every grant, in the order of their facts."""
    row = paths.c
    asked = select(row.source, row.unit, row.ended_on, row.end, row.approver)
    return asked.where(row.ended == "granted").order_by(row.end)


def proposals() -> Rows:
    """Ask who nominated whom, where somebody who is nominated nominates as well."""
    row, other = paths.c, paths.alias().c
    asked = select(row.case, row.unit, row.position, row.nominator, row.nominee)
    back = select(other.case).where(other.nominee == row.nominator, other.nominator == row.nominee)
    return asked.where(row.nominator.is_not(None), back.exists()).order_by(row.position)


def ended_by(year: int) -> Rows:
    """Ask for the cases carried here that ended by a year, narrow, in the order of their ends."""
    row = paths.c
    of_whom = (row.subject, row.nominee, row.nominee_position)
    how = (row.ended, row.reason, row.filed_at, row.ended_at, row.year, row.end)
    asked = select(row.unit, row.award, *of_whom, *how)
    return asked.where(row.year <= year, row.source == OWN).order_by(row.end)

"""Orders on papers, the register and the records of nominees, read back from what they wrote."""

from typing import cast
from uuid import UUID

from domain.booking.commands import BookPaper
from domain.booking.events import PaperBooked
from domain.decision import commands as d
from domain.decision import events as de
from domain.decision.state import DECISION, NotIssued
from domain.exchange.commands import TellStatus
from domain.exchange.events import StatusTold
from domain.nomination.commands import WithdrawNomination
from domain.register import commands as r
from domain.register import complaint_events, handing_back_events
from domain.register import events as re
from domain.register.claims import paper_key
from domain.register.decide import who_may
from domain.register.record import RECORD
from domain.register.state import HONOUR, NotEntered
from domain.register.title_commands import ConfirmTitle, DeclareTitle, RejectTitle
from domain.submission import commands as s
from domain.submission import events as se
from services.redeciding.cases import papers_of
from services.redeciding.means import NotTold
from services.redeciding.told import Apart, ByOrder, Follows, Rows, Told


def _dispatch(told: Told) -> s.DispatchSubmission:
    fact = cast("se.SubmissionDispatched", told.fact.event)
    return s.DispatchSubmission(
        told.stream, told.hand, fact.number, fact.from_unit, fact.to_unit, fact.nominations
    )


def answering(told: Told) -> s.AnswerSubmission:
    """Read back the answers to all items of a submission that were given at once."""
    given = (one.event for one in told.act.facts if one.stream == told.stream)
    answers = [one for fact in given if (one := _answer(fact))]
    listed = [miss for one in answers if isinstance(one, s.ReturnItem) for miss in one.missing]
    kinds = papers_of(tuple(listed), told)
    return s.AnswerSubmission(told.stream, told.hand, tuple(answers), kinds)


def _answer(fact: object) -> s.Answer | None:
    match fact:
        case se.ItemAccepted(nomination=case):
            return s.AcceptItem(case)
        case se.ItemReturned(nomination=case, missing=missing, reason=reason):
            return s.ReturnItem(case, missing, reason)
        case se.ItemRefused(nomination=case, reason=reason, detail=detail):
            return s.RefuseItem(case, reason, detail)
    return None


def _withdrawing(told: Told) -> WithdrawNomination:
    fact = cast("se.ItemWithdrawn", told.fact.event)
    return WithdrawNomination(fact.nomination, told.hand, fact.reason)


def _deciding(told: Told) -> d.IssueDecision:
    fact = cast("de.DecisionIssued", told.fact.event)
    cases = tuple(one.nomination for one in fact.grants)
    return d.IssueDecision(
        told.stream,
        told.hand,
        fact.number,
        fact.unit,
        fact.signer_position,
        fact.legal_basis,
        cases,
        fact.base_salary,
    )


def _annulling(told: Told) -> d.AnnulGrants:
    fact = cast("de.GrantsAnnulled", told.fact.event)
    ended = told.act.told(re.HonourAnnulled)
    return d.AnnulGrants(
        told.stream,
        told.hand,
        fact.number,
        _annulling_unit(fact, told),
        fact.nominations,
        fact.ground,
        fact.detail,
        ended[0].complaint if ended else None,
        fact.review,
    )


def _annulling_unit(fact: de.GrantsAnnulled, told: Told) -> str:
    """Return of which unit the annulling paper is: of those that may, the one with its number."""
    paper = told.past.of(DECISION, told.stream)
    if isinstance(paper, NotIssued):
        return ""
    taken = {one.key for one in told.act.told(re.KeyClaimed)}
    may = who_may(paper.unit, paper.dated, told.hand)
    mine = (one for one in may if paper_key("decision", one, told.hand, fact.number) in taken)
    return next(mine, paper.unit)


def _correcting(told: Told) -> d.CorrectDecision:
    fact = cast("de.DecisionCorrected", told.fact.event)
    put = fact.field, fact.was, fact.now, fact.reason, fact.review
    return d.CorrectDecision(told.stream, told.hand, *put)


def _recovering(told: Told) -> r.RecoverHonour:
    fact = cast("re.HonourRecovered", told.fact.event)
    if fact.ground is None:
        raise NotTold("the ground of an older recovery")
    came_back = fact.object_returned, fact.amount, fact.note, fact.ground, fact.review
    return r.RecoverHonour(told.stream, told.hand, *came_back)


def restoring(told: Told) -> r.RestoreHonour:
    """Read a restoration back; who stands above is asked of the units of this house."""
    fact = cast("re.HonourRestored", told.fact.event)
    if fact.ground is None:
        raise NotTold("the ground of an older restoration")
    return r.RestoreHonour(
        told.stream,
        told.hand,
        fact.number,
        fact.unit,
        fact.reason,
        fact.ground,
        _above(fact, told),
    )


def _above(fact: re.HonourRestored, told: Told) -> frozenset[str]:
    honour, day = told.past.of(HONOUR, told.stream), told.hand.effective_on
    if isinstance(honour, NotEntered):
        return frozenset()
    entry = honour.entry
    known = told.means.above(entry.granted_by, entry.granted_on, day)
    return frozenset({fact.unit}) if known is None else known


def _handing_back(told: Told) -> r.HandHonourBack:
    fact = cast("handing_back_events.HonourHandedBack", told.fact.event)
    return r.HandHonourBack(told.stream, told.hand, fact.object_handed, fact.amount, fact.note)


def _complaint(told: Told) -> r.ReceiveHonourComplaint:
    fact = cast("complaint_events.HonourComplaintReceived", told.fact.event)
    return r.ReceiveHonourComplaint(told.stream, told.hand, fact.kind, fact.reference, fact.content)


def _complaint_settled(told: Told) -> r.SettleHonourComplaint:
    fact = cast("complaint_events.HonourComplaintSettled", told.fact.event)
    return r.SettleHonourComplaint(
        told.stream, told.hand, fact.reference, fact.outcome, fact.reason, fact.ground
    )


def declaring(told: Told) -> DeclareTitle:
    """Read back who told of a title; that some regime has the award, no fact says."""
    fact = cast("re.TitleDeclared", told.fact.event)
    return DeclareTitle(
        fact.nominee,
        told.hand,
        fact.unit,
        fact.award,
        fact.year,
        fact.number,
        fact.dated,
        fact.issuer,
        fact.evidence,
        frozenset({fact.award}),
    )


def _confirming(told: Told) -> ConfirmTitle:
    fact = cast("re.TitleConfirmed", told.fact.event)
    nominee = _nominee(told, fact.award, fact.year)
    return ConfirmTitle(nominee, told.hand, fact.award, fact.year)


def _rejecting(told: Told) -> RejectTitle:
    fact = cast("re.TitleRejected", told.fact.event)
    nominee = _nominee(told, fact.award, fact.year)
    return RejectTitle(nominee, told.hand, fact.award, fact.year, fact.reason)


def _nominee(told: Told, award: str, year: int) -> UUID:
    """Return whose record it is, which the declaration says; a made-up one where none stands."""
    declared = told.past.of(RECORD, told.stream).titles.get((award, year))
    return declared.declared.nominee if declared else told.stream


def _booking(told: Told) -> BookPaper:
    fact = cast("PaperBooked", told.fact.event)
    return BookPaper(told.stream, told.hand, fact.unit, fact.book, fact.number)


def _status(told: Told) -> TellStatus:
    fact = cast("StatusTold", told.fact.event)
    return TellStatus(told.stream, told.hand, fact.unit, fact.status, fact.words, fact.told_at)


HEIRS = "a fact tells a forerunner, and not the collective that carries it on"
ROWS: Rows = {
    se.SubmissionDispatched: ByOrder(_dispatch, rank=0),
    se.ItemAccepted: ByOrder(answering, rank=0),
    se.ItemReturned: ByOrder(answering, rank=0),
    se.ItemRefused: ByOrder(answering, rank=0),
    se.ItemWithdrawn: ByOrder(_withdrawing, rank=0),
    de.DecisionIssued: ByOrder(_deciding, rank=0),
    de.GrantsAnnulled: ByOrder(_annulling, rank=0),
    de.DecisionCorrected: ByOrder(_correcting),
    re.HonourRegistered: Follows(),
    re.HonourAnnulled: Follows(),
    complaint_events.HonourComplaintReceived: ByOrder(_complaint),
    complaint_events.HonourComplaintSettled: ByOrder(_complaint_settled),
    handing_back_events.HonourHandedBack: ByOrder(_handing_back),
    re.HonourRecovered: ByOrder(_recovering),
    re.HonourRestored: ByOrder(restoring),
    re.KeyClaimed: Follows(),
    re.KeyReleased: Follows(),
    re.HonourAddedToRecord: Follows(),
    re.HonourTakenFromRecord: Follows(),
    re.TitleDeclared: ByOrder(declaring, unseen=("title-award-unknown",)),
    re.TitleConfirmed: ByOrder(_confirming),
    re.TitleRejected: ByOrder(_rejecting),
    re.RecordCarriedOn: Apart(HEIRS, key="record-heir/"),
    re.CaseEnrolled: Follows(),
    re.NomineeHeld: Follows(),
    re.NomineeReleased: Follows(),
    PaperBooked: ByOrder(_booking),
    StatusTold: ByOrder(_status),
}

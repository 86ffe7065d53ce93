"""Orders on cases, read back from the facts they wrote."""

from dataclasses import replace
from typing import cast

from domain.house_acts.events import HouseActDone
from domain.house_acts.state import BOOK, BOOK_STREAM
from domain.nomination import authority, clock, favour, holding, naming
from domain.nomination import commands as c
from domain.nomination import events as n
from domain.nomination.choosing import ChooseRegime
from domain.nomination.clock_orders import IssueNotice, NoteMissedDeadline
from domain.nomination.decide import NOMINATION
from domain.nomination.state import Absent
from domain.reform.commands import AssignSuccessor, AuthorityCommand, ReassignCase
from domain.terms import Notice, NoticeAct
from services.redeciding.means import NotTold
from services.redeciding.openings import opening, route_of
from services.redeciding.reforms import reform_of
from services.redeciding.told import ByOrder, Follows, Rows, Told


def _assessment(told: Told) -> c.AssessCriterion:
    fact = cast("n.CriterionAssessed", told.fact.event)
    return c.AssessCriterion(
        told.stream, told.hand, fact.criterion, fact.measured, fact.evidence, fact.note
    )


def _score(told: Told) -> c.ScoreNomination:
    fact = cast("n.EvaluatorScored", told.fact.event)
    return c.ScoreNomination(told.stream, told.hand, fact.step, fact.points)


def _evidence(told: Told) -> c.AddEvidence:
    fact = cast("n.EvidenceAdded", told.fact.event)
    kinds = told.means.papers() or {fact.paper}
    return c.AddEvidence(
        told.stream,
        told.hand,
        fact.sha256,
        fact.size,
        fact.media_type,
        fact.paper,
        fact.form,
        fact.title,
        frozenset(kinds),
    )


def _evidence_withdrawal(told: Told) -> c.WithdrawEvidence:
    fact = cast("n.EvidenceWithdrawn", told.fact.event)
    return c.WithdrawEvidence(told.stream, told.hand, fact.sha256, fact.reason)


def _filing(told: Told) -> c.FileNomination:
    fact = cast("n.NominationFiled", told.fact.event)
    return c.FileNomination(told.stream, told.hand, fact.namesakes)


def _endorsement(told: Told) -> c.EndorseStep:
    fact = cast("n.StepEndorsed", told.fact.event)
    return c.EndorseStep(told.stream, told.hand, fact.step, fact.reason)


def _appraisal(told: Told) -> c.AppraiseCase:
    fact = cast("n.CaseAppraised", told.fact.event)
    return c.AppraiseCase(told.stream, told.hand, fact.step, fact.favourable, fact.findings)


def vote(told: Told) -> c.RecordVote:
    """Read a vote back that was kept on paper; a session that counted it is found by the rules."""
    fact = cast("n.CouncilVoted", told.fact.event)
    return c.RecordVote(
        told.stream, told.hand, fact.step, fact.members, fact.in_favour, fact.minutes
    )


def _returning(told: Told) -> c.ReturnForSupplement:
    fact = cast("n.ReturnedForSupplement", told.fact.event)
    kinds = papers_of(fact.missing, told)
    return c.ReturnForSupplement(
        told.stream, told.hand, fact.step, fact.missing, fact.reason, kinds
    )


def papers_of(missing: tuple[n.Missing, ...], told: Told) -> frozenset[str]:
    """Return the kinds of paper that may be asked for: of the rulebooks, else what was asked."""
    asked = frozenset(one.key for one in missing if one.kind == "paper")
    return told.means.papers() or asked


def _supplement(told: Told) -> c.SupplementNomination:
    fact = cast("n.NominationSupplemented", told.fact.event)
    return c.SupplementNomination(told.stream, told.hand, fact.answers, fact.note)


def _refusal(told: Told) -> c.RefuseNomination:
    fact = cast("n.NominationRefused", told.fact.event)
    return c.RefuseNomination(told.stream, told.hand, fact.step, fact.reason, fact.detail)


def _withdrawal(told: Told) -> c.WithdrawNomination:
    fact = cast("n.NominationWithdrawn", told.fact.event)
    return c.WithdrawNomination(told.stream, told.hand, fact.reason)


def _correction(told: Told) -> c.CorrectNomination:
    fact = cast("n.NominationCorrected", told.fact.event)
    return c.CorrectNomination(told.stream, told.hand, fact.field, fact.was, fact.now, fact.reason)


def _naming(told: Told) -> c.NameNominee:
    fact = cast("naming.NomineeNamed", told.fact.event)
    order = c.NameNominee(told.stream, told.hand, fact.reason, first=fact.reason is None)
    return replace(order, namesakes=fact.namesakes, particulars=fact.particulars)


def _hold(told: Told) -> c.PutOnHold:
    fact = cast("holding.CaseHeld", told.fact.event)
    return c.PutOnHold(
        told.stream, told.hand, fact.ground, fact.reference, fact.detail, fact.case_alone
    )


def _lifting(told: Told) -> c.LiftHold:
    fact = cast("holding.HoldLifted", told.fact.event)
    return c.LiftHold(
        told.stream, told.hand, fact.reference, fact.outcome, fact.discipline_ended_on
    )


def _missed(told: Told) -> NoteMissedDeadline:
    fact = cast("n.DeadlineMissed", told.fact.event)
    return NoteMissedDeadline(told.stream, told.hand, fact.step, fact.due_on)


def notice(told: Told) -> IssueNotice:
    """Read a notice back; that the rules of terms know it, no fact says."""
    fact = cast("clock.ReminderIssued | clock.CaseEscalated", told.fact.event)
    reminds = isinstance(fact, clock.ReminderIssued)
    act = NoticeAct.REMINDER if reminds else NoticeAct.ESCALATION
    said = Notice(fact.notice, act, fact.working_days, "", confirmed=False, role=fact.role)
    return IssueNotice(told.stream, told.hand, fact.step, fact.due_on, said)


def _regime(told: Told) -> ChooseRegime:
    fact = cast("favour.RegimeChosen", told.fact.event)
    newer, case = told.means.regime(fact.regime), told.past.of(NOMINATION, told.stream)
    if newer is None or isinstance(case, Absent):
        raise NotTold(f"the regime {fact.regime}", taints=True)
    paper, file = told.hand.effective_on, case.dossier
    day = paper if newer.covers(paper) else newer.in_force_from
    route = route_of(fact.ladder, file.unit, day, told)
    return ChooseRegime(told.stream, told.hand, newer, route, fact.reason)


def authority_of(told: Told) -> AuthorityCommand:
    """Read back what a reform gave a case: by a person where one had to choose, else by rule."""
    fact = cast("authority.CaseReassigned | authority.CaseUnassigned", told.fact.event)
    reform, case = reform_of(fact.reform, told), told.past.of(NOMINATION, told.stream)
    waits = None if isinstance(case, Absent) else case.dossier.undecided
    chosen = waits is not None and waits.reform == fact.reform  # by another reform a rule says it
    if chosen and isinstance(fact, authority.CaseReassigned):
        return AssignSuccessor(
            told.stream, told.hand, reform, fact.proposer, fact.reason, asked(told)
        )
    return ReassignCase(told.stream, told.hand, reform)


def asked(told: Told) -> bool:
    """Say whether a second person was asked for: the log or the act itself says so (ADR 88)."""
    begun = told.past.of(BOOK, BOOK_STREAM).version or told.act.told(HouseActDone)
    if not begun:
        told.untold[BEFORE] += 1
    return bool(begun)


BEFORE = "an act on the house of before a second person was asked for"
OF_THE_DAY = ("dated-too-far-back", "receipt-missing")
ROWS: Rows = {
    n.NominationOpened: ByOrder(opening, unseen=OF_THE_DAY),
    n.CriterionAssessed: ByOrder(_assessment),
    n.EvaluatorScored: ByOrder(_score),
    n.EvidenceAdded: ByOrder(_evidence),
    n.EvidenceWithdrawn: ByOrder(_evidence_withdrawal),
    n.NominationFiled: ByOrder(_filing, unseen=("dated-too-far-back",)),
    n.StepEndorsed: ByOrder(_endorsement),
    n.CaseAppraised: ByOrder(_appraisal),
    n.CouncilVoted: ByOrder(vote),
    n.StepPassed: Follows(),
    n.NominationForwarded: Follows(),
    n.NominationReceived: Follows(),
    n.ReturnedForSupplement: ByOrder(_returning),
    n.NominationSupplemented: ByOrder(_supplement),
    n.NominationRefused: ByOrder(_refusal, rank=2),
    n.NominationWithdrawn: ByOrder(_withdrawal),
    n.NominationGranted: Follows(),
    n.NominationCorrected: ByOrder(_correction),
    naming.NomineeNamed: ByOrder(_naming),
    n.DeadlineMissed: ByOrder(_missed),
    authority.CaseReassigned: ByOrder(authority_of),
    authority.CaseUnassigned: ByOrder(authority_of),
    holding.CaseHeld: ByOrder(_hold, rank=2),
    holding.HoldLifted: ByOrder(_lifting, rank=2),
    favour.RegimeChosen: ByOrder(_regime),
    clock.TermStopped: Follows(),
    clock.TermResumed: Follows(),
    clock.ReminderIssued: ByOrder(notice),
    clock.CaseEscalated: ByOrder(notice),
}

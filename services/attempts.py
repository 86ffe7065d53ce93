"""For every act on a case an order that tries it, right in all but the hand; and who may act."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID, uuid5

from domain.decision.commands import AnnulGrants, IssueDecision
from domain.hand import Hand
from domain.hearing import commands as h
from domain.hearing.consult import CONSULTED
from domain.ladder import Act, Step
from domain.nomination import commands as c
from domain.nomination.access import NOMINATING
from domain.nomination.events import Missing
from domain.nomination.state import AtStep, Dossier, Granted, InTransit, Opened, Returned
from domain.nomination.steps import ENDORSABLE
from domain.register.decide import SIGNING
from domain.submission.commands import AcceptItem, AnswerSubmission, DispatchSubmission
from services.orders import Command

WORDS, REMARK = "a trial of what may be done", Missing("remark", "r1")
BASIS = "Law 06/2022/QH15"


@dataclass(frozen=True, slots=True)
class Who:
    """A role in a unit."""

    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """An act by its name, the step it is meant for, who may do it, and the order that tries it."""

    act: str
    step: str | None
    who: tuple[Who, ...]
    command: Command


@dataclass(frozen=True, slots=True)
class _Trial:
    """One case and the hand that tries."""

    nomination: UUID
    case: Opened
    hand: Hand

    @property
    def dossier(self) -> Dossier:
        """Return the file."""
        return self.case.dossier

    @property
    def here(self) -> Step:
        """Return the step the case is at, the first of a draft, the last of one that ended."""
        if isinstance(self.case, AtStep | InTransit | Returned):
            return self.case.step
        ladder = self.dossier.ladder
        return ladder.steps[-1] if isinstance(self.case, Granted) else ladder.first

    @property
    def paper(self) -> UUID:
        """Return the id of a paper that nobody sends."""
        return uuid5(self.nomination, "attempt")

    @property
    def number(self) -> str:
        """Return a number no paper has."""
        return str(self.nomination.int)

    @property
    def proposers(self) -> tuple[Who, ...]:
        """Return who proposed."""
        return (Who(NOMINATING, self.dossier.unit),)

    @property
    def keepers(self) -> tuple[Who, ...]:
        """Return who keeps the file: the judges of the step the case is at, else the proposers."""
        at_desk = isinstance(self.case, AtStep)
        return judges(self.here) if at_desk else self.proposers

    def step_of(self, acts: frozenset[Act]) -> Step | None:
        """Return the step for some sorts of act: where the case is or above it, else the last."""
        steps = [one for one in self.dossier.ladder.steps if one.act in acts]
        passed = self.dossier.ladder.before(self.here.key)
        ahead = [one for one in steps if one not in passed]
        return next(iter([*ahead, *reversed(steps)]), None)


def judges(step: Step) -> tuple[Who, ...]:
    """Return who acts at a step."""
    return (Who(step.role, step.unit),)


def attempts_at(nomination: UUID, case: Opened, hand: Hand) -> Iterator[Attempt]:
    """Return an attempt at every act that a case of this award can meet."""
    trial = _Trial(nomination, case, hand)
    yield from _by_proposers(trial)
    yield from _on_the_file(trial)
    yield from _on_the_ladder(trial)
    yield from _at_the_desk(trial)
    yield from _hearing_others(trial)
    yield from _by_paper(trial)


def _by_proposers(on: _Trial) -> Iterator[Attempt]:
    case, hand, who = on.nomination, on.hand, on.proposers
    missing = on.case.missing if isinstance(on.case, Returned) else ()
    answers = tuple(one for one in missing if one.kind == "remark")
    now = on.dossier.achievement
    correction = c.CorrectNomination(case, hand, "achievement", now, f"{now} {WORDS}", WORDS)
    yield Attempt("filing", None, who, c.FileNomination(case, hand))
    yield Attempt("supplement", None, who, c.SupplementNomination(case, hand, answers))
    yield Attempt("withdrawal", None, who, c.WithdrawNomination(case, hand, WORDS))
    yield Attempt("correction", None, who, correction)
    yield Attempt("naming", None, who, c.NameNominee(case, hand))


def _on_the_file(on: _Trial) -> Iterator[Attempt]:
    case, hand, who = on.nomination, on.hand, on.keepers
    dossier = on.dossier
    kinds = frozenset({"evidence"})
    digest = on.paper.hex * 2
    paper = c.AddEvidence(case, hand, digest, 1, "", "evidence", "original", WORDS, kinds)
    yield Attempt("evidence", None, who, paper)
    for sha in sorted(dossier.papers)[:1]:
        yield Attempt("evidence-withdrawal", None, who, c.WithdrawEvidence(case, hand, sha, WORDS))
    criteria = dossier.campaign.criteria if dossier.campaign else ()
    for one in criteria[:1]:
        measured = c.AssessCriterion(case, hand, one.key, Decimal(0))
        yield Attempt("assessment", None, who, measured)
    receivers = judges(on.here) if isinstance(on.case, InTransit) else who
    hold = c.PutOnHold(case, hand, "complaint", on.number, WORDS)
    yield Attempt("hold", None, receivers, hold)
    for reference in sorted(dossier.holds)[:1]:
        lifting = c.LiftHold(case, hand, reference, WORDS)
        yield Attempt("hold-lifting", None, receivers, lifting)


def _on_the_ladder(on: _Trial) -> Iterator[Attempt]:
    case, hand = on.nomination, on.hand
    if step := on.step_of(ENDORSABLE):
        order: Command = c.EndorseStep(case, hand, step.key, WORDS)
        yield Attempt("endorsement", step.key, judges(step), order)
    if step := on.step_of(frozenset({Act.APPRAISE})):
        order = c.AppraiseCase(case, hand, step.key, favourable=True, findings=WORDS)
        yield Attempt("appraisal", step.key, judges(step), order)
    if step := on.step_of(frozenset({Act.VOTE})):
        yield Attempt("vote", step.key, judges(step), c.RecordVote(case, hand, step.key, 1, 1))


def _at_the_desk(on: _Trial) -> Iterator[Attempt]:
    case, hand, step = on.nomination, on.hand, on.here
    scoring = on.dossier.campaign.scoring if on.dossier.campaign else ()
    roles = [one.role for one in scoring if one.weight > 0] or [step.role]
    scorers = tuple(Who(role, step.unit) for role in roles)
    yield Attempt("score", step.key, scorers, c.ScoreNomination(case, hand, step.key, Decimal(50)))
    back = c.ReturnForSupplement(case, hand, step.key, (REMARK,), WORDS)
    yield Attempt("return", step.key, judges(step), back)
    no = c.RefuseNomination(case, hand, step.key, "below-standard", WORDS)
    yield Attempt("refusal", step.key, judges(step), no)


def _hearing_others(on: _Trial) -> Iterator[Attempt]:
    case, hand, step, by_judges = on.nomination, on.hand, on.here, judges(on.here)
    asked = (h.Question("Z", WORDS, 1),)
    asking: Command = h.RequestConsultation(case, hand, step.key, asked, "no-remark")
    yield Attempt("consultation", step.key, by_judges, asking)
    for agency, one in on.dossier.hearing.consulted.items():
        if one.standing == "waiting":
            said = h.AnswerConsultation(case, hand, agency, "no-remark", WORDS)
            yield Attempt("agency-opinion", step.key, (Who(CONSULTED, agency),), said)
    posting = h.PostCase(case, hand, step.key, WORDS, 90)
    yield Attempt("posting", step.key, by_judges, posting)
    if on.dossier.hearing.posting:
        yield Attempt("posting-end", step.key, by_judges, h.EndPosting(case, hand))
    complaint = h.ReceiveComplaint(case, hand, "complaint", on.number, on.paper)
    keepers = by_judges if isinstance(on.case, InTransit) else on.keepers
    yield Attempt("complaint", None, keepers, complaint)


def _by_paper(on: _Trial) -> Iterator[Attempt]:
    case, hand, paper, number = on.nomination, on.hand, on.paper, on.number
    if step := on.step_of(frozenset({Act.SUBMIT})):
        above = on.dossier.ladder.above(step.key).unit
        order: Command = DispatchSubmission(paper, hand, number, step.unit, above, (case,))
        yield Attempt("submission", step.key, judges(step), order)
    if isinstance(on.case, InTransit):
        order = AnswerSubmission(on.case.submission, hand, (AcceptItem(case),))
        yield Attempt("answer", on.here.key, judges(on.here), order)
    top = on.dossier.ladder.steps[-1]
    order = IssueDecision(paper, hand, number, top.unit, WORDS, BASIS, (case,), None)
    yield Attempt("decision", top.key, judges(top), order)
    if isinstance(on.case, Granted):
        who = (Who(SIGNING, top.unit),)
        order = AnnulGrants(on.case.decision, hand, number, top.unit, (case,), "fraud", WORDS)
        yield Attempt("annulment", None, who, order)

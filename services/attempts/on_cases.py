"""For every act on a case an order that tries it, right in all but the hand; and who may act."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from uuid import UUID

from domain.decision.commands import AnnulGrants, IssueDecision
from domain.eligibility.body import NO_BODY, Body
from domain.hand import Hand
from domain.ladder import Act
from domain.nomination import commands as c
from domain.nomination.clerical import keeper_unit, never_filed, with_the_proposers
from domain.nomination.state import Granted, InTransit, Opened, Returned, Running
from domain.nomination.steps import ENDORSABLE
from domain.register.decide import SIGNING, acting
from domain.submission.commands import AcceptItem, AnswerSubmission, DispatchSubmission
from services.attempts.at_hearings import hearing_others
from services.attempts.trial import BASIS, REMARK, WORDS, Attempt, Trial, Who, judges
from services.orders import Command


def attempts_at(
    nomination: UUID, case: Opened, hand: Hand, body: Body = NO_BODY
) -> Iterator[Attempt]:
    """Return an attempt at every act that a case can meet, before the council of its step."""
    trial = Trial(nomination, case, hand, body)
    yield from _by_proposers(trial)
    yield from _on_the_file(trial)
    yield from _on_the_ladder(trial)
    yield from _at_the_desk(trial)
    yield from hearing_others(trial)
    yield from _by_paper(trial)


def _by_proposers(on: Trial) -> Iterator[Attempt]:
    case, hand, who = on.nomination, on.hand, on.proposers
    missing = on.case.missing if isinstance(on.case, Returned) else ()
    answers = tuple(one for one in missing if one.kind == "remark")
    now = on.dossier.achievement
    correction = c.CorrectNomination(case, hand, "achievement", now, f"{now}.", WORDS)
    yield Attempt("filing", None, who, c.FileNomination(case, hand))
    yield Attempt("supplement", None, who, c.SupplementNomination(case, hand, answers))
    yield Attempt("withdrawal", None, who, c.WithdrawNomination(case, hand, WORDS))
    others = judges_of(on, keeper_unit(on.case))
    correctors = who if isinstance(on.case, Running) or never_filed(on.case) else others
    yield Attempt("correction", None, correctors, correction)
    namers = who if with_the_proposers(on.case) or never_filed(on.case) else others
    yield Attempt("naming", None, namers, c.NameNominee(case, hand, WORDS))


def judges_of(on: Trial, unit: str) -> tuple[Who, ...]:
    """Return who acts at the steps of a unit."""
    steps = [one for one in on.dossier.ladder.steps if one.unit == unit]
    return tuple(dict.fromkeys(Who(one.role, one.unit) for one in steps)) or on.proposers


def _on_the_file(on: Trial) -> Iterator[Attempt]:
    case, hand, who = on.nomination, on.hand, on.keepers
    dossier = on.dossier
    kinds = frozenset({"evidence"})
    digest = on.paper.hex * 2
    paper = c.AddEvidence(case, hand, digest, 1, "", "evidence", "original", WORDS, kinds)
    yield Attempt("evidence", None, who, paper)
    outs = [c.WithdrawEvidence(case, hand, sha, WORDS) for sha in sorted(dossier.papers)]
    yield from any_of("evidence-withdrawal", who, outs)
    criteria = dossier.campaign.criteria if dossier.campaign else ()
    for one in criteria[:1]:
        measured = c.AssessCriterion(case, hand, one.key, Decimal(0))
        yield Attempt("assessment", None, who, measured)
    hold = c.PutOnHold(case, hand, "complaint", on.number, WORDS)
    yield Attempt("hold", None, on.receivers, hold)
    held = sorted(dossier.holds)
    lifters = tuple(dict.fromkeys(one for each in held for one in on.lifters(each)))
    yield from any_of("hold-lifting", lifters, [c.LiftHold(case, hand, one, WORDS) for one in held])


def any_of(act: str, who: tuple[Who, ...], orders: Sequence[Command]) -> Iterator[Attempt]:
    """Return an attempt at an act on any of several things; none where there is nothing."""
    for first in orders[:1]:
        yield Attempt(act, None, who, first, others=tuple(orders[1:]))


def _on_the_ladder(on: Trial) -> Iterator[Attempt]:
    case, hand = on.nomination, on.hand
    if step := on.step_of(ENDORSABLE):
        order: Command = c.EndorseStep(case, hand, step.key, WORDS)
        yield Attempt("endorsement", step.key, judges(step), order)
    if step := on.step_of(frozenset({Act.APPRAISE})):
        order = c.AppraiseCase(case, hand, step.key, favourable=True, findings=WORDS)
        yield Attempt("appraisal", step.key, judges(step), order)
    if step := on.step_of(frozenset({Act.VOTE})):
        order = c.RecordVote(case, hand, step.key, *on.ballots)
        yield Attempt("vote", step.key, judges(step), order)


def _at_the_desk(on: Trial) -> Iterator[Attempt]:
    case, hand, step = on.nomination, on.hand, on.here
    scoring = on.dossier.campaign.scoring if on.dossier.campaign else ()
    roles = [one.role for one in scoring if one.weight > 0] or [step.role]
    scorers = tuple(Who(role, step.unit) for role in roles)
    yield Attempt("score", step.key, scorers, c.ScoreNomination(case, hand, step.key, Decimal(50)))
    back = c.ReturnForSupplement(case, hand, step.key, (REMARK,), WORDS)
    yield Attempt("return", step.key, judges(step), back)
    no = c.RefuseNomination(case, hand, step.key, "below-standard", WORDS)
    yield Attempt("refusal", step.key, judges(step), no)


def _by_paper(on: Trial) -> Iterator[Attempt]:
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
        unit = acting(top.unit, on.dossier.units_of, hand)
        order = AnnulGrants(on.case.decision, hand, number, unit, (case,), "fraud", WORDS)
        yield Attempt("annulment", None, (Who(SIGNING, unit),), order)

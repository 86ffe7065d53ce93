"""The rules of single acts on a case, each a function with its source."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from domain.access import person
from domain.eligibility.body import Body
from domain.hand import Hand
from domain.ladder import Act, Step
from domain.movement import Criterion
from domain.nomination.commands import (
    AssessCriterion,
    RecordVote,
    ScoreNomination,
)
from domain.nomination.events import Missing
from domain.nomination.state import AtStep, Dossier, Opened, Returned
from domain.refusal import Kind, Refusal, listed

FORMS = frozenset({"original", "certified-copy"})
VOTE_LOST = "vote-lost"
REASONS = frozenset(
    {"wrong-subject", "below-standard", "bad-dossier", "violation", VOTE_LOST, "duplicate"}
)
MINUTES = frozenset({"ballot-minutes", "council-minutes"})
SEATED = frozenset({"council-chair", "council-member", "council-secretary"})
FULL_MARKS = Decimal(100)
FINEST_MARK = Decimal("0.01")


def the_step_is_the_current_one(step: str, now: AtStep) -> Refusal | None:
    """Refuse an act meant for another step than the one the case waits at."""
    if step == now.step.key:
        return None
    facts = {"step": step, "current": now.step.key}
    return Refusal("step-not-current", Kind.CONFLICT, f"the case waits at {now.step.key}", facts)


def the_act_fits_the_step(step: Step, acts: frozenset[Act]) -> Refusal | None:
    """Refuse an act of another sort than the step's (house rule)."""
    if step.act in acts:
        return None
    facts = {"act": step.act.value, "step": step.key}
    return Refusal("act-not-of-step", Kind.CONFLICT, f"{step.key} is a {step.act.value}", facts)


def papers_lacking(papers: Iterable[str], dossier: Dossier) -> list[Missing]:
    """Return the required papers the file does not hold."""
    held = set(dossier.papers.values())
    return [Missing("paper", paper) for paper in papers if paper not in held]


def criteria_lacking(dossier: Dossier) -> list[Missing]:
    """Return the criteria of the nominee's class that nobody assessed."""
    criteria = dossier.campaign.criteria if dossier.campaign else ()
    return [Missing("criterion", c.key) for c in criteria if c.key not in dossier.measured]


def papers_asked_by(step: Step, dossier: Dossier) -> Iterable[str]:
    """Return the papers of a step, without minutes where a session's facts are the minutes."""
    of_a_session = MINUTES if step.key in dossier.minuted else frozenset()
    return (one for one in step.papers if one not in of_a_session)


def lacking_at(step: Step, dossier: Dossier) -> list[Missing]:
    """Return what a case lacks to leave *step*: only a whole dossier is awarded (facts 3.9)."""
    climbed = (*dossier.ladder.before(step.key), step)
    of_steps = (paper for one in climbed for paper in papers_asked_by(one, dossier))
    papers = (*dossier.ladder.papers_of(dossier.nominee.kind), *of_steps)
    return papers_lacking(dict.fromkeys(papers), dossier)


def the_paper_is_the_judges_own(sha256: str, now: Opened) -> Refusal | None:
    """Refuse a judge who takes out what the proposers filed: only papers of the step are theirs."""
    held = now.dossier.papers.get(sha256)
    if not isinstance(now, AtStep) or held is None or held in now.step.papers:
        return None
    detail = f"the proposers filed the {held}"
    return Refusal("not-the-judges-paper", Kind.FORBIDDEN, detail, {"paper": held})


def passed_step_resting_on(sha256: str, now: Opened) -> Step | None:
    """Return the passed step of a returned case that asked for a paper it held, None if none."""
    if not isinstance(now, Returned) or sha256 not in now.known:
        return None
    kind, passed = now.dossier.papers.get(sha256), now.dossier.ladder.before(now.step.key)
    return next((one for one in passed if kind in one.papers), None)


def the_paper_carries_no_passed_step(sha256: str, now: Opened) -> Refusal | None:
    """Refuse proposers who take out what a passed step asked for, but for what came since."""
    step = passed_step_resting_on(sha256, now)
    if step is None:
        return None
    facts = {"paper": now.dossier.papers[sha256], "step": step.key}
    return Refusal("not-the-proposers-paper", Kind.FORBIDDEN, f"{step.key} rests on it", facts)


def formally_lacking(dossier: Dossier) -> list[Missing]:
    """Return the papers and assessments a case needs before anyone looks at its merits."""
    papers = dossier.ladder.papers_of(dossier.nominee.kind)
    return [*papers_lacking(papers, dossier), *criteria_lacking(dossier)]


def everything_is_there(lacking: Iterable[Missing]) -> list[Refusal]:
    """Refuse once per missing thing, so that the officer reads one whole list (facts 7.1.5)."""
    return [
        Refusal(f"{one.kind}-missing", Kind.INVALID, f"missing: {one.key}", {one.kind: one.key})
        for one in lacking
    ]


def brought(one: Missing, state: Returned, answered: frozenset[str]) -> bool:
    """Say whether a listed thing has come since the return and is still in the file."""
    if one.kind == "remark":
        return one.key in answered
    since = (one.kind, one.key) in state.brought
    return since and (one.kind != "paper" or one.key in state.dossier.papers.values())


def whole_list(listed: Sequence[Missing], dossier: Dossier) -> tuple[Missing, ...]:
    """Return what the officer listed and what the file formally lacks, each once."""
    formal = formally_lacking(dossier)
    named = {(one.kind, one.key) for one in listed}
    return (*listed, *(one for one in formal if (one.kind, one.key) not in named))


def still_missing(state: Returned, answered: frozenset[str] = frozenset()) -> tuple[Missing, ...]:
    """Return what a returned case lacks to be brought again; remarks may be *answered*."""
    listed = [one for one in state.missing if not brought(one, state, answered)]
    return whole_list(listed, state.dossier)


def the_criterion_is_of_the_class(key: str, dossier: Dossier) -> Criterion | None:
    """Return the criterion of the nominee's class, None when the class has no such criterion."""
    criteria = dossier.campaign.criteria if dossier.campaign else ()
    return next((one for one in criteria if one.key == key), None)


def the_measure_is_possible(cmd: AssessCriterion, criterion: Criterion) -> Refusal | None:
    """Refuse a share below 0 or above 100, or any measure below zero (house rule)."""
    top, value = FULL_MARKS if criterion.unit == "%" else None, cmd.measured
    if value is None or (value.is_finite() and value >= 0 and (top is None or value <= top)):
        return None
    facts = {"measured": str(value), "unit": criterion.unit}
    return Refusal("measure-impossible", Kind.INVALID, "no such measure", facts)


def a_target_is_answered_by_a_measure(cmd: AssessCriterion, criterion: Criterion) -> Refusal | None:
    """Refuse an assessment without a number where the plan sets one (house rule, ADR 110)."""
    if criterion.target is None or cmd.measured is not None:
        return None
    facts = {"target": str(criterion.target), "unit": criterion.unit}
    detail = f"the target is {criterion.target} {criterion.unit}: say what was measured"
    return Refusal("measure-missing", Kind.INVALID, detail, facts)


def a_judgement_is_said(cmd: AssessCriterion, criterion: Criterion) -> Refusal | None:
    """Refuse to judge what has no target without a remark or a number (house rule, ADR 110)."""
    if criterion.target is not None or cmd.measured is not None or cmd.note:
        return None
    return Refusal("judgement-unsaid", Kind.INVALID, "it has no target: say how it is judged")


def the_evidence_is_in_the_file(cited: Iterable[str], dossier: Dossier) -> list[Refusal]:
    """Refuse citations of papers the file does not hold."""
    return [
        Refusal("evidence-unknown", Kind.INVALID, "cited paper is not in the file", {"sha256": sha})
        for sha in cited
        if sha not in dossier.papers
    ]


def the_points_are_marks(cmd: ScoreNomination) -> Refusal | None:
    """Refuse points outside 0 to 100 or finer than hundredths (house rule)."""
    points = cmd.points
    if points.is_finite() and 0 <= points <= FULL_MARKS and points == points.quantize(FINEST_MARK):
        return None
    return Refusal("points-impossible", Kind.INVALID, "points are 0 to 100, at most two decimals")


def weight_of(roles: frozenset[str], now: AtStep) -> Decimal:
    """Return the heaviest weight the roles carry; the step's role counts 1 without a campaign."""
    campaign = now.dossier.campaign
    if campaign is None or not campaign.scoring:
        return Decimal(int(now.step.role in roles))
    return max((one.weight for one in campaign.scoring if one.role in roles), default=Decimal(0))


def evaluating(hand: Hand, now: AtStep, body: Body) -> frozenset[str]:
    """
    Return the roles that give points a weight; a council's are those of its seats (house rule).

    Where a council votes, only who has a seat in it gives points that count.
    """
    if body.seats is None:
        return hand.roles
    me = person(hand.actor)
    own = frozenset(role for who, role in body.seats.items() if who == me)
    others = frozenset() if now.step.act is Act.VOTE else hand.roles - SEATED
    return others | own


def the_hand_is_an_evaluator(weight: Decimal) -> Refusal | None:
    """Refuse points from a role that carries no weight in this movement (house rule)."""
    if weight > 0:
        return None
    return Refusal("not-an-evaluator", Kind.FORBIDDEN, "the role carries no weight here")


def only_originals_and_certified_copies(form: str) -> Refusal | None:
    """Refuse plain copies (Home Affairs dispatch 5007/BNV-TDKT of 2023, guidance 3385)."""
    if form in FORMS:
        return None
    return Refusal("not-an-original", Kind.INVALID, "originals or certified copies only")


def the_paper_is_of_a_known_kind(paper: str, known: frozenset[str]) -> Refusal | None:
    """Refuse a kind of paper that neither the rulebooks nor the case itself names (house rule)."""
    if paper in known:
        return None
    facts = {"paper": paper, "known": listed(sorted(known))}
    return Refusal("paper-unknown", Kind.INVALID, f"{paper} is no kind of paper", facts)


def the_ballots_add_up(cmd: RecordVote) -> Refusal | None:
    """Refuse a council of nobody, and more ballots than members (house rule)."""
    if cmd.members >= 1 and 0 <= cmd.in_favour <= cmd.members:
        return None
    facts = {"members": str(cmd.members), "in_favour": str(cmd.in_favour)}
    return Refusal("ballots-impossible", Kind.INVALID, "ballots exceed members", facts)


def the_vote_has_a_threshold(step: Step) -> Refusal | None:
    """Refuse to judge a ballot where the rulebook states no share of votes (facts 8.5)."""
    if step.percent is not None:
        return None
    detail = f"{step.key} states no share of votes"
    return Refusal("threshold-unknown", Kind.CONFLICT, detail, {"step": step.key})


def the_reason_is_coded(reason: str) -> Refusal | None:
    """Refuse a reason outside the list (after facts 7.1.2); a lost vote is for votes alone."""
    if reason in REASONS - {VOTE_LOST}:
        return None
    facts = {"reason": reason, "allowed": listed(sorted(REASONS - {VOTE_LOST}))}
    return Refusal("reason-unknown", Kind.INVALID, "no such reason", facts)

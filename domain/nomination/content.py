"""Acts on what the file holds: assessments, scores, papers, clerical corrections."""

from collections.abc import Sequence
from dataclasses import replace

from domain.access import the_hand_sits_in_the_unit
from domain.decider import demand
from domain.eligibility.look import Beside, Look
from domain.eligibility.rules import the_key_is_free
from domain.eligibility.ruleset import ACHIEVEMENT
from domain.eligibility.verdict import forbidden
from domain.movement import Criterion
from domain.nomination.access import (
    dates,
    keepers,
    the_authority_is_decided,
    the_opinion_follows_the_arrival,
)
from domain.nomination.clerical import (
    a_name_is_changed_for_a_reason,
    correctors,
    namers,
    the_correction_changes_something,
    the_correction_is_clerical,
    the_old_reading_is_right,
)
from domain.nomination.commands import (
    AddEvidence,
    AssessCriterion,
    CorrectNomination,
    NameNominee,
    ScoreNomination,
    WithdrawEvidence,
)
from domain.nomination.corrected import OF_POSITION
from domain.nomination.duties import nobody_judges_their_own_case
from domain.nomination.events import (
    CriterionAssessed,
    EvaluatorScored,
    EvidenceAdded,
    EvidenceWithdrawn,
    NominationCorrected,
    NominationEvent,
)
from domain.nomination.keys import CERTIFICATE, certificate_key
from domain.nomination.naming import NomineeNamed
from domain.nomination.opening import one_script_a_word
from domain.nomination.policies import (
    a_judgement_is_said,
    a_target_is_answered_by_a_measure,
    evaluating,
    only_originals_and_certified_copies,
    the_criterion_is_of_the_class,
    the_evidence_is_in_the_file,
    the_hand_is_an_evaluator,
    the_measure_is_possible,
    the_paper_carries_no_passed_step,
    the_paper_is_of_a_known_kind,
    the_paper_is_the_judges_own,
    the_points_are_marks,
    the_step_is_the_current_one,
    weight_of,
)
from domain.nomination.position import of_the_corrected_position
from domain.nomination.returns import (
    no_council_is_voting_on_it,
    no_count_is_kept_of_it,
    no_criterion,
)
from domain.nomination.state import AtStep, Draft, Opened, Returned
from domain.personal.particulars import particulars_are_of_a_person
from domain.refusal import Kind, Refusal, Refused

Editable = Draft | AtStep | Returned


def as_it_is(state: Opened, beside: Beside) -> Refusal | None:
    """Refuse to change a file that a council has before it; one that was sent back is at home."""
    return no_council_is_voting_on_it(beside.body) if isinstance(state, AtStep) else None


def assess(cmd: AssessCriterion, state: Editable, beside: Beside) -> Sequence[NominationEvent]:
    """Hold a measure against the target of the criterion, as pinned when the case was opened."""
    criterion = the_criterion_is_of_the_class(cmd.criterion, state.dossier)
    kept = (*keepers(cmd.hand, state), as_it_is(state, beside))
    cited = the_evidence_is_in_the_file(cmd.evidence, state.dossier)
    if criterion is None:
        raise Refused(*(one for one in (*kept, no_criterion(cmd.criterion), *cited) if one))
    rules = (
        the_measure_is_possible,
        a_target_is_answered_by_a_measure,
        a_judgement_is_said,
    )
    demand(*kept, *(rule(cmd, criterion) for rule in rules), *cited)
    return [assessed(cmd, criterion)]


def assessed(cmd: AssessCriterion, by: Criterion) -> CriterionAssessed:
    """Return what an assessment says: nothing is met where the plan sets no number."""
    value = cmd.measured
    met = None if by.target is None or value is None else value >= by.target
    return CriterionAssessed(by.key, value, by.target, by.unit, met, cmd.evidence, cmd.note)


def score(cmd: ScoreNomination, state: AtStep, beside: Beside) -> Sequence[NominationEvent]:
    """Note the points of one evaluator; giving points again replaces them while the step lasts."""
    weight = weight_of(evaluating(cmd.hand, state, beside.body), state)
    demand(
        the_step_is_the_current_one(cmd.step, state),
        the_hand_is_an_evaluator(weight),
        the_hand_sits_in_the_unit(cmd.hand, state.step.unit),
        the_authority_is_decided(state.dossier),
        nobody_judges_their_own_case(cmd.hand, state.dossier),
        *dates(cmd.hand, state.dossier),
        the_opinion_follows_the_arrival(cmd.hand, state.dossier),
        the_points_are_marks(cmd),
    )
    return [EvaluatorScored(cmd.step, cmd.hand.actor, cmd.points, weight)]


def known_papers(kinds: frozenset[str], state: Editable) -> frozenset[str]:
    """Return the kinds a file may hold: of the rulebooks, of its ladder, of the list it lacks."""
    missing = state.missing if isinstance(state, Returned) else ()
    listed = frozenset(one.key for one in missing if one.kind == "paper")
    return kinds | state.dossier.ladder.named_papers | listed


def the_certificate_is_free(cmd: AddEvidence, now: Editable, beside: Beside) -> Refusal | None:
    """Refuse a certificate of an initiative that another case counts (facts 3.10)."""
    if cmd.paper != CERTIFICATE or isinstance(now, Draft):
        return None
    key = certificate_key(cmd.sha256)
    return the_key_is_free(key, "initiative-used", cmd.nomination, beside.holders)


def add_evidence(cmd: AddEvidence, state: Editable, beside: Beside) -> Sequence[NominationEvent]:
    """Put a paper into the file; the same paper once more is nothing."""
    held = state.dossier.papers.get(cmd.sha256)
    detail, facts = f"already in the file as {held}", {"paper": str(held)}
    already = Refusal("evidence-filed-otherwise", Kind.CONFLICT, detail, facts)
    demand(
        *keepers(cmd.hand, state),
        only_originals_and_certified_copies(cmd.form),
        the_paper_is_of_a_known_kind(cmd.paper, known_papers(cmd.kinds, state)),
        already if held not in {None, cmd.paper} else None,
        the_certificate_is_free(cmd, state, beside),
    )
    if held:
        return []
    return [EvidenceAdded(cmd.sha256, cmd.size, cmd.media_type, cmd.paper, cmd.form, cmd.title)]


def withdraw_evidence(
    cmd: WithdrawEvidence, state: Editable, beside: Beside
) -> Sequence[NominationEvent]:
    """Take a paper out of the file; its fact and bytes stay."""
    absent = Refusal("evidence-unknown", Kind.UNKNOWN, "the file holds no such paper")
    demand(
        *keepers(cmd.hand, state),
        None if cmd.sha256 in state.dossier.papers else absent,
        the_paper_is_the_judges_own(cmd.sha256, state),
        the_paper_carries_no_passed_step(cmd.sha256, state),
        as_it_is(state, beside),
        no_count_is_kept_of_it(beside.body),
    )
    return [EvidenceWithdrawn(cmd.sha256, cmd.reason)]


def correct(cmd: CorrectNomination, state: Opened, beside: Beside) -> Sequence[NominationEvent]:
    """Put a clerical error right, but not into what another case reads; the log keeps both."""
    if cmd.field == OF_POSITION:
        return correct_position(cmd, state)
    reworded = Look(cmd.nomination, replace(state.dossier, achievement=cmd.now), (), beside)
    demand(
        *correctors(cmd.hand, state),
        the_old_reading_is_right(cmd, state),
        the_correction_changes_something(cmd.was, cmd.now),
        one_script_a_word(cmd.now),
        the_correction_is_clerical(cmd, state),
        as_it_is(state, beside),
        *forbidden(reworded, cmd.hand.forces, (ACHIEVEMENT,)),
    )
    return [NominationCorrected(cmd.field, cmd.was, cmd.now, cmd.reason)]


def correct_position(cmd: CorrectNomination, state: Opened) -> Sequence[NominationEvent]:
    """Say whether the nominee leads or works directly, or put that right, before it is filed."""
    demand(
        *correctors(cmd.hand, state),
        the_old_reading_is_right(cmd, state),
        the_correction_changes_something(cmd.was, cmd.now),
        *of_the_corrected_position(cmd, state),
    )
    return [NominationCorrected(cmd.field, cmd.was, cmd.now, cmd.reason)]


def name(cmd: NameNominee, state: Opened) -> Sequence[NominationEvent]:
    """Note that a name was entered, or put right for a reason; which one, the fact does not say."""
    whom = state.dossier.nominee
    demand(
        *namers(cmd, state),
        a_name_is_changed_for_a_reason(cmd, state),
        particulars_are_of_a_person(whom.kind, cmd.particulars),
    )
    return [NomineeNamed(whom.ref, cmd.reason, cmd.namesakes, cmd.particulars)]

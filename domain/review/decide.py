"""One order about a review, and where it stands, give facts or a refusal."""

from collections.abc import Sequence

from domain.access import the_paper_is_not_dated_ahead
from domain.change import Change
from domain.decider import demand
from domain.refusal import Kind, Refusal, Refused
from domain.review import ending, rules
from domain.review.commands import (
    AnswerInReview,
    AskInReview,
    AuditedOrder,
    AuditorOrder,
    CloseReview,
    ConcludeReview,
    RecordFinding,
    ReportMeasures,
)
from domain.review.events import (
    ReviewAnswered,
    ReviewClosed,
    ReviewConcluded,
    ReviewFindingRecorded,
    ReviewMeasuresReported,
    ReviewQuestionAsked,
)
from domain.review.opening import auditing
from domain.review.reviewed import Reviewed
from domain.review.standing import UPHELD, out_of_order, the_act_follows_the_review
from domain.review.state import Concluded, File, Known, UnderReview
from domain.terms import due_on


def decide(cmd: AuditorOrder | AuditedOrder, state: Known, reviewed: Reviewed) -> Sequence[Change]:
    """
    Return what an order changes on a review that was opened.

    Raises:
        Refused: with every broken rule.
    """
    if isinstance(cmd, AuditorOrder):
        return _audit(cmd, state, reviewed)
    match cmd, state:
        case AnswerInReview(), UnderReview():
            return answer(cmd, state.file)
        case ReportMeasures(), Concluded():
            return report(cmd, state)
    raise Refused(out_of_order(state))


def _audit(cmd: AuditorOrder, state: Known, reviewed: Reviewed) -> Sequence[Change]:
    """Return what an auditor's order changes."""
    match cmd, state:
        case AskInReview(), UnderReview():
            return ask(cmd, state.file, reviewed)
        case RecordFinding(), UnderReview():
            return find(cmd, state.file, reviewed)
        case ConcludeReview(), UnderReview():
            return conclude(cmd, state.file, reviewed)
        case CloseReview(), Concluded():
            return close(cmd, state, reviewed)
    raise Refused(out_of_order(state))


def _putting(
    cmd: AskInReview | RecordFinding, file: File, reviewed: Reviewed
) -> tuple[Refusal | None, ...]:
    """Check what an auditor puts to an audited unit."""
    return (
        *auditing(cmd.hand, file.opened.unit, reviewed),
        rules.who_answered_does_not_audit(cmd.hand, file),
        the_act_follows_the_review(cmd.hand, file),
        rules.the_point_is_new(cmd.reference, file),
        rules.the_unit_is_audited(cmd.unit, file),
        rules.the_term_is_a_term(cmd.unit, cmd.working_days),
    )


def ask(cmd: AskInReview, file: File, reviewed: Reviewed) -> Sequence[Change]:
    """Ask an audited unit something."""
    demand(*_putting(cmd, file, reviewed))
    last = due_on(cmd.hand.effective_on, cmd.working_days, cmd.hand.calendar)
    fact = ReviewQuestionAsked(cmd.reference, cmd.unit, cmd.working_days, last, cmd.content)
    return [Change(cmd.review, fact)]


def find(cmd: RecordFinding, file: File, reviewed: Reviewed) -> Sequence[Change]:
    """Record a finding by the facts it rests on, and put it to an audited unit."""
    demand(
        *_putting(cmd, file, reviewed),
        *rules.the_rules_are_of_an_audit([cmd.rule]),
        rules.something_is_cited(cmd.cites),
        rules.the_facts_are_of_the_cases(cmd.cites, reviewed),
    )
    last = due_on(cmd.hand.effective_on, cmd.working_days, cmd.hand.calendar)
    cites = tuple(one.position for one in cmd.cites)
    put = cmd.reference, cmd.unit, cmd.rule, cites, cmd.working_days, last, cmd.content
    return [Change(cmd.review, ReviewFindingRecorded(*put))]


def answer(cmd: AnswerInReview, file: File) -> Sequence[Change]:
    """Answer a question or a finding for the unit it was put to, also after its term."""
    point = file.points.get(cmd.reference)
    if point is None or point.answered:
        facts = {"reference": cmd.reference}
        raise Refused(Refusal("answer-not-awaited", Kind.CONFLICT, "no such point waits", facts))
    unit = point.put.unit
    demand(
        *rules.answering(cmd.hand, unit, file),
        the_paper_is_not_dated_ahead(cmd.hand),
        the_act_follows_the_review(cmd.hand, file),
        rules.the_answer_fits(cmd, point),
    )
    said = ReviewAnswered(cmd.reference, unit, cmd.accepts, cmd.papers, cmd.content)
    return [Change(cmd.review, said)]


def conclude(cmd: ConcludeReview, file: File, reviewed: Reviewed) -> Sequence[Change]:
    """Say what the review came to, once everybody was heard or let a term pass."""
    unit = file.opened.unit
    demand(
        *auditing(cmd.hand, unit, reviewed),
        rules.who_answered_does_not_audit(cmd.hand, file),
        the_act_follows_the_review(cmd.hand, file),
        ending.nothing_is_awaited(cmd.hand, file),
        ending.the_outcome_is_known(cmd.outcome),
        ending.what_is_wrong_was_found(cmd.outcome, file),
        ending.an_annulment_is_called_for_on_a_ground(cmd),
        *ending.the_cases_are_named(cmd),
        *ending.the_cases_stand(cmd, reviewed),
        rules.the_term_is_a_term(unit, cmd.working_days),
    )
    last = due_on(cmd.hand.effective_on, cmd.working_days, cmd.hand.calendar)
    due = None if cmd.outcome == UPHELD else last
    told = cmd.nominations, cmd.ground, due, file.opened.audited, cmd.content
    return [Change(cmd.review, ReviewConcluded(cmd.outcome, unit, *told))]


def report(cmd: ReportMeasures, state: Concluded) -> Sequence[Change]:
    """Say for the unit that decided what was done about the conclusion."""
    unit = state.file.opened.unit
    demand(
        *rules.answering(cmd.hand, unit, state.file),
        the_paper_is_not_dated_ahead(cmd.hand),
        the_act_follows_the_review(cmd.hand, state.file),
        ending.something_is_to_follow(state),
        ending.an_annulment_is_no_report(cmd, state),
        ending.a_supplement_shows_a_paper(cmd, state),
        ending.the_report_is_new(cmd, state),
    )
    said = ReviewMeasuresReported(cmd.reference, unit, cmd.papers, cmd.whole, cmd.content)
    return [Change(cmd.review, said)]


def close(cmd: CloseReview, state: Concluded, reviewed: Reviewed) -> Sequence[Change]:
    """Close a review by another hand than the one that concluded it."""
    demand(
        *auditing(cmd.hand, state.file.opened.unit, reviewed),
        rules.who_answered_does_not_audit(cmd.hand, state.file),
        the_act_follows_the_review(cmd.hand, state.file),
        ending.another_hand_closes(cmd.hand, state),
        ending.what_follows_is_done_or_overdue(cmd.hand, state),
    )
    return [Change(cmd.review, ReviewClosed(state.is_followed, state.file.opened.audited))]

"""
The rules of concluding a review, of what follows, and of closing it; each with its source.

As those of `rules`, house rules but the grounds of an annulment (facts 7.4.1).
"""

from collections.abc import Iterator

from domain.access import persons_behind
from domain.hand import Hand
from domain.hearing.access import no_ground_is_given
from domain.refusal import Kind, Refusal, about, listed
from domain.register.grounds import ANNULMENT, the_ground_is_of_the_act
from domain.register.state import Held, NotEntered
from domain.review.commands import ConcludeReview, ReportMeasures
from domain.review.reviewed import Reviewed
from domain.review.standing import OUTCOMES, TO_ANNUL, TO_SUPPLEMENT, UPHELD, asks_otherwise
from domain.review.state import Concluded, File
from domain.submission.dispatch import each_stands_once, the_list_is_not_empty


def nothing_is_awaited(hand: Hand, file: File) -> Refusal | None:
    """Refuse to conclude while an answer may come in its term: both are heard (house rule)."""
    waiting = [key for key, one in file.points.items() if one.waits_on(hand.effective_on)]
    if not waiting:
        return None
    facts = {"reference": listed(waiting)}
    return Refusal("answer-awaited", Kind.CONFLICT, "its term has not passed", facts)


def the_outcome_is_known(outcome: str) -> Refusal | None:
    """Refuse an outcome that is none of the four (house rule)."""
    if outcome in OUTCOMES:
        return None
    facts = {"outcome": outcome, "allowed": listed(sorted(OUTCOMES))}
    return Refusal("outcome-unknown", Kind.INVALID, "no such outcome", facts)


def what_is_wrong_was_found(outcome: str, file: File) -> Refusal | None:
    """Refuse to say that something is wrong without a finding that was put to the audited."""
    found = any(one.is_finding for one in file.points.values())
    if found or outcome == UPHELD:
        return None
    facts = {"outcome": outcome}
    return Refusal("outcome-without-finding", Kind.CONFLICT, "nothing was found", facts)


def an_annulment_is_called_for_on_a_ground(cmd: ConcludeReview) -> Refusal | None:
    """Refuse to call for an annulment on no ground of the law, and a ground of any other."""
    if cmd.outcome == TO_ANNUL:
        return the_ground_is_of_the_act(cmd.ground or "", ANNULMENT)
    return no_ground_is_given(cmd.ground)


def the_cases_stand(cmd: ConcludeReview, reviewed: Reviewed) -> Iterator[Refusal]:
    """Refuse a case the decision did not grant, and to call for annulling what is not in force."""
    foreign = Refusal("not-granted-here", Kind.CONFLICT, "this decision did not grant it")
    gone = Refusal("already-annulled", Kind.CONFLICT, "the grant is not in force")
    for one in cmd.nominations:
        honour = reviewed.honour(one)
        if isinstance(honour, NotEntered):
            yield from about("nomination", str(one), [foreign])
        elif cmd.outcome == TO_ANNUL and not isinstance(honour, Held):
            yield from about("nomination", str(one), [gone])


def the_cases_are_named(cmd: ConcludeReview) -> tuple[Refusal | None, ...]:
    """Refuse an outcome that says of no case what is to follow, and a case named twice."""
    needed = cmd.outcome in {TO_SUPPLEMENT, TO_ANNUL}
    empty = the_list_is_not_empty(cmd.nominations) if needed else None
    return (empty, each_stands_once(cmd.nominations))


def something_is_to_follow(state: Concluded) -> Refusal | None:
    """Refuse to follow a conclusion that asks for nothing (house rule)."""
    if state.conclusion.due_on is not None:
        return None
    return asks_otherwise(state)


def an_annulment_is_no_report(cmd: ReportMeasures, state: Concluded) -> Refusal | None:
    """Refuse to report as done what only an annulment does (house rule)."""
    return asks_otherwise(state) if cmd.whole and state.conclusion.outcome == TO_ANNUL else None


def a_supplement_shows_a_paper(cmd: ReportMeasures, state: Concluded) -> Refusal | None:
    """Refuse to say that a file was supplemented without the digest of a paper (house rule)."""
    if cmd.papers or not cmd.whole or state.conclusion.outcome != TO_SUPPLEMENT:
        return None
    return Refusal("supplement-without-paper", Kind.INVALID, "which papers were added?")


def the_report_is_new(cmd: ReportMeasures, state: Concluded) -> Refusal | None:
    """Refuse a number under which measures were reported before (house rule)."""
    if cmd.reference not in state.reports:
        return None
    return Refusal("reference-taken", Kind.CONFLICT, "another report bears this number")


def another_hand_closes(hand: Hand, state: Concluded) -> Refusal | None:
    """Refuse to close by the hand that concluded: no single hand ends it (house rule, ADR 75)."""
    if not persons_behind(hand) & state.by:
        return None
    return Refusal(
        "closed-by-who-concluded", Kind.FORBIDDEN, "another hand than the one that concluded"
    )


def what_follows_is_done_or_overdue(hand: Hand, state: Concluded) -> Refusal | None:
    """Refuse to close while what is to follow is neither done nor overdue (house rule)."""
    due = state.conclusion.due_on
    if state.is_followed or due is None or due < hand.effective_on:
        return None
    facts = {"due_on": due.isoformat()}
    return Refusal("follow-up-awaited", Kind.CONFLICT, "its term has not passed", facts)

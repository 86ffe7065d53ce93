"""Public posting: for some working days anybody may object, and each objection is settled."""

from datetime import date

from domain.decider import demand
from domain.hand import Hand
from domain.hearing.access import holders, the_ground_is_coded
from domain.hearing.commands import EndPosting, PostCase, ReceiveObjection, SettleObjection
from domain.hearing.events import CasePosted, ObjectionReceived, ObjectionSettled, PostingEnded
from domain.hearing.required import posting_at
from domain.ladder import Posting
from domain.nomination.access import (
    SERVICE,
    dates,
    the_act_follows_what_it_builds_on,
    the_opinion_follows_the_arrival,
)
from domain.nomination.duties import nobody_settles_what_they_entered
from domain.nomination.policies import the_step_is_the_current_one
from domain.nomination.state import AtStep, Dossier, Returned
from domain.refusal import Kind, Refusal
from domain.terms import due_on

NOBODY: frozenset[str] = frozenset()
STATED = "Stated by whoever posted the case"


def not_posted() -> Refusal:
    """Say that there is no posting to object to, or to end."""
    return Refusal("not-posted", Kind.CONFLICT, "the case is not posted")


def no_posting_runs(dossier: Dossier) -> Refusal | None:
    """Refuse a second posting beside one that runs (ADR 42)."""
    if dossier.hearing.posting is None:
        return None
    return Refusal("posting-open", Kind.CONFLICT, "the case is posted already")


def the_posting_has_a_term(days: int | None) -> Refusal | None:
    """Refuse a posting of no known number of working days, or of less than one."""
    if days is not None and days >= 1:
        return None
    return Refusal("posting-term-unknown", Kind.INVALID, "for how many working days?")


def the_posting_is_long_enough(days: int | None, rule: Posting | None) -> Refusal | None:
    """Refuse fewer working days than the data of the award ask for (facts 7.1.6)."""
    if rule is None or days is None or days >= rule.working_days:
        return None
    facts = {"working_days": str(rule.working_days), "source": rule.source}
    return Refusal("posting-too-short", Kind.INVALID, "fewer days than the award asks for", facts)


def the_objection_came_in_time(posting: CasePosted, hand: Hand) -> Refusal | None:
    """Refuse an objection from before the first day of the posting or after its last."""
    if posting.since <= hand.effective_on <= posting.until:
        return None
    facts = {"since": posting.since.isoformat(), "until": posting.until.isoformat()}
    return Refusal("outside-posting", Kind.INVALID, "the case was not posted on that day", facts)


def the_objection_waits(reference: str, dossier: Dossier) -> Refusal | None:
    """Refuse to settle what was not received, or was settled (ADR 42)."""
    if reference in dossier.hearing.unsettled:
        return None
    facts = {"reference": reference}
    return Refusal("objection-unknown", Kind.CONFLICT, "no such objection waits", facts)


def another_hand_settles(cmd: SettleObjection, dossier: Dossier) -> Refusal | None:
    """Refuse who entered an objection to settle it (house rule, ADR 55)."""
    by = dossier.hearing.objected_by.get(cmd.reference, NOBODY)
    return nobody_settles_what_they_entered(cmd.reference, cmd.hand, by)


def the_settlement_follows_the_objection(cmd: SettleObjection, dossier: Dossier) -> Refusal | None:
    """Refuse to settle an objection by a paper dated before it came (house rule, ADR 17)."""
    came = dossier.hearing.objected_on.get(cmd.reference)
    return the_act_follows_what_it_builds_on(cmd.hand, dossier, came) if came else None


def the_days_have_passed(last: date, hand: Hand) -> Refusal | None:
    """Refuse to end a posting before all its working days ran out (facts 7.1.6)."""
    if hand.effective_on > last:
        return None
    facts = {"until": last.isoformat()}
    return Refusal("posting-not-over", Kind.CONFLICT, "its last day has not passed", facts)


def post(cmd: PostCase, state: AtStep) -> list[CasePosted]:
    """Post the case from the date on the paper; the data of the award say for how long."""
    step, dossier = state.step, state.dossier
    rule = posting_at(step.level, dossier.ladder, cmd.hand.forces.postings)
    days = cmd.working_days or (rule.working_days if rule else None)
    demand(
        the_step_is_the_current_one(cmd.step, state),
        *holders(cmd.hand, state),
        the_opinion_follows_the_arrival(cmd.hand, dossier),
        no_posting_runs(dossier),
        the_posting_has_a_term(days),
        the_posting_is_long_enough(days, rule),
    )
    until = due_on(cmd.hand.effective_on, days or 1, cmd.hand.calendar)
    since, source = cmd.hand.effective_on, rule.source if rule else STATED
    return [CasePosted(step.key, step.level, cmd.where, since, days or 1, until, source)]


def receive(cmd: ReceiveObjection, state: AtStep | Returned) -> list[ObjectionReceived]:
    """Enter an objection; the same reference and ground once more is nothing."""
    hearing = state.dossier.hearing
    known, posting = hearing.objections.get(cmd.reference), hearing.posting
    taken = Refusal("reference-taken", Kind.CONFLICT, "another objection bears this number")
    demand(
        *holders(cmd.hand, state),
        the_ground_is_coded(cmd.ground),
        taken if known and known.ground != cmd.ground else None,
        the_objection_came_in_time(posting, cmd.hand) if posting else not_posted(),
    )
    return [] if known else [ObjectionReceived(cmd.reference, cmd.ground, cmd.content)]


def settle(cmd: SettleObjection, state: AtStep | Returned) -> list[ObjectionSettled]:
    """Settle an objection; one that is upheld sends the case back (ADR 42)."""
    demand(
        *holders(cmd.hand, state),
        the_objection_waits(cmd.reference, state.dossier),
        another_hand_settles(cmd, state.dossier),
        the_settlement_follows_the_objection(cmd, state.dossier),
    )
    return [ObjectionSettled(cmd.reference, cmd.upheld, cmd.reason)]


def end(cmd: EndPosting, state: AtStep | Returned) -> list[PostingEnded]:
    """End the posting once its working days have passed; the service itself may do so too."""
    posting = state.dossier.hearing.posting
    by_service = SERVICE in cmd.hand.roles
    demand(
        *(dates(cmd.hand, state.dossier) if by_service else holders(cmd.hand, state)),
        the_days_have_passed(posting.until, cmd.hand) if posting else not_posted(),
    )
    return [PostingEnded(posting.level, posting.until)] if posting else []

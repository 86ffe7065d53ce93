"""What the service says of a term, once each time it runs: reminders, and words to those above."""

from collections.abc import Mapping, Sequence

from domain.access import the_hand_has_the_role
from domain.decider import demand
from domain.nomination.access import SERVICE, dates
from domain.nomination.clock import CaseEscalated, NoticeEvent, ReminderIssued
from domain.nomination.clock_orders import IssueNotice
from domain.nomination.deadlines import the_term_ends_on_that_day
from domain.nomination.policies import the_step_is_the_current_one
from domain.nomination.state import AtStep
from domain.refusal import Kind, Refusal
from domain.terms import NoticeAct

KINDS: Mapping[NoticeAct, type[ReminderIssued] | type[CaseEscalated]] = {
    NoticeAct.REMINDER: ReminderIssued,
    NoticeAct.ESCALATION: CaseEscalated,
}


def the_day_of_the_notice_has_come(cmd: IssueNotice) -> Refusal | None:
    """Refuse a notice before its day; one whose day is over still comes, once (house rule)."""
    comes_on = cmd.notice.comes_on(cmd.due_on, cmd.hand.calendar)
    if comes_on <= cmd.hand.effective_on:
        return None
    facts = {"comes_on": comes_on.isoformat()}
    return Refusal("notice-not-due", Kind.CONFLICT, "the day of the notice has not come", facts)


def issue(cmd: IssueNotice, state: AtStep) -> Sequence[NoticeEvent]:
    """Say it, unless it was said of the term that runs."""
    said_before = (cmd.notice.key, cmd.due_on) in state.told
    if said_before and (cmd.step, cmd.due_on) == (state.step.key, state.due_on):
        return []
    demand(
        the_hand_has_the_role(cmd.hand, SERVICE),
        *dates(cmd.hand, state.dossier),
        the_step_is_the_current_one(cmd.step, state),
        the_term_ends_on_that_day(cmd.due_on, state),
        the_day_of_the_notice_has_come(cmd),
    )
    notice, step = cmd.notice, state.step
    said = KINDS[notice.act]
    role = notice.role or step.role
    return [said(step.key, cmd.due_on, notice.key, notice.working_days, role, step.unit)]

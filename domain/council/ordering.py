"""Acts that put nominations of equal points in order: a priority is noted, a tie is cut."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from domain.change import Change
from domain.council.commands import DecideTie, NotePriority
from domain.council.merit import Mark, PriorityNoted, TieDecided
from domain.council.policies import (
    by_the_secretary,
    it_stands_on_the_agenda,
    nobody_votes_with_an_interest,
    the_act_follows_the_call,
    the_day_has_come,
)
from domain.council.ranking import PRIORITIES, marks_of, ranking
from domain.council.seat import Function
from domain.council.session import Called, Casting, Meeting, Over, Sitting
from domain.council.state import is_same
from domain.decider import demand
from domain.hand import Hand
from domain.nomination.state import State as Case
from domain.refusal import Kind, Refusal, about, listed
from domain.submission.dispatch import each_stands_once, the_list_is_not_empty

LEADS = frozenset({Function.CHAIR, Function.VICE_CHAIR})


def the_rule_gives_priority(rule: str, meeting: Meeting) -> Refusal | None:
    """Refuse a priority that no rule of the session for equal points knows (ADR 45)."""
    known = sorted(PRIORITIES & {one.key for one in meeting.standing.ties})
    if rule in known:
        return None
    facts = {"rule": rule, "allowed": listed(known)}
    return Refusal("priority-unknown", Kind.INVALID, "no rule gives such a priority", facts)


def the_hand_leads_the_council(hand: Hand, meeting: Meeting) -> Refusal | None:
    """Refuse to let anybody but chair or vice-chair cut a tie (domain facts 8.10: unconfirmed)."""
    if any(one.function in LEADS and is_same(one.person, hand.actor) for one in meeting.members):
        return None
    return Refusal("not-the-chair", Kind.FORBIDDEN, "only chair or vice-chair of the council may")


def whole_ties(meeting: Meeting, marks: Iterable[Mark]) -> list[set[UUID]]:
    """Return the nominations that share a rank by points and rules, whoever decided what."""
    uncut = replace(meeting, standing=replace(meeting.standing, orders=()))
    ties: dict[tuple[str, int | None], set[UUID]] = {}
    for one in ranking(uncut, marks):
        if one.shared:
            ties.setdefault((one.award, one.rank), set()).add(one.nomination)
    return list(ties.values())


def they_are_tied(cmd: DecideTie, ties: list[set[UUID]]) -> Refusal | None:
    """Refuse to order what points or rules have put in order, or a part of a tie (house rule)."""
    if set(cmd.order) in ties:
        return None
    return Refusal("not-tied", Kind.CONFLICT, "these are not all that share one rank")


def note_priority(cmd: NotePriority, state: Called | Sitting | Casting) -> list[Change]:
    """Note that a nominee goes first among equals; the same again is nothing."""
    meeting = state.meeting
    demand(
        *by_the_secretary(cmd.hand, meeting),
        the_act_follows_the_call(cmd.hand, meeting),
        it_stands_on_the_agenda(cmd.nomination, meeting.items),
        the_rule_gives_priority(cmd.rule, meeting),
    )
    if (cmd.nomination, cmd.rule) in meeting.standing.priorities:
        return []
    return [Change(cmd.session, PriorityNoted(cmd.nomination, cmd.rule, cmd.reason))]


def decide_tie(
    cmd: DecideTie, state: Sitting | Casting | Over, cases: Mapping[UUID, Case]
) -> list[Change]:
    """Cut a tie, while the session lasts or after it; the same order again is nothing."""
    meeting, hand = state.meeting, cmd.hand
    known = [one for one in cmd.order if one in meeting.items]
    standing = meeting.standing
    marks = standing.marks if standing.ended else marks_of(meeting, cases)
    demand(
        the_hand_leads_the_council(hand, meeting),
        the_day_has_come(hand, meeting.held_on),
        the_list_is_not_empty(cmd.order),
        each_stands_once(cmd.order),
        *(why for one in cmd.order for why in agenda_of(one, meeting)),
        *(nobody_votes_with_an_interest(hand.actor, one, meeting) for one in known),
        they_are_tied(cmd, whole_ties(meeting, marks)),
    )
    if cmd.order in standing.orders[-1:]:
        return []
    return [Change(cmd.session, TieDecided(cmd.order, cmd.reason))]


def agenda_of(nomination: UUID, meeting: Meeting) -> list[Refusal]:
    """Return why a nomination may not be named; facts name it."""
    return about(
        "nomination", str(nomination), [it_stands_on_the_agenda(nomination, meeting.items)]
    )

"""Written opinions of absent members: from the call until ballots are cast."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from domain.access import person, the_paper_is_not_dated_ahead
from domain.change import Change
from domain.council.commands import WriteOpinion
from domain.council.events import Attendance, Choice, OpinionWritten
from domain.council.policies import (
    by_the_secretary,
    it_stands_on_the_agenda,
    nobody_votes_with_an_interest,
    only_the_absent_write,
    the_act_follows_the_call,
    the_opinion_is_in_time,
    the_opinion_is_on_paper,
    the_person_is_seated,
    the_rule_lets_write,
    the_vote_is_not_taken,
)
from domain.council.session import Called, Sitting
from domain.council.state import is_same
from domain.decider import demand
from domain.nomination.policies import the_evidence_is_in_the_file
from domain.nomination.state import Absent
from domain.nomination.state import State as Case
from domain.refusal import Kind, Refusal

Taking = Called | Sitting
Opinions = Mapping[tuple[UUID, str], Choice]


def who_writes(cmd: WriteOpinion, state: Taking) -> Sequence[Refusal | None]:
    """Check that a member speaks for themselves, or the secretary by a member's paper."""
    seated = the_person_is_seated(cmd.by, state.meeting)
    if cmd.member is None:
        return (seated, the_paper_is_not_dated_ahead(cmd.hand))
    return (*by_the_secretary(cmd.hand, state.meeting), the_opinion_is_on_paper(cmd), seated)


def the_paper_is_in_the_file(
    cmd: WriteOpinion, cases: Mapping[UUID, Case]
) -> Sequence[Refusal | None]:
    """Refuse an opinion that the secretary enters by a paper nobody filed (house rule, ADR 66)."""
    case = cases.get(cmd.nomination, Absent())
    if cmd.member is None or not cmd.paper or isinstance(case, Absent):
        return ()
    return the_evidence_is_in_the_file([cmd.paper], case.dossier)


def no_other_was_given(cmd: WriteOpinion, state: Taking, given: set[Choice]) -> Refusal | None:
    """Refuse another opinion; a member's own replaces what was entered for them (ADR 66)."""
    entered = (cmd.nomination, person(cmd.by)) in state.entered
    if not given or (entered and cmd.member is None):
        return None
    return Refusal("opinion-given", Kind.CONFLICT, "another opinion was given under this name")


def write_opinion(cmd: WriteOpinion, state: Taking, cases: Mapping[UUID, Case]) -> list[Change]:
    """Take the written opinion of an absent member; the same one again is nothing."""
    meeting, nomination = state.meeting, cmd.nomination
    demand(
        *who_writes(cmd, state),
        the_act_follows_the_call(cmd.hand, meeting),
        the_opinion_is_in_time(cmd.hand, meeting.held_on),
        it_stands_on_the_agenda(nomination, meeting.open_items),
        *the_paper_is_in_the_file(cmd, cases),
    )
    given = {
        choice
        for (at, who), choice in state.opinions.items()
        if at == nomination and is_same(who, cmd.by)
    }
    if cmd.choice in given:
        return []
    hands = state.floor.hands if isinstance(state, Sitting) else {}
    present: Sequence[Attendance] = state.floor.present if isinstance(state, Sitting) else ()
    demand(
        only_the_absent_write(cmd.by, meeting, present),
        the_rule_lets_write(nomination, meeting),
        nobody_votes_with_an_interest(cmd.by, nomination, meeting),
        the_vote_is_not_taken(nomination, hands),
        no_other_was_given(cmd, state, given),
    )
    return [Change(cmd.session, OpinionWritten(nomination, cmd.by, cmd.choice, cmd.paper))]

"""A vote that a council kept on paper, held against its council; and one that a session counted."""

from dataclasses import replace
from uuid import UUID

from domain.eligibility.body import Body, KeptCount, an_agenda_has_it, begun_in
from domain.nomination.commands import RecordVote
from domain.nomination.state import AtStep
from domain.refusal import Kind, Refusal


def no_session_is_to_vote(body: Body) -> Refusal | None:
    """Refuse a vote on paper while a session has the case on its agenda (house rule)."""
    return None if body.session is None else an_agenda_has_it(body.session)


def no_ballots_were_handed_out(body: Body) -> Refusal | None:
    """Refuse a vote on paper of a step whose ballots nobody cast: a session votes (ADR 66)."""
    return None if body.balloted is None else begun_in(body.balloted)


def the_members_are_the_council_s(cmd: RecordVote, body: Body) -> Refusal | None:
    """Refuse another number of members than the seats of the day (facts 8.5: of all members)."""
    if body.members in {None, cmd.members}:
        return None
    facts = {"members": str(cmd.members), "seats": str(body.members)}
    detail = f"{body.members} members have a seat on that day"
    return Refusal("members-not-the-councils", Kind.INVALID, detail, facts)


def as_facts(kept: KeptCount) -> dict[str, str]:
    """Return a count as facts of a refusal."""
    ballots = {"members": str(kept.members), "in_favour": str(kept.in_favour)}
    return {**ballots, "session": str(kept.session)}


def the_kept_count_is_told(cmd: RecordVote, body: Body) -> Refusal | None:
    """Refuse another count than the one a session kept without effect (house rule)."""
    kept = body.kept
    if kept is None or (kept.members, kept.in_favour) == (cmd.members, cmd.in_favour):
        return None
    return another_count_is_kept(kept)


def another_count_is_kept(kept: KeptCount) -> Refusal:
    """Return the refusal of what would go past the count that a session kept."""
    detail = f"the count is {kept.in_favour} of {kept.members}"
    return Refusal("count-kept", Kind.CONFLICT, detail, as_facts(kept))


def on_paper(cmd: RecordVote, body: Body) -> tuple[Refusal | None, ...]:
    """Check a vote against the unit's council; what a session counts is its own."""
    if cmd.session is not None:
        return ()
    if body.kept is not None:
        return (the_kept_count_is_told(cmd, body),)
    free = (no_session_is_to_vote(body), no_ballots_were_handed_out(body))
    return (*free, the_members_are_the_council_s(cmd, body))


def counted_by(cmd: RecordVote, body: Body) -> UUID | None:
    """Return the session that counted a vote, None for one kept on paper."""
    return body.kept.session if body.kept else cmd.session


def as_minuted(session: UUID | None, state: AtStep) -> AtStep:
    """Return a case with the minutes of a session that counted, which nobody has to bring."""
    steps = frozenset({state.step.key} if session else ())
    return replace(state, dossier=replace(state.dossier, minuted=state.dossier.minuted | steps))

"""A vote that a council kept on paper: held against what is known of that council."""

from domain.eligibility.body import Body
from domain.nomination.commands import RecordVote
from domain.refusal import Kind, Refusal


def no_session_is_to_vote(body: Body) -> Refusal | None:
    """Refuse a vote on paper while a session has the case on its agenda (house rule)."""
    if body.session is None:
        return None
    facts = {"session": str(body.session)}
    return Refusal("on-an-agenda", Kind.CONFLICT, f"session {body.session} votes on it", facts)


def the_members_are_the_council_s(cmd: RecordVote, body: Body) -> Refusal | None:
    """Refuse another number of members than the seats of the day (facts 8.5: of all members)."""
    if body.members in {None, cmd.members}:
        return None
    facts = {"members": str(cmd.members), "seats": str(body.members)}
    detail = f"{body.members} members have a seat on that day"
    return Refusal("members-not-the-councils", Kind.INVALID, detail, facts)


def on_paper(cmd: RecordVote, body: Body) -> tuple[Refusal | None, ...]:
    """Check a vote against the unit's council; what a session counted is its own."""
    if cmd.session is not None:
        return ()
    return (no_session_is_to_vote(body), the_members_are_the_council_s(cmd, body))

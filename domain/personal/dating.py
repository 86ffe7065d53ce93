"""What is done with the data of a person is not older than what it builds on (ADR 17, ADR 101)."""

from domain.access import no_paper_is_older_than_what_it_builds_on
from domain.hand import Hand
from domain.personal.state import PersonFile, Request
from domain.refusal import Kind, Refusal


def the_answer_follows_the_request(hand: Hand, asked: Request) -> Refusal | None:
    """Refuse an answer dated before the request came (house rule, ADR 17)."""
    if hand.effective_on >= asked.received_on:
        return None
    facts = {"received_on": asked.received_on.isoformat()}
    return Refusal("dated-before-request", Kind.INVALID, "older than the request", facts)


def the_act_follows_the_answer(hand: Hand, asked: Request) -> Refusal | None:
    """Refuse to do what was asked by a paper older than the answer (house rule, ADR 101)."""
    return no_paper_is_older_than_what_it_builds_on(hand, asked.answered_on)


def the_lifting_follows_the_restriction(hand: Hand, state: PersonFile) -> Refusal | None:
    """Refuse to show a name again by a paper older than what hid it (house rule, ADR 101)."""
    return no_paper_is_older_than_what_it_builds_on(hand, state.restricted_on)

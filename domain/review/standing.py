"""What is said of a review that is not there, or stands elsewhere than an act needs it."""

from collections.abc import Iterable
from uuid import UUID

from domain.access import no_paper_is_older_than_what_it_builds_on
from domain.hand import Hand
from domain.refusal import Kind, Refusal, Refused
from domain.review.state import Closed, Concluded, File, Known, NotOpened, State, UnderReview

UPHELD, IRREGULAR, TO_SUPPLEMENT, TO_ANNUL = "upheld", "irregular", "to-supplement", "to-annul"
OUTCOMES = (UPHELD, IRREGULAR, TO_SUPPLEMENT, TO_ANNUL)


def review_unknown() -> Refusal:
    """Say that there is no such review, or none for who asks."""
    return Refusal("review-unknown", Kind.UNKNOWN, "no such review")


def known_review(state: State) -> Known:
    """
    Return a review.

    Raises:
        Refused: there is none.
    """
    if isinstance(state, NotOpened):
        raise Refused(review_unknown())
    return state


def out_of_order(state: Known) -> Refusal:
    """Say where a review stands that takes no such act now."""
    stands = {UnderReview: "running", Concluded: "concluded", Closed: "closed"}[type(state)]
    facts = {"stands": stands}
    return Refusal("review-elsewhere", Kind.CONFLICT, f"the review is {stands}", facts)


def asks_otherwise(state: Concluded) -> Refusal:
    """Say that a conclusion does not ask for an act."""
    facts = {"outcome": state.conclusion.outcome}
    return Refusal("review-asks-otherwise", Kind.CONFLICT, "the review asks for no such act", facts)


def named_here(nominations: Iterable[UUID], state: Concluded) -> bool:
    """Say whether a conclusion is about all these cases."""
    return {*nominations} <= {*state.conclusion.nominations}


def the_act_follows_the_review(hand: Hand, file: File) -> Refusal | None:
    """Refuse an act dated before the one of the review that it builds on (house rule, ADR 17)."""
    return no_paper_is_older_than_what_it_builds_on(hand, file.last_on)

"""An annulment, correction or recovery that cites a review: what it follows, and that it does."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from domain.change import Change
from domain.hand import Hand
from domain.refusal import Refusal
from domain.review.events import ReviewFollowed
from domain.review.standing import (
    IRREGULAR,
    TO_ANNUL,
    TO_SUPPLEMENT,
    asks_otherwise,
    named_here,
    out_of_order,
    review_unknown,
    the_act_follows_the_review,
)
from domain.review.state import Concluded, NotOpened, State

ASKING = {
    "annulment": frozenset({TO_ANNUL}),
    "correction": frozenset({IRREGULAR, TO_SUPPLEMENT}),
    "recovery": frozenset({TO_ANNUL}),
}


@dataclass(frozen=True, slots=True)
class Following:
    """An act on a decision or an honour of its, by which a review is followed."""

    review: UUID
    act: str
    decision: UUID
    nominations: tuple[UUID, ...] = ()
    number: str | None = None
    ground: str | None = None


def the_review_asks_for_it(act: Following | None, hand: Hand, state: State) -> Iterator[Refusal]:
    """
    Refuse to cite a review that did not conclude that this be done (house rule).

    It is one of this decision, its outcome asks for such an act on these cases, on that ground.
    """
    if act is None:
        return
    if isinstance(state, NotOpened) or state.file.opened.decision != act.decision:
        yield review_unknown()
    elif isinstance(state, Concluded):
        yield from _asked_for(act, hand, state)
    else:
        yield out_of_order(state)


def _asked_for(act: Following, hand: Hand, state: Concluded) -> Iterator[Refusal]:
    """Hold an act against what a review of its decision came to."""
    ground = act.ground or state.conclusion.ground
    fits = state.conclusion.outcome in ASKING[act.act] and ground == state.conclusion.ground
    if not fits or not named_here(act.nominations, state):
        yield asks_otherwise(state)
    if older := the_act_follows_the_review(hand, state.file):
        yield older


def followed(act: Following | None, state: State) -> Iterator[Change]:
    """Return the fact that a review is followed by an act that cites it, if the act cites one."""
    if act is not None and isinstance(state, Concluded):
        unit, named = state.file.opened.unit, act.nominations
        left = {*state.conclusion.nominations} - state.annulled - {*named}
        done = act.act == "annulment" and not left
        yield Change(act.review, ReviewFollowed(act.act, unit, named, act.number, done))

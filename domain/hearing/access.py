"""Who hears others on a case, and the coded grounds of what they say against it."""

from domain.hand import Hand
from domain.nomination.access import judges
from domain.nomination.events import Missing
from domain.nomination.policies import REASONS, VOTE_LOST, whole_list
from domain.nomination.state import AtStep, Dossier, InTransit, Returned
from domain.refusal import Kind, Refusal, listed

Gone = AtStep | InTransit | Returned
GROUNDS = REASONS - {VOTE_LOST}
"""What may be said against a case: the coded reasons for which a case is refused."""
ALLOWED = {"allowed": listed(sorted(GROUNDS))}
NO_GROUND = Refusal("finding-ground-missing", Kind.INVALID, "on which ground?", ALLOWED)


def holders(hand: Hand, state: Gone) -> tuple[Refusal | None, ...]:
    """Check that the hand holds the step the case is at, also while the case is sent back."""
    return judges(hand, state.dossier, state.step)


def the_ground_is_coded(ground: str | None) -> Refusal | None:
    """Refuse what is said against a case without a ground of the list (house rule)."""
    if ground in GROUNDS:
        return None
    facts = {**ALLOWED, "ground": ground or ""}
    unknown = Refusal("finding-ground-unknown", Kind.INVALID, "no case is refused for that", facts)
    return unknown if ground else NO_GROUND


def no_ground_is_given(ground: str | None) -> Refusal | None:
    """Refuse a ground where nothing is said against the case (house rule)."""
    if ground is None:
        return None
    return Refusal("ground-idle", Kind.INVALID, "a ground goes with what is against the case")


def with_findings(listed: tuple[Missing, ...], dossier: Dossier) -> tuple[Missing, ...]:
    """Return a list with what was found against the case: all is said at once (facts 7.1.5)."""
    named = {one.key for one in listed if one.kind == "remark"}
    found = dossier.hearing.against.items()
    more = (Missing("remark", key, words) for key, words in found if key not in named)
    return (*whole_list(listed, dossier), *more)

"""Which act of a later paper cites a review, and what it says of itself."""

from domain.decision.commands import AnnulGrants, CorrectDecision
from domain.register.commands import RecoverHonour
from domain.register.state import Annulled
from domain.review.following import Following


def of_annulment(cmd: AnnulGrants) -> Following | None:
    """Return how an annulment follows a review, None where it cites none."""
    if cmd.review is None:
        return None
    about = cmd.decision, cmd.nominations, cmd.number, cmd.ground
    return Following(cmd.review, "annulment", *about)


def of_correction(cmd: CorrectDecision) -> Following | None:
    """Return how a correction follows a review, None where it cites none."""
    return Following(cmd.review, "correction", cmd.decision) if cmd.review else None


def of_recovery(cmd: RecoverHonour, honour: Annulled) -> Following | None:
    """Return how a recovery follows a review, None where it cites none."""
    if cmd.review is None:
        return None
    entry = honour.entry
    about = entry.decision, (entry.nomination,), None, cmd.ground
    return Following(cmd.review, "recovery", *about)

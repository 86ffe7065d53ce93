"""Ids of papers: derived from the order that issues them, so that a repeat names the same one."""

from uuid import NAMESPACE_URL, UUID, uuid5

SUBMISSIONS = uuid5(NAMESPACE_URL, "vinhdanh:submissions")
DECISIONS = uuid5(NAMESPACE_URL, "vinhdanh:decisions")


def submission_id(command: UUID) -> UUID:
    """Return the id of the submission an order sends."""
    return uuid5(SUBMISSIONS, str(command))


def decision_id(command: UUID) -> UUID:
    """Return the id of the decision an order issues."""
    return uuid5(DECISIONS, str(command))

"""Ids of papers: derived from the order that issues them, so that a repeat names the same one."""

from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.decision.events import DecisionIssued
from domain.register.claims import CLAIM, as_read, claim_stream, number_key
from domain.submission.events import SubmissionDispatched
from services.histories import Histories

SUBMISSIONS = uuid5(NAMESPACE_URL, "vinhdanh:submissions")
DECISIONS = uuid5(NAMESPACE_URL, "vinhdanh:decisions")
SORTS = ("submission", "decision")


def submission_id(command: UUID) -> UUID:
    """Return the id of the submission an order sends."""
    return uuid5(SUBMISSIONS, str(command))


def decision_id(command: UUID) -> UUID:
    """Return the id of the decision an order issues."""
    return uuid5(DECISIONS, str(command))


def papers_under(unit: str, number: str, dated: date, past: Histories) -> list[UUID]:
    """
    Return what went out from a unit under a number on a day: one paper, or none.

    Two, where a submission and a decision of that day have the same number; nobody says which.
    """
    claims = [claim_stream(number_key(sort, unit, dated.year, number)) for sort in SORTS]
    holders = (past.of(CLAIM, one) for one in claims)
    return [one for one in holders if one is not None and _is_it(one, number, dated, past)]


def _is_it(paper: UUID, number: str, dated: date, past: Histories) -> bool:
    """Say whether a paper itself has the number and date; one that annuls or restores has not."""
    first = past.events(paper)[0]
    if not isinstance(first, SubmissionDispatched | DecisionIssued):
        return False
    return (as_read(first.number), first.dated) == (as_read(number), dated)

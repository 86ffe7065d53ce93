"""In what capacity an act is done: in a signing form, in an office, or by the service itself."""

from collections.abc import Iterable

from domain.acting import ActingFor
from domain.council.commands import TermCommand
from domain.decision.commands import AnnulGrants, IssueDecision
from domain.hand import FORMS, Hand
from domain.hearing.commands import JudgeCondition
from domain.nomination.access import SERVICE
from domain.nomination.commands import (
    AppraiseCase,
    EndorseStep,
    RefuseNomination,
    ReturnForSupplement,
)
from domain.register.commands import RestoreHonour
from domain.submission.commands import DispatchSubmission
from domain.unsaid import NOT_RECORDED

OFFICE = "office"
"""Done in an office of one's own, of which the envelope says role and unit; nothing is signed."""
AtADesk = EndorseStep | AppraiseCase | ReturnForSupplement | RefuseNomination | JudgeCondition
Papers = DispatchSubmission | IssueDecision | AnnulGrants | RestoreHonour | TermCommand
Signed = AtADesk | Papers
"""The orders whose hand states a signing form (`domain.paper.in_a_capacity`)."""


def capacity_of(orders: Iterable[object], hand: Hand) -> str | None:
    """
    Return in what capacity *hand* gives *orders*, None where it signs and states no form.

    Who acts for another does all in the form that was lent. By own hand what is signed is signed in
    the form of the hand; all else is done by the service itself, or in an office, whatever form its
    holder signs papers in: the forms of Decree 30/2020 are for papers (house rule, ADR 94).
    """
    lent = isinstance(hand.delegation, ActingFor)
    if lent or any(isinstance(one, Signed) for one in orders):
        return hand.capacity
    return SERVICE if SERVICE in hand.roles else OFFICE


def form_of(capacity: str | None) -> str | None:
    """Return the signing form that an envelope keeps, None where nothing was signed."""
    return capacity if capacity in FORMS else None


def told(capacity: str | None) -> str:
    """
    Return the capacity that an envelope keeps as a reader is told it: never nothing.

    Beside a fact of before none was kept.
    """
    return capacity or NOT_RECORDED

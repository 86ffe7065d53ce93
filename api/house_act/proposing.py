"""Proposals of acts on the house, alike at the terminal and over HTTP: the order of each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.house_act.changes_told import hand_for, summary
from api.house_act.forms import DAYS
from domain.hand import Hand
from domain.house_acts.commands import ProposeHouseAct, Sort
from domain.reform.commands import AssignSuccessor
from domain.reform.plan import Reform
from services.handle import rehearse as rehearse_order
from services.reform import rehearse
from services.upkeep import Progress, RulesSet, quiet
from services.verdicts import case_in_sight

if TYPE_CHECKING:
    from api.system import System

UNREAD = "0" * 64, ""
"""Of what is not looked into before it is known that somebody may propose it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What every proposal says: why, for how many days it stands, and whether it is taken alone."""

    reason: str
    days: int = DAYS
    alone: bool = False


def unread(by: Hand, sort: Sort, subject: str, terms: Terms) -> ProposeHouseAct:
    """Return an order that tells whether somebody may propose such an act at all."""
    return _order(by, sort, subject, UNREAD, terms)


def of_rules(by: Hand, kind: str, would: RulesSet, terms: Terms) -> ProposeHouseAct:
    """Return the proposal of a file of rules."""
    return _order(by, Sort.RULES, kind, (would.digest, would.told), terms)


def of_reform(
    by: Hand, plan: Reform, system: "System", terms: Terms, progress: Progress = quiet
) -> ProposeHouseAct:
    """Return the proposal of a reform, with what its dry run says."""
    would = rehearse(plan, hand_for(plan, by.actor, system), system.ledger, progress)
    return _order(by, Sort.REFORM, plan.key, (plan.digest, summary(would, would=True)), terms)


def of_choice(choice: AssignSuccessor, system: "System", terms: Terms) -> ProposeHouseAct:
    """
    Return the proposal of a choice.

    Raises:
        Refused: it may not be made, whoever agrees.
    """
    by, case = choice.hand, choice.nomination
    sight = system.sight(by)
    rehearse_order(choice, None, system.ledger, sight)
    waits = case_in_sight(case, system.ledger, sight).dossier.undecided
    said = choice.digest, f"{case} goes on in {choice.unit}"
    unit = waits.decided_by if waits else None
    return _order(by, Sort.ASSIGNMENT, str(case), said, terms, unit)


def _order(
    by: Hand, sort: Sort, subject: str, said: tuple[str, str], terms: Terms, unit: str | None = None
) -> ProposeHouseAct:
    """Return the order; *said* is its digest and what it would do, *unit* who answers for it."""
    what = sort.value, subject, *said, terms.reason, unit
    return ProposeHouseAct(by, *what, terms.days, alone=terms.alone)

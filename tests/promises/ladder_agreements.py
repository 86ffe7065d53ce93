"""What is told apart of who agreed, where delegates act: what somebody who comes again can meet."""

from domain.access import person
from domain.nomination.agreements import Agreement
from domain.nomination.state import AtStep, InTransit, Returned, State
from tests.promises.ladder_hearings import DEPUTY
from tests.promises.ladder_orders import CLERK, ONE, OWN, STRANGER
from tests.promises.ladder_places import Place, sorts

EVERYWHERE = frozenset(
    {person(DEPUTY), *(person(one.actor) for one in (*OWN, CLERK, ONE, STRANGER))}
)
"""
Who may try an act at every step; the officers of a step try none at another (`officers`).

A case never comes back to a step it has passed: a walk tells it as a fault where one does.
"""


def who_agreed(case: State) -> Place:
    """
    Return what a case shares with others that have the same ways ahead, where delegates act.

    Rules ask of an agreement whether somebody behind a hand stands behind it, at which level, in
    which office, and if it was an opinion. So of a passed step those count who may come again, and
    how often they agreed alike counts nothing. Of the step in hand everybody counts, and how many.
    Nobody does anything with a case that is over.
    """
    if not isinstance(case, AtStep | InTransit | Returned):
        return sorts(case)
    here, passed = [], set()
    for one in case.dossier.agreements:
        if one.step == case.step.key:
            here.append(_told(one, one.persons))
        elif again := one.persons & EVERYWHERE:
            passed.add(_told(one, again))
    endorsed = case.endorsed_by if isinstance(case, AtStep) else frozenset()
    return (*sorts(case), frozenset(here), frozenset(passed), endorsed)


def _told(one: Agreement, persons: frozenset[str]) -> Place:
    """Return what rules ask of an agreement."""
    return (persons, one.level, one.role, one.opinion, one.word)

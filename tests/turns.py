"""Orders about what stands open after a reform, and whose they are; those of asked agencies."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple
from uuid import UUID

from domain.hand import Hand
from domain.hearing import commands as h
from services.orders import Command
from tests.open_matters import AGENCY, ENDED

JULY, AUGUST = date(2025, 7, 3), date(2025, 8, 4)
JUDGE, KEEPER, ASKED = "judge", "keeper", "asked"


class Turn(NamedTuple):
    """An order about what stands open, whose it is, on which day, and who answers if asked."""

    order: Callable[[UUID, Hand], Command]
    whose: str = JUDGE
    on: date = AUGUST
    answers: str = AGENCY


def answer(agency: str, case: UUID, who: Hand) -> Command:
    """Return the order by which an agency agrees."""
    return h.AnswerConsultation(case, who, agency, "agrees", "paid")


def take_back(agency: str, case: UUID, who: Hand) -> Command:
    """Return the order to ask an agency no more."""
    return h.WithdrawConsultation(case, who, agency, "not needed")


def lapse(agency: str, case: UUID, who: Hand) -> Command:
    """Return the order to note that an agency kept silent."""
    return h.NoteLapsedConsultation(case, who, agency)


def turns_of(agency: str, answers: str) -> tuple[Turn, ...]:
    """Return what may be done about a question to an agency, for which a unit answers."""
    given = Turn(partial(answer, agency), ASKED, answers=answers)
    return (given, Turn(partial(take_back, agency)), Turn(partial(lapse, agency)))


ANSWERING = {"merged": "10532", "dissolved": "31", "divided": "01"}
"""Who stands for each of the agencies that end: the one heir, else the province of today."""
OF_AGENCIES = {
    "asked": turns_of(AGENCY, AGENCY),
    **{how: turns_of(agency, ANSWERING[how]) for how, agency in ENDED.items()},
}

"""How agencies are consulted on a case where nobody says otherwise: by its award and level."""

from uuid import UUID

from domain.nomination.decide import NOMINATION
from domain.nomination.state import Absent
from services.histories import Histories
from services.house import House

UNKNOWN = ("", "")


def place_of(house: House, nomination: UUID, step: str) -> tuple[str, str]:
    """Return the award of a case and the level of a step on its way, nothing where unknown."""
    case = Histories(house.ledger).of(NOMINATION, nomination)
    if isinstance(case, Absent):
        return UNKNOWN
    ladder = case.dossier.ladder
    level = next((one.level for one in ladder.steps if one.key == step), "")
    return ladder.award, level


def hearing_of(house: House, nomination: UUID, step: str) -> tuple[str, int]:
    """Return what silence counts as, and the usual term of an answer in working days."""
    rules, place = house.rulebooks.hearing_rules(), place_of(house, nomination, step)
    return rules.silence_of(*place).counts_as, rules.term_of(*place).working_days

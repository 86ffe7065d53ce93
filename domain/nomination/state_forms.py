"""Forms of the State, of which one a year is proposed for a nominee: the keys of those years."""

from collections.abc import Sequence
from datetime import date

from domain.copies import replace
from domain.nomination.basis import Commendation
from domain.nomination.state import Dossier

BESIDE_THE_YEAR = frozenset(
    {
        Commendation.SUDDEN,
        Commendation.CONTRIBUTION,
        Commendation.SENIORITY,
        Commendation.EXTERNAL,
    }
)


def state_form_keys(dossier: Dossier, on: date | None = None) -> tuple[str, ...]:
    """Return the key of the year of the nominee that a form of the State takes, as of a day."""
    return () if dossier.commendation in BESIDE_THE_YEAR else state_year_keys(dossier, on)


def state_year_keys(dossier: Dossier, on: date | None = None) -> tuple[str, ...]:
    """
    Return the key of the year in which a form of the State is proposed for the nominee.

    That is the year of the paper by which the case is filed: of a draft, of the day that is asked
    for (house reading of facts 3.16, "in one submission year": not confirmed).
    """
    day = dossier.filed_on or on or dossier.opened_on
    key = f"state-form/{dossier.nominee.ref}/{day.year}"
    return (key,) if dossier.ladder.state_form else ()


def former_state_forms(dossier: Dossier, taken: Sequence[str]) -> tuple[str, ...]:
    """Return the key by the year of the opening, but for one that is *taken* today."""
    drafted = replace(dossier, filed_on=None)
    return tuple(one for one in state_form_keys(drafted) if one not in taken)

"""What of a nomination may be used once: its achievement and its initiatives, as keys (ADR 37)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from unicodedata import category
from uuid import UUID

from domain.access import person
from domain.change import Change
from domain.force import Forces, places_key
from domain.nomination.basis import Commendation, Entry
from domain.nomination.events import (
    NominationCorrected,
    NominationFiled,
    NominationRefused,
    NominationWithdrawn,
)
from domain.nomination.state import Dossier, Draft, Opened, TurnedDown, Withdrawn
from domain.register.claims import Holders, claimed, number_key, released

Ending = NominationRefused | NominationWithdrawn
BESIDE_THE_YEAR = frozenset(
    {
        Commendation.SUDDEN,
        Commendation.CONTRIBUTION,
        Commendation.SENIORITY,
        Commendation.EXTERNAL,
    }
)
LETTERS = frozenset("LMN")
"""What is read of a wording: letters, marks and numbers, by the first letter of their category."""
KEYLESS = Draft | TurnedDown | Withdrawn
KeyMoving = NominationFiled | NominationCorrected | Ending


def wording_key(dossier: Dossier, achievement: str) -> str:
    """
    Return the key of an achievement as it is told of one nominee and one year.

    Letter case, Unicode form, blanks and punctuation make it no other achievement.
    """
    return f"achievement/{dossier.nominee.ref}/{dossier.year}/{_as_told(achievement)}"


@lru_cache(maxsize=256)  # one order asks for it several times, and wordings are long
def _as_told(achievement: str) -> str:
    """Return the digest of a wording as it is read aloud."""
    read = "".join(one for one in person(achievement) if category(one)[0] in LETTERS)
    return sha256(read.encode()).hexdigest()


def entry_key(sort: str, entry: Entry) -> str:
    """Return the key of an entry in the book of a unit."""
    return number_key(sort, entry.unit, entry.year, entry.number)


def initiative_key(entry: Entry) -> str:
    """Return the key of an initiative."""
    return entry_key("initiative", entry)


def achievement_keys(dossier: Dossier) -> tuple[str, ...]:
    """Return the keys of the achievement: of its entry in a book, and of each of its wordings."""
    wordings = (dossier.achievement, *sorted(dossier.readings))
    said = (wording_key(dossier, one) for one in wordings)
    book = [dossier.basis.achievement] if dossier.basis.achievement else []
    return tuple(dict.fromkeys([*(entry_key("achievement-entry", one) for one in book), *said]))


def initiative_keys(dossier: Dossier) -> tuple[str, ...]:
    """Return the keys of the initiatives the case counts."""
    return tuple(dict.fromkeys(map(initiative_key, dossier.basis.initiatives)))


def state_form_keys(dossier: Dossier) -> tuple[str, ...]:
    """Return the key of the year in which one form of the State is proposed for the nominee."""
    if not dossier.ladder.state_form or dossier.commendation in BESIDE_THE_YEAR:
        return ()
    return (f"state-form/{dossier.nominee.ref}/{dossier.opened_on.year}",)


def place_series(dossier: Dossier, forces: Forces) -> tuple[str, ...]:
    """
    Return the series of places of a case: of the proposing unit, and of those it carries on.

    After a merger the places of the old units are the new one's: they add up, and so do those that
    were taken (house reading, succession.toml).
    """
    if not forces.places:
        return ()
    lineage, unit = forces.lineage, dossier.unit
    before = lineage.forerunners(unit, dossier.units_of) if "places" in lineage.follows else ()
    award, year = dossier.ladder.award, dossier.year
    units = dict.fromkeys((unit, *before))
    return tuple(one for code in units if (one := places_key(award, code, year)) in forces.places)


def place_keys(dossier: Dossier, forces: Forces) -> tuple[str, ...]:
    """Return the keys of the places the proposing unit has for the award and the year, if any."""
    return tuple(
        f"place/{series}/{number}"
        for series in place_series(dossier, forces)
        for number in range(1, forces.places[series] + 1)
    )


def keys_of(dossier: Dossier) -> tuple[str, ...]:
    """Return all keys a filed case takes."""
    return achievement_keys(dossier) + initiative_keys(dossier) + state_form_keys(dossier)


def keys_touched(event: KeyMoving, state: Opened) -> tuple[str, ...]:
    """Return the keys that a fact takes or gives back in a case that stands at *state*."""
    if not isinstance(event, NominationCorrected):
        return keys_of(state.dossier)
    return () if isinstance(state, KEYLESS) else (wording_key(state.dossier, event.now),)


def moved(
    nomination: UUID, event: KeyMoving, keys: Iterable[str], holders: Holders
) -> Sequence[Change]:
    """Return what a fact does to *keys*: the end of a case without an award gives back its own."""
    if isinstance(event, Ending):
        return [released(key, nomination) for key in keys if holders.get(key) == nomination]
    return [claimed(key, nomination) for key in free_of(keys, holders)]


def placed(
    nomination: UUID, event: KeyMoving, keys: Sequence[str], holders: Holders
) -> Sequence[Change]:
    """Return what a fact does to the *keys* of places: a filed case takes the first free one."""
    mine = [key for key in keys if holders.get(key) == nomination]
    if isinstance(event, Ending):
        return [released(key, nomination) for key in mine]
    if mine or not isinstance(event, NominationFiled):
        return []
    return [claimed(key, nomination) for key in free_of(keys, holders)[:1]]


def free_of(keys: Iterable[str], holders: Holders) -> list[str]:
    """Return those of *keys* that nobody holds."""
    return [key for key in keys if holders.get(key) is None]

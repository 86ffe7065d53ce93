"""What of a nomination may be used once: its achievement and its initiatives, as keys (ADR 37)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from domain.change import Change
from domain.force import Forces, places_key
from domain.nomination.basis import Entry
from domain.nomination.corrected import rewordings
from domain.nomination.events import (
    EvidenceAdded,
    EvidenceWithdrawn,
    NominationCorrected,
    NominationFiled,
    NominationRefused,
    NominationWithdrawn,
)
from domain.nomination.spelling import as_read, letters
from domain.nomination.state import Dossier, Draft, Opened, TurnedDown, Withdrawn
from domain.nomination.state_forms import former_state_forms, state_form_keys
from domain.register.claims import Holders, claimed, number_key, released

Ending = NominationRefused | NominationWithdrawn
UNDATED = "any-year"
CERTIFICATE = "initiative-certificate"
STROKE_APART = re.compile(r"(?<!\d)[/.-]|[/.-](?!\d)")
KEYLESS = Draft | TurnedDown | Withdrawn
Filing = NominationFiled | NominationCorrected | EvidenceAdded
KeyMoving = Filing | EvidenceWithdrawn | Ending


def wording_keys(dossier: Dossier, achievement: str) -> tuple[str, ...]:
    """
    Return the keys of an achievement as it is told of one nominee, in whatever spelling.

    A title of one year is told anew each year. Another award is of no year: naming another year
    makes it no other achievement; its year is taken too, for it founds no title of that year.
    """
    dated = _wording(dossier, str(dossier.year), _as_told(achievement))
    if dossier.ladder.yearly is not False:
        return (dated,)
    return (_wording(dossier, UNDATED, _as_told(achievement)), dated)


def former_wording(dossier: Dossier, achievement: str) -> str:
    """Return the key of a wording as cases took it before spellings were one (ADR 54)."""
    return _wording(dossier, str(dossier.year), _as_formerly(achievement))


def _wording(dossier: Dossier, of: str, digest: str) -> str:
    return f"achievement/{dossier.nominee.ref}/{of}/{digest}"


def _read_aloud(achievement: str) -> str:
    """Return the digest of a wording as it is read aloud."""
    return sha256(as_read(achievement).encode()).hexdigest()


def _in_letters(achievement: str) -> str:
    return sha256(letters(achievement).encode()).hexdigest()


# One order asks for it several times, and wordings are long.
_as_told = lru_cache(maxsize=256)(_read_aloud)
_as_formerly = lru_cache(maxsize=256)(_in_letters)


def entry_key(sort: str, entry: Entry) -> str:
    """Return the key of an entry in the book of a unit: 12/SK, 12-SK and 12SK are one number."""
    *book, number = former_entry(sort, entry).split("/", 3)
    return "/".join([*book, STROKE_APART.sub("", number)])


def former_entry(sort: str, entry: Entry) -> str:
    """Return the key of an entry as cases took it before strokes fell away (ADR 54)."""
    return number_key(sort, entry.unit, entry.year, entry.number)


def initiative_key(entry: Entry) -> str:
    """Return the key of an initiative."""
    return entry_key("initiative", entry)


def achievement_keys(dossier: Dossier) -> tuple[str, ...]:
    """Return the keys of the achievement: of its entry in a book, and of each of its wordings."""
    said = (key for one in _wordings(dossier) for key in wording_keys(dossier, one))
    book = [dossier.basis.achievement] if dossier.basis.achievement else []
    return tuple(dict.fromkeys([*(entry_key("achievement-entry", one) for one in book), *said]))


def _wordings(dossier: Dossier) -> tuple[str, ...]:
    return (dossier.achievement, *sorted(dossier.readings))


def former_keys(dossier: Dossier, taken: Sequence[str]) -> tuple[str, ...]:
    """
    Return keys under which earlier cases took what a case takes now: looked at, given back.

    Those of State forms are given back alone: the year of an older case's opening is not known.

    Those that are *taken* today as well are left out.
    """
    former = former_achievements(dossier, taken) + former_initiatives(dossier, taken)
    return former + former_state_forms(dossier, taken)


def former_achievements(dossier: Dossier, taken: Sequence[str]) -> tuple[str, ...]:
    """Return the former keys of the achievement, but for those that are *taken* today."""
    book = [dossier.basis.achievement] if dossier.basis.achievement else []
    told = [former_wording(dossier, one) for one in _wordings(dossier)]
    known = [*(former_entry("achievement-entry", one) for one in book), *told]
    return tuple(dict.fromkeys(one for one in known if one not in taken))


def former_initiatives(dossier: Dossier, taken: Sequence[str]) -> tuple[str, ...]:
    """Return the former keys of the initiatives, but for those that are *taken* today."""
    known = (former_entry("initiative", one) for one in dossier.basis.initiatives)
    return tuple(dict.fromkeys(one for one in known if one not in taken))


def title_keys(dossier: Dossier) -> tuple[str, ...]:
    """Return the key of a title of one year, which the register keeps once for a nominee."""
    if not dossier.ladder.yearly:
        return ()
    return (f"title/{dossier.nominee.ref}/{dossier.ladder.award}/{dossier.year}",)


def initiative_keys(dossier: Dossier) -> tuple[str, ...]:
    """Return the keys of the initiatives the case counts: of each entry, and each certificate."""
    entries = map(initiative_key, dossier.basis.initiatives)
    return tuple(dict.fromkeys([*entries, *map(certificate_key, certificates(dossier))]))


def certificates(dossier: Dossier) -> tuple[str, ...]:
    """Return the digests of the certificates of initiatives in the file."""
    return tuple(sha for sha, kind in dossier.papers.items() if kind == CERTIFICATE)


def certificate_key(sha256: str) -> str:
    """Return the key of a certificate: the same bytes are the same initiative."""
    return f"{CERTIFICATE}/{sha256}"


def kin_keys(dossier: Dossier, forces: Forces) -> tuple[str, ...]:
    """Return the keys of the same numbers in the books of units merged with the one said."""
    return tuple(
        initiative_key(replace(one, unit=unit))
        for one in dossier.basis.initiatives
        for unit in forces.lineage.kin(one.unit, one.year)
    )


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


def keys_of(dossier: Dossier, on: date | None = None) -> tuple[str, ...]:
    """Return all keys a case takes that is filed, or would be on a day."""
    once = title_keys(dossier) + state_form_keys(dossier, on)
    return achievement_keys(dossier) + initiative_keys(dossier) + once


def keys_touched(event: KeyMoving, state: Opened, on: date) -> tuple[str, ...]:
    """Return the keys that a fact of a day takes or gives back in a case at *state*."""
    match event:
        case NominationCorrected():
            return _of_a_correction(event, state)
        case EvidenceAdded(paper=paper, sha256=sha):
            filed = not isinstance(state, KEYLESS)
            return (certificate_key(sha),) if filed and paper == CERTIFICATE else ()
        case EvidenceWithdrawn(sha256=sha):
            return (certificate_key(sha),)
        case NominationFiled():
            return keys_of(state.dossier, on)
    taken = keys_of(state.dossier)
    return taken + former_keys(state.dossier, taken)


def moved(
    nomination: UUID, event: KeyMoving, keys: Iterable[str], holders: Holders
) -> Sequence[Change]:
    """Return what a fact does to *keys*: the end of a case without an award gives back its own."""
    if isinstance(event, Ending | EvidenceWithdrawn):
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


def _of_a_correction(event: NominationCorrected, state: Opened) -> tuple[str, ...]:
    reworded = rewordings(event) and not isinstance(state, KEYLESS)
    return wording_keys(state.dossier, event.now) if reworded else ()

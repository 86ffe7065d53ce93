"""What of a reform decides about cases, as text to be digested: words and sources do not."""

import json
from hashlib import sha256

from domain.reform.plan import Reform
from domain.units import Unit


def digest_of(reform: Reform) -> str:
    """
    Return the SHA-256 of what a reform means for cases.

    Units that begin or end on another day do not count, so that a later reform changes no earlier
    one, nor does a source that was found since.
    """
    powers = [[*map(str, key), str(one.to)] for key, one in reform.transfers.items()]
    powers += [[*map(str, key), str(one.to)] for key, one in reform.moves.items()]
    told = {
        "key": reform.key,
        "in_force_from": reform.in_force_from.isoformat(),
        "legal_basis": reform.legal_basis,
        "powers": sorted(powers),
        "before": sorted(_before(reform)),
        "after": sorted(_after(reform)),
    }
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _before(reform: Reform) -> list[list[str]]:
    """Return who stood the day before, under whom, and who carries them on."""
    units, last, first = reform.units, reform.day_before, reform.in_force_from
    return [
        [*_place(one), *(f">{heir.code}" for heir in units.carrying_on(one.code, last, first))]
        for one in units
        if one.in_force(last)
    ]


def _after(reform: Reform) -> list[list[str]]:
    """Return who stands from the day on, and under whom."""
    return [_place(one) for one in reform.units if one.in_force(reform.in_force_from)]


def _place(unit: Unit) -> list[str]:
    return [unit.code, unit.level, unit.parent or ""]

"""What is kept of a year once it is told: up to where in the log it counts, and its sexes."""

import json
from dataclasses import asdict, replace

from domain.audit.breakdown import Breakdown
from domain.audit.groups import Table
from domain.nominee_kinds import PERSON
from services.stores import People

SEX = "sex"


def told_once(year: int, told: Breakdown, people: People, this_year: int) -> Breakdown:
    """
    Return a breakdown with the table by sex as it was told first.

    Told anew after an erasure it would tell, beside the first, of what sex whoever was erased was.
    Of a year that is not over it is not told: it could not be kept yet.
    """
    persons = told.within.get(PERSON)
    if persons is None:
        return told
    others = {name: table for name, table in persons.items() if name != SEX}
    if year < this_year:
        others[SEX] = _first(f"{year}/act/{SEX}", persons[SEX], people)
    return replace(told, within={**told.within, PERSON: others})


def told_up_to(year: int, seen: int, people: People) -> int:
    """
    Return the position up to which a year that is over counts: *seen*, where it is told first.

    What is written down later counts for a later year, so that no year is told in two ways.
    """
    return int(people.told_first(_key(year), str(seen)))


def years_told(first: int, last: int, people: People) -> dict[int, int]:
    """Return the years of a span that were told, each with the position up to which it counts."""
    found = {year: people.told_before(_key(year)) for year in range(first, last + 1)}
    return {year: int(position) for year, position in found.items() if position is not None}


def _key(year: int) -> str:
    return f"{year}/act/position"


def _first(key: str, table: Table, people: People) -> Table:
    """Return the table that was told first under a key: this one, where none was."""
    kept = people.told_first(key, json.dumps(asdict(table)))
    return Table(**json.loads(kept))

"""What is told once of a year and kept: how many women and men, whom erasing would uncount."""

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
        others[SEX] = _first(f"{year}/{SEX}", persons[SEX], people)
    return replace(told, within={**told.within, PERSON: others})


def _first(key: str, table: Table, people: People) -> Table:
    """Return the table that was told first under a key: this one, where none was."""
    kept = people.told_first(key, json.dumps(asdict(table)))
    return Table(**json.loads(kept))

"""What is told once of a year and kept: how many women and men, whom erasing would uncount."""

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, cast

from api.json_text import read, write
from domain.access import VIETNAM
from domain.audit.breakdown import PERSON, Breakdown
from domain.audit.groups import Table

if TYPE_CHECKING:
    from api.audit_shapes import TableShown
    from api.system import System

SEX = "sex"


def told_once(year: int, told: Breakdown, system: "System") -> Breakdown:
    """
    Return a breakdown with the table by sex as it was told first.

    Told anew after an erasure it would tell, beside the first, of what sex whoever was erased was.
    Of a year that is not over it is not told: it could not be kept yet.
    """
    persons = told.within.get(PERSON)
    if persons is None:
        return told
    others = {name: table for name, table in persons.items() if name != SEX}
    if year < system.clock.now().astimezone(VIETNAM).year:
        others[SEX] = _first(f"{year}/{SEX}", persons[SEX], system)
    return replace(told, within={**told.within, PERSON: others})


def _first(key: str, table: Table, system: "System") -> Table:
    """Return the table that was told first under a key: this one, where none was."""
    kept = system.people.told_first(key, write(asdict(table)).decode())
    told = cast("TableShown", read(kept.encode()))
    return Table(told["total"], told["cells"], told["others"])

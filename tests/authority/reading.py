"""The table by hand of who may read what, read: does a rule let an office read of some units?"""

import tomllib
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.authority.places import HERE, MOVED, Place
from tests.authority.rows import ROLES, Office, Row, row
from tests.authority.story import CODES

READS: dict[str, Any] = tomllib.loads((HERE / "reads.toml").read_text())
OPERATIONS: Mapping[str, str] = READS["operations"]
VIEWS: Mapping[str, Mapping[str, str]] = READS["views"]
THINGS: Mapping[str, list[str]] = READS["things"]
ASKING: Mapping[str, dict[str, list[str]]] = {one["name"]: one for one in READS["unit"]}
LETTERS: list[Row] = [row(one) for one in READS["letters"]]
READERS: tuple[Office, ...] = tuple((role, unit) for role in ROLES for unit in ASKING)
CODE: Mapping[str, str] = {
    **CODES,
    "finance": "FIN",
    "heir": "10532",
    "heir-of-ended": "10510",
    "new-province": "31",
    "bearer": "13285",
    "province-of-divided": "37",
}
HELD = {"for": "acts_for", "after": "answers_for"}
SORTS = frozenset({"of", "above", "in", "for", "after"})


@dataclass(frozen=True)
class Line:
    """One way to be let in: a role, and how the unit of the office stands to what is read."""

    role: str
    how: str
    whom: str

    def lets(self, office: Office, about: AbstractSet[str], *, alone: bool = False) -> bool:
        """Say whether an office may read by this line what concerns some units, alone or listed."""
        role, unit = office
        if self.role not in {"anybody", role}:
            return False
        if self.how == "in":
            return self.whom == "any unit" or unit in ({"central"} if self.in_country else about)
        return not self._units(unit, alone=alone).isdisjoint(about)

    def _units(self, unit: str, *, alone: bool) -> set[str]:
        """Return the units of which an office in one reads by this line."""
        if self.how in HELD:
            return {*ASKING[unit].get(HELD[self.how], [])}
        mine = {unit, *ASKING[unit].get("carries_on", [])}
        if self.how == "above":
            return {low for one in mine for low in ASKING[one].get("above", [])}
        return mine | {*ASKING[unit].get("left", [])} if alone else mine

    @property
    def in_country(self) -> bool:
        """Say whether the line is about the country itself."""
        return self.whom == "the country"


def _lines(rule: str) -> list[Line]:
    found = [Line(*one.split(" ", 2)) for one in READS["rule"][rule].get("who", [])]
    assert {one.how for one in found} <= SORTS, rule
    return found


LINES: dict[str, list[Line]] = {one: _lines(one) for one in READS["rule"]}
NEVER: dict[str, set[str]] = {one: {*it.get("never", [])} for one, it in READS["rule"].items()}


def may_read(rule: str, office: Office, about: AbstractSet[str], *, alone: bool = False) -> bool:
    """
    Say whether the table lets an office read by a rule what concerns some units.

    `alone` is one thing that is asked for by its id, not a line of a list.
    """
    if office[0] in NEVER[rule]:
        return False
    return any(one.lets(office, about, alone=alone) for one in LINES[rule])


def may_read_letters(office: Office, traits: frozenset[str], place: Place) -> bool:
    """
    Say whether the table lets somebody read the letters against a case that stands there.

    Of a case that ended also the judges of who stands in the place of a unit (ADR 113). The reform
    of the story names units that had ended the day before it, so for those nobody stands.
    """
    role, unit = office
    held = ASKING.get(unit, {}) if place.over and place.life != MOVED else {}
    left = [*held.get("carries_on", []), *held.get("left", [])]
    theirs = any(
        one.lets((role, old), traits, place) for one in LETTERS if one.of_judges for old in left
    )
    return theirs or any(one.lets(office, traits, place) for one in LETTERS)


@cache
def concerned_at(place: Place) -> frozenset[str]:
    """Return the units that a case concerns where it stands, as the table says."""
    return frozenset(
        unit for one in READS["concerns"] if _fits(one, place) for unit in one["units"]
    )


def _fits(one: Mapping[str, Any], place: Place) -> bool:
    asked = one.get("life") in {None, place.life} and one.get("when") in {None, *place.marks}
    return asked and (place.filed or not one.get("filed", False))

"""The table by hand, read: may somebody in an office do an act where a case stands?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.authority.places import (
    ABOVE,
    DOES,
    FIRST,
    GONE,
    JUDGES,
    PATH,
    PROPOSES,
    TABLE,
    UNIT_OF,
    Place,
)

ROLES = (
    "nominating-officer",
    "council-secretary",
    "council-member",
    "council-chair",
    "appraiser",
    "clerk",
    "leader",
    "consulted-agency",
    "auditor",
    "inspector",
    "operator",
    "directory-keeper",
    "data-officer",
    "service",
)
AGENCY, NEIGHBOUR, ENDED = "agency", "neighbour", "ended"
UNITS = (*dict.fromkeys(UNIT_OF.values()), AGENCY, NEIGHBOUR, ENDED)
Office = tuple[str, str]
JUDGE = "the judge"


@dataclass(frozen=True)
class Row:
    """One way to be allowed an act: where, what befell the case, who, and who is barred."""

    where: frozenset[str]
    when: str | None
    who: tuple[str, ...]
    bars: frozenset[str]

    @property
    def of_judges(self) -> bool:
        """Say whether it is about who judges at a step."""
        return any(one.startswith(JUDGE) for one in self.who)

    def opens(self, place: Place) -> bool:
        """Say whether the row is about a case that stands there."""
        return bool(self.where & place.names) and (self.when is None or self.when in place.marks)

    def lets(self, office: Office, traits: frozenset[str], place: Place) -> bool:
        """Say whether somebody may, by this row."""
        if not self.opens(place) or self.bars & traits:
            return False
        return any(office in offices(one, place) for one in self.who)


def row(said: Mapping[str, Any]) -> Row:
    """Return a row; what it does not say bars nobody and asks for nothing."""
    bars = frozenset(said.get("bars", []))
    assert bars <= TABLE["persons"].keys(), bars
    return Row(frozenset(said["where"]), said.get("when"), tuple(said["who"]), bars)


ROWS: dict[str, tuple[Row, ...]] = {one["act"]: tuple(map(row, one["may"])) for one in TABLE["act"]}


def on_the_path(unit: str | None = None) -> frozenset[Office]:
    """Return the offices that have a step, of one unit or of any."""
    return frozenset(
        (JUDGES[one["does"]], one["unit"]) for one in PATH if unit in {None, one["unit"]}
    )


IN_MANY: Mapping[str, Collection[str]] = {"the path": UNIT_OF.values(), "any unit": UNITS}


@cache
def offices(words: str, place: Place) -> frozenset[Office]:
    """Return the offices that the words of a row mean where a case stands."""
    role, _, where = words.partition(" of ")
    if where == "a step of the path":
        return frozenset(one for one in on_the_path() if role in {JUDGE, one[0]})
    if where == "a step of the holder":
        return on_the_path(place.holder)
    if where in IN_MANY:
        return frozenset((role, one) for one in IN_MANY[where])
    return frozenset({_of_one(role, where, place)})


def _of_one(role: str, where: str, place: Place) -> Office:
    return _of_one_step(where, place) if role == JUDGE else (role, units(place)[where])


def _of_one_step(where: str, place: Place) -> Office:
    step = place.step if where == "the holder" and place.step else FIRST
    return JUDGES[DOES[step]], UNIT_OF[step]


def units(place: Place) -> dict[str, str]:
    """Return the units that rows mean, where a case stands."""
    return {
        "the holder": place.holder,
        "the proposing unit": PROPOSES,
        "the agency asked": ENDED if place.life == GONE else AGENCY,
        "the unit above": ABOVE,
    }


def named(rows: Iterable[Row], place: Place) -> frozenset[Office]:
    """Return every office that some rows name where a case stands."""
    return frozenset(one for row in rows for words in row.who for one in offices(words, place))


def may(act: str, office: Office, traits: frozenset[str], place: Place) -> bool:
    """Say whether the table lets somebody do an act."""
    return any(row.lets(office, traits, place) for row in ROWS[act])


def is_open(act: str, place: Place) -> bool:
    """Say whether anybody may do an act on a case that stands there."""
    return any(row.opens(place) for row in ROWS[act])

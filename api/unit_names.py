"""The names that units had when an act was done: their codes may be other units' today."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypedDict, cast

from domain.units import Units
from projections.columns import Row

ONE_DAY = timedelta(days=1)
CODES = {"unit", "from_unit", "to_unit", "proposer", "from_proposer", "candidates", "decided_by"}
# What a reform took a case from bore its name until the day before.
OLD: Mapping[str, set[str]] = {
    "case-reassigned": {"from_proposer", "from_desk", "from_unit", "dropped"},
    "case-unassigned": {"proposer", "desk"},
}


class NamedUnit(TypedDict):
    """A unit that an act names, by the name it had on a day."""

    code: str
    name: str
    on: date


def with_units(found: Sequence[Row], units: Units) -> list[Row]:
    """Join to acts the units they name or were done in, each by its name of the time."""
    return [{**row, "units": _named(row, units)} for row in found]


def _named(row: Row, units: Units) -> list[NamedUnit]:
    """Return the units of one act, each once; a code that nobody bore that day has no name."""
    found: list[NamedUnit] = []
    for code, on in dict.fromkeys(_codes(row)):
        unit = units.unit(code, on)
        if unit is not None:
            found.append({"code": code, "name": unit.name, "on": on})
    return found


def _codes(row: Row) -> Iterator[tuple[str, date]]:
    """Find the codes an act and its hand name, with the day on which they meant what it says."""
    kind, on = cast("str", row["kind"]), cast("date", row["effective_on"])
    detail = cast("Mapping[str, object]", row["detail"])
    eve = on
    if kind in OLD:
        eve = date.fromisoformat(str(detail["in_force_from"])) - ONE_DAY
    for before, code in _leaves(detail, OLD.get(kind, set())):
        yield code, (eve if before else on)
    for code in cast("Sequence[str] | None", row.get("hand_units")) or ():
        yield code, on


def _leaves(
    value: object, old: set[str], key: str = "", *, was: bool = False
) -> Iterator[tuple[bool, str]]:
    """Yield each code, and whether it is one of before."""
    before = was or key in old
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, old, name, was=before)
    elif isinstance(value, str):
        if key in CODES:
            yield before, value
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _leaves(inner, old, key, was=before)

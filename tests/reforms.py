"""The cast of a reform: a city that ends with its level, wards that merge, are renamed, divided."""

from datetime import date

from domain.decider import replay
from domain.ladder import Act
from domain.reform.plan import Reform, Transfer
from domain.units import Fate, Successor, Unit, Units
from tests.builders import dated, hand

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
GONE, UP, DOWN = Fate.DISSOLVED, "province", "ward"


def unit(code, level, parent, since=None, into=(), fate=None):
    """Return a unit that stands, or that ended with the last day before the reform."""
    found = fate or (Fate.SUCCEEDED if into else Fate.STANDING)
    until = None if found is Fate.STANDING else LAST
    links = tuple(Successor(one, FIRST) for one in into)
    return Unit(code, level, parent, code, level, since, until, found, links, "test", False)


UNITS = (
    unit("VN", "central", None),
    unit("30", "province", "VN", into=("31",)),
    unit("31", "province", "VN", into=("31",)),
    unit("31", "province", "VN", FIRST),
    unit("14", "province", "VN"),
    unit("288", "district", "30", fate=GONE),
    unit("118", "district", "14", fate=GONE),
    unit("10531", "ward", "288", into=("10532",)),
    unit("10532", "ward", "288", into=("10532",)),
    unit("10532", "ward", "31", FIRST),
    unit("10600", "ward", "288", into=("10601",)),
    unit("10601", "ward", "31", FIRST),
    unit("10700", "ward", "288", into=("10532", "10601")),
    unit("03988", "ward", "118", fate=Fate.UNTRACED),
    unit("04000", "ward", "14"),
)
TRANSFERS = {
    ("district", act): Transfer("ward" if act is Act.DECIDE else None, f"on {act.value}", False)
    for act in Act
}


def reform(units=UNITS, transfers=TRANSFERS, key="2025-07-01"):
    """Return the reform of 1 July 2025, small."""
    return Reform(
        key, FIRST, "Resolution 202/2025/QH15", "f" * 64, "test", False, transfers, Units(units)
    )


def folded(fold, *facts):
    """Return the state after facts; those without a date happened on the first day."""
    return replay(fold, dated(*facts))


REFORM = reform()
OPERATOR = hand("operator", "operator", "VN", on=FIRST)
KEEPER = hand("keeper", "directory-keeper", "31", on=date(2025, 7, 10))

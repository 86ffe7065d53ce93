"""Who carries on each old commune, read straight from the file and by no code of the house."""

from csv import QUOTE_NONE, DictReader
from functools import cache

from domain.nomination.handing import ahead, desk_of
from domain.nomination.state import Running
from infra.rulebooks.units_file import UNITS
from tests.communes import LAST

COUNTRY = "VN"


@cache
def lines() -> tuple[dict[str, str], ...]:
    """Return the lines of the file by their columns."""
    rows = UNITS.read_text(encoding="utf-8").splitlines()
    return tuple(DictReader(rows, delimiter="\t", quoting=QUOTE_NONE))


@cache
def heirs() -> dict[str, set[str]]:
    """Return the wards that carry on each of the last day: all ended with it."""
    old = [one for one in lines() if one["level"] == "ward" and one["in_force_to"] == str(LAST)]
    return {one["code"]: {link[:5] for link in one["successors"].split()} for one in old}


@cache
def province_of() -> dict[str, str]:
    """Return the province of each ward of the first day."""
    new = [one for one in lines() if one["level"] == "ward" and not one["in_force_to"]]
    return {one["code"]: one["parent"] for one in new}


@cache
def above_before() -> dict[str, str]:
    """Return the unit above each ward and district that ended on the last day."""
    return {one["code"]: one["parent"] for one in lines() if one["in_force_to"] == str(LAST)}


def province_before(ward: str) -> str:
    """Return the province of an old commune on the last day."""
    return above_before()[above_before()[ward]]


def assert_the_file_says_so(state: Running) -> None:
    """See a decided case with the one heir of its old commune, and above it only with its own."""
    (heir,) = heirs()[state.dossier.nominee.unit]
    assert heir == state.dossier.unit
    line = {heir, province_of()[heir], COUNTRY}
    assert line >= {desk_of(state).unit, *(one.unit for one in ahead(state))}

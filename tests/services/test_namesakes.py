"""Names are compared within a unit as it is on a day, and for cases of other systems too."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

import pytest

from domain.facts import Event
from domain.lineage import Lineage
from domain.nomination.basis import Basis
from domain.register.docket import docket_stream
from domain.register.events import CaseEnrolled
from infra.rulebooks.units_file import load_units
from services.histories import Histories
from services.namesakes import Names, met_when_named, met_when_opened
from services.stores import Name
from tests.builders import CASE, NOMINEE, OTHER, WARD, filed, opened, opening, report
from tests.notebook import Notebook
from tests.spec import given_in

TWIN = replace(NOMINEE, ref=uuid5(NOMINEE.ref, "twin"))
BEFORE, AFTER = date(2025, 4, 15), date(2025, 8, 15)
COUNTRY = Lineage(load_units())
yearly = replace(opened, ladder=replace(opened.ladder, yearly=True))
ORDER = opening(ladder=yearly.ladder)


@pytest.fixture
def names(house):
    """Names of two who are called alike, of two wards that were merged on 1 July 2025."""
    for ref, unit in ((NOMINEE.ref, "10531"), (TWIN.ref, "10534")):
        house.people.add(ref, "person", Name("Nguyễn Thị Hòa"))
        house.people.of_unit(ref, unit)
    return house.people


def past(*facts: Event) -> Histories:
    """Return what was of a filed case of the namesake, with *facts* of the case in hand."""
    other = replace(yearly, nominee=TWIN)
    given = given_in(OTHER, other, report, filed).and_in(CASE, *facts)
    return Histories(Notebook(given.and_in(docket_stream(TWIN.ref), CaseEnrolled(OTHER)).facts))


@pytest.mark.parametrize(
    ("unit", "on", "found"),
    [("10531", BEFORE, ()), ("10531", AFTER, (TWIN.ref,)), ("10532", AFTER, (TWIN.ref,))],
)
def test_names_are_compared_where_units_were_merged_since(names, unit, on, found):
    mine = replace(NOMINEE, unit=unit)
    known_on, compared = on if unit == "10532" else BEFORE, Names(names, COUNTRY, on)
    assert found == compared.like(mine, known_on, unit)
    assert () == compared.like(mine, known_on, "00004"), "a unit asks for names of its own alone"
    assert (NOMINEE.ref in names.called("person", "nguyễn thị hoà", unit)) is (unit == "10531")


def test_a_case_that_another_system_opens_and_files_meets_namesakes(names):
    names.of_unit(TWIN.ref, WARD)
    assert (OTHER,) == met_when_opened(ORDER, names, past())
    assert () == met_when_opened(replace(ORDER, ladder=opened.ladder), names, past())
    earlier = replace(ORDER, basis=Basis(year=2024))
    assert () == met_when_opened(earlier, names, past())


@pytest.mark.parametrize(
    ("facts", "met"),
    [((yearly, report, filed), (OTHER,)), ((yearly, report), ()), ((opened, report, filed), ())],
    ids=["filed", "draft", "no-title"],
)
def test_a_name_that_is_entered_meets_others_once_the_case_was_filed(names, facts, met):
    names.of_unit(TWIN.ref, WARD)
    where = Names(names, Lineage(), BEFORE)
    assert met == met_when_named(CASE, "NGUYỄN THỊ HÒA", where, past(*facts))
    assert () == met_when_named(CASE, "Nguyễn Thị Hoa", where, past(*facts))
    assert () == met_when_named(UUID(int=1), "Nguyễn Thị Hòa", where, past(*facts))

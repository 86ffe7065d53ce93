"""Above the unit that granted an honour stand units of that day, and of the days since."""

from datetime import date

from domain.register.decide import honour_of
from domain.register.events import HonourRegistered
from services.restoring import above_the_granting_unit
from tests.builders import CASE, DECISION, NOMINEE, WARD
from tests.notebook import Notebook
from tests.plain_house import UNITS

GRANTED, LATER = date(2025, 4, 15), date(2026, 3, 2)
HONOUR = honour_of(CASE)
ENTRY = HonourRegistered(
    CASE,
    DECISION,
    NOMINEE,
    "gk-phuong",
    WARD,
    GRANTED,
    None,
    coefficient_confirmed=False,
    bonus=None,
)


def above(on):
    """Return who stands above the granting ward on a day."""
    return above_the_granting_unit(HONOUR, on, UNITS, Notebook({HONOUR: [ENTRY]}))


def test_the_district_the_province_and_the_centre_stand_above_a_ward():
    assert {"288", "30", "VN"} == above(GRANTED)


def test_after_the_reform_those_above_its_heir_stand_above_it_too():
    assert {"288", "30", "31", "VN"} == above(LATER)


def test_above_an_honour_nobody_knows_stands_nobody():
    assert frozenset() == above_the_granting_unit(HONOUR, LATER, UNITS, Notebook())

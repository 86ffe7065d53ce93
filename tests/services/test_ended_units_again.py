"""What an ended unit began by a version that let it is told, and nothing else of a log of then."""

import pytest

from domain.council.commands import AppointCouncil
from domain.force import Forces
from services.handle import Order, handle
from tests import council as c
from tests.builders import DISTRICT, SPACE
from tests.domain.test_ended_units import of
from tests.notebook import Notebook
from tests.redeciding import HOUSE, found
from tests.reforms import FIRST, LAST


@pytest.mark.parametrize(("on", "told"), [(LAST, []), (FIRST, ["unit-unknown"])])
def test_what_a_unit_began_after_its_end_is_told_of_versions_that_let_it(on, told):
    ledger, then = Notebook(), of(DISTRICT, on=on, forces=Forces())
    order = AppointCouncil(then, DISTRICT, c.seats(3), "7/QĐ", c.BASIS)
    handle(Order(order, SPACE, "then"), ledger)
    assert told == [one.code for one in found(ledger.log, HOUSE)]

"""Acts of and for ended units, decided again: what they began, and who answers for them."""

from dataclasses import replace

import pytest

from domain.council.commands import AppointCouncil
from domain.force import Forces
from domain.hearing.commands import AnswerConsultation, Question, RequestConsultation
from domain.ladder import Act
from services.handle import Order, handle
from tests import council as c
from tests.builders import CASE, DISTRICT, SPACE, WARD
from tests.domain.test_ended_units import JULY, of
from tests.honest_hearings import JUDGE
from tests.honest_lives import Life, officer, started
from tests.notebook import Notebook
from tests.plain_house import RULEBOOKS
from tests.promises.ladder_orders import ladder_of
from tests.redeciding import HOUSE, found
from tests.reforms import FIRST, LAST


@pytest.mark.parametrize(("on", "told"), [(LAST, []), (FIRST, ["unit-unknown"])])
def test_what_a_unit_began_after_its_end_is_told_of_versions_that_let_it(on, told):
    ledger, then = Notebook(), of(DISTRICT, on=on, forces=Forces())
    order = AppointCouncil(then, DISTRICT, c.seats(3), "7/QĐ", c.BASIS)
    handle(Order(order, SPACE, "then"), ledger)
    assert told == [one.code for one in found(ledger.log, HOUSE)]


@pytest.mark.parametrize(("agency", "heir"), [(WARD, "10532"), (DISTRICT, "31"), ("00019", "01")])
def test_an_answer_of_who_stands_for_an_agency_is_as_the_rules_say_and_no_other_is(agency, heir):
    life, question = Life(), (Question(agency, "public order", 60),)
    ask = RequestConsultation(CASE, JUDGE, "step-0", question, "no-remark")
    by = officer("new", "consulted-agency", heir)
    by = replace(by, effective_on=JULY, forces=RULEBOOKS.forces())
    said = AnswerConsultation(CASE, by, agency, "agrees", "in order")
    for one in (*started(ladder_of(((Act.REVIEW,),))), ask, said):
        life.give(one)
    assert ["route-unknown"] == codes(life.log)  # the ladder of honest lives is of no rulebook
    last = life.log[-2]
    forged = replace(last, envelope=replace(last.envelope, units=("14",)))
    assert "unit-foreign" in codes([*life.log[:-2], forged, life.log[-1]])


def codes(log):
    """Return the codes of what is found wrong with a log."""
    return [one.code for one in found(log, HOUSE)]

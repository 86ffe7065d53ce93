"""A nominee is named by the proposing unit, whatever became of the case; no fact says the name."""

from datetime import date

import pytest

from domain.nomination.commands import NameNominee
from domain.nomination.events import NominationWithdrawn
from domain.nomination.evolve import evolve, note
from domain.nomination.naming import NomineeNamed
from domain.nomination.state import Absent
from tests.builders import CASE, NOMINEE, OFFICER, SECRETARY, filed, hand, opened
from tests.spec import given_in

named = NomineeNamed(NOMINEE.ref)
NAMING = NameNominee(CASE, OFFICER)


@pytest.mark.parametrize("more", [(), (filed,), (NominationWithdrawn("moved"),), (named,)])
def test_the_proposing_unit_names_the_nominee(more):
    given_in(CASE, opened, *more).when(NAMING).then(named)


def test_nobody_else_names_the_nominee():
    case = given_in(CASE, opened, filed)
    case.when(NameNominee(CASE, SECRETARY)).then_refused("role-missing")
    stranger = hand("officer", "nominating-officer", "30")
    case.when(NameNominee(CASE, stranger)).then_refused("unit-foreign")


def test_a_name_takes_a_case_nowhere():
    state = evolve(evolve(Absent(), opened), filed)

    assert state == note(evolve(state, named), named, date(2026, 1, 1))


def test_there_is_no_nominee_without_a_case():
    given_in(CASE).when(NAMING).then_refused("nomination-unknown")

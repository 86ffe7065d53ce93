"""Orders that bring particulars: a fact commits to them, of a person alone."""

from dataclasses import replace

import pytest

from domain.nomination.commands import NameNominee
from domain.nomination.naming import NomineeNamed
from domain.personal.events import PersonRequestCarriedOut
from tests.builders import CASE, NOMINEE, OFFICER, opened, opening
from tests.domain.test_personal import DATA, ERASE, ONE, OVER, accepted, asked, received
from tests.spec import Given, given_in

HOUSEHOLD = replace(NOMINEE, kind="household")
NAMING = NameNominee(CASE, OFFICER, first=True, particulars="c0")
PUT_RIGHT = replace(ERASE, hand=DATA, particulars="c1")
CORRECTION = (received("correction"), accepted)


def test_an_opening_commits_to_the_particulars_of_the_nominee():
    Given().when(opening(particulars="c0")).then_in(CASE, replace(opened, particulars="c0"))


def test_an_opening_for_no_person_takes_none():
    order = opening(nominee=HOUSEHOLD, particulars="c0")
    Given().when(order).then_refused("subject-not-honoured", "particulars-of-no-person")


def test_a_naming_commits_to_what_came_with_the_name():
    given_in(CASE, opened).when(NAMING).then(NomineeNamed(NOMINEE.ref, particulars="c0"))
    household = replace(opened, nominee=HOUSEHOLD)
    given_in(CASE, household).when(NAMING).then_refused("particulars-of-no-person")


@pytest.mark.parametrize("named", [True, False])
def test_a_correction_may_bring_particulars_alone(named):
    done = PersonRequestCarriedOut(ONE, "correction", "c1")
    asked(*CORRECTION).when(replace(PUT_RIGHT, named=named)).then(done)


def test_a_correction_brings_something_and_particulars_come_with_nothing_else():
    empty = replace(PUT_RIGHT, particulars=None)
    asked(*CORRECTION).when(empty).then_refused("correction-name")
    asked(received("access"), accepted).when(PUT_RIGHT).then_refused("correction-name")


def test_a_correction_of_a_household_brings_a_name_alone():
    over = (replace(opened, nominee=HOUSEHOLD), *OVER[1:])
    asked(*CORRECTION, case=over).when(PUT_RIGHT).then_refused("particulars-of-no-person")

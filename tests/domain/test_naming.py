"""The proposers name a nominee, who has the case puts the name right; no fact says the name."""

from dataclasses import replace
from datetime import date

import pytest

from domain.nomination.commands import NameNominee
from domain.nomination.dating import note
from domain.nomination.events import (
    NominationGranted,
    NominationWithdrawn,
    ReturnedForSupplement,
)
from domain.nomination.evolve import evolve
from domain.nomination.naming import NomineeNamed
from domain.nomination.state import Absent
from domain.register.decide import honour_of
from tests.builders import (
    CASE,
    DECISION,
    NOMINEE,
    OFFICER,
    REMARK,
    SECRETARY,
    VOTES,
    filed,
    hand,
    opened,
)
from tests.domain.test_holds import at_decision
from tests.spec import given_in

named = NomineeNamed(NOMINEE.ref)
NAMING = NameNominee(CASE, OFFICER)
FIRST = replace(NAMING, first=True)
SLIP = NameNominee(CASE, SECRETARY, "as on the identity card")
back = ReturnedForSupplement("ward-review", (REMARK,), "unclear")
granted = NominationGranted("district-decision", DECISION, honour_of(CASE))
put_right = replace(named, reason=SLIP.reason)


@pytest.mark.parametrize("more", [(), (filed, back), (NominationWithdrawn("moved"),), (named,)])
def test_the_proposing_unit_names_the_nominee_while_the_case_is_theirs(more):
    given_in(CASE, opened, *more).when(NAMING).then(named)


def test_a_first_name_may_come_after_the_case_was_filed():
    given_in(CASE, opened, filed).when(FIRST).then(named)


def test_after_that_a_name_is_put_right_for_a_reason_by_the_unit_that_has_the_case():
    case = given_in(CASE, opened, filed)
    case.when(NAMING).then_refused("role-missing", "own-nomination", "name-settled")
    case.when(replace(SLIP, reason=None)).then_refused("name-settled")
    case.when(SLIP).then(put_right)
    case.when(replace(SLIP, hand=OFFICER)).then_refused("role-missing", "own-nomination")


def test_after_the_decision_a_name_is_put_right_by_the_unit_that_decided():
    case = given_in(CASE, *at_decision, granted)
    for other in (OFFICER, SECRETARY):
        assert case.when(replace(SLIP, hand=other)).refusals
    case.when(replace(SLIP, hand=VOTES)).then(put_right)
    ended = given_in(CASE, opened, filed, NominationWithdrawn("moved"))
    ended.when(SLIP).then(put_right)


def test_nobody_else_names_the_nominee():
    case = given_in(CASE, opened, filed)
    case.when(NameNominee(CASE, SECRETARY, first=True)).then_refused("role-missing")
    stranger = hand("officer", "nominating-officer", "30")
    case.when(replace(FIRST, hand=stranger)).then_refused("unit-foreign")


def test_a_name_takes_a_case_nowhere():
    state = evolve(evolve(Absent(), opened), filed)

    assert state == note(evolve(state, named), named, date(2026, 1, 1))


def test_there_is_no_nominee_without_a_case():
    given_in(CASE).when(NAMING).then_refused("nomination-unknown")

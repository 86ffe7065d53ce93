"""In what capacity an act is done: one rule for every order there is."""

from dataclasses import replace
from typing import get_args

import pytest

from domain.acting import ActingFor
from domain.capacity import OFFICE, Signed, capacity_of, form_of, told
from domain.hand import FORMS
from domain.nomination.access import SERVICE
from domain.paper import in_a_capacity
from domain.unsaid import NOT_RECORDED
from services.orders import Command
from tests.builders import APRIL, SPACE, hand

OWN = hand("officer", "leader", "ward", "KT")
BARE = replace(OWN, capacity=None)
ITSELF = replace(BARE, roles=frozenset({SERVICE}), units=frozenset())
LENT = replace(OWN, capacity="TUQ", delegation=ActingFor(SPACE, "head", "1/UQ", APRIL))
SIGNED = get_args(Signed)
ORDERS = get_args(Command)


def of(kind, by):
    """Return in what capacity an order of a kind is given; only its kind is looked at."""
    return capacity_of([object.__new__(kind)], by)


@pytest.mark.parametrize("kind", ORDERS, ids=lambda one: one.__name__)
def test_every_order_is_given_in_a_capacity_by_whoever_gives_it(kind):
    signed = kind in SIGNED
    assert ("KT" if signed else "office") == of(kind, OWN)
    assert (None if signed else "office") == of(kind, BARE)
    assert (None if signed else "service") == of(kind, ITSELF)
    assert "TUQ" == of(kind, LENT)


def test_of_orders_given_together_one_that_is_signed_is_enough():
    plain = next(one for one in ORDERS if one not in SIGNED)
    together = [object.__new__(one) for one in (plain, SIGNED[0], plain)]
    assert ("KT", "office") == (capacity_of(together, OWN), capacity_of([], OWN))


def test_the_orders_that_are_signed_stand_here_by_hand():
    at_a_desk = "EndorseStep AppraiseCase ReturnForSupplement RefuseNomination JudgeCondition"
    papers = "DispatchSubmission IssueDecision AnnulGrants RestoreHonour"
    of_councils = "AppointCouncil AppointMembers RelieveMember"
    by_hand = {*f"{at_a_desk} {papers} {of_councils}".split()}
    assert by_hand == {one.__name__ for one in ORDERS if issubclass(one, Signed)}


@pytest.mark.parametrize("said", [None, "", OFFICE, SERVICE, NOT_RECORDED, "XX", "tm"])
def test_what_is_no_form_signs_nothing(said):
    broken = in_a_capacity(replace(OWN, capacity=said))
    assert ["capacity-missing"] == [one.code for one in broken if one]
    assert form_of(said) is None


def test_each_form_signs_and_is_told_as_it_is_kept():
    assert {*FORMS} == {form_of(one) for one in FORMS} == {told(one) for one in FORMS}
    assert ("office", "not-recorded") == (told("office"), told(None))

"""An act of another unit than that of its step is found, where the fact says the hand's units."""

from dataclasses import replace

import pytest

from domain.audit.path import Rung
from tests.domain.paths import RUNGS, Told

AUTHORITY = "act-without-authority"
OF_A_WARD = (Rung("look", "ward", "secretary", "review", unit="10531"), *RUNGS[1:])


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        (("10531",), []),
        (("01", "10531"), []),
        (("10532",), [((3,), {"step": "look", "unit": "10531"})]),
        ((), [((3,), {"step": "look", "unit": "10531"})]),
        (None, []),
    ],
)
def test_an_act_needs_the_unit_of_its_step_where_the_fact_says_the_units_of_the_hand(
    units, expected
):
    told = Told(rungs=OF_A_WARD).did("filed", "look", by="officer")
    assert expected == told.did("endorsed", "look", by="anh", units=units).odd(AUTHORITY)


def test_who_has_neither_role_nor_unit_is_told_of_both():
    told = Told(rungs=OF_A_WARD).did("endorsed", "look", roles=("clerk",), units=("10532",))
    assert [{"step": "look", "role": "secretary", "unit": "10531"}] == [
        seen for _, seen in told.odd(AUTHORITY)
    ]


def test_after_a_reform_a_step_is_of_the_unit_it_was_handed_to():
    told = Told(rungs=OF_A_WARD).did("filed", "look", by="officer")
    handed = (replace(OF_A_WARD[0], unit="10540"), *RUNGS[1:])
    told.did("rerouted", "look", rungs=handed)
    told.did("endorsed", "look", by="anh", units=("10531",))
    assert [((4,), {"step": "look", "unit": "10540"})] == told.odd(AUTHORITY)
    assert [(4,)] == told.did("endorsed", "look", by="binh", units=("10540",)).at(AUTHORITY)


def test_what_needs_no_role_of_the_step_needs_no_unit_of_it():
    told = Told(rungs=OF_A_WARD).did("returned", "look", units=("10532",))
    assert [] == told.at(AUTHORITY)

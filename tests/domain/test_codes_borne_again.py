"""Every ended unit of the country: who stands for it sees what it left; codes that others got."""

from dataclasses import replace

import pytest

from domain.force import Forces
from domain.lineage import Lineage
from domain.reach import left_below
from domain.reading import scope_of
from domain.register.decide import acting, who_may
from infra.rulebooks.units_file import load_units
from tests.domain.test_ended_units import COUNTRY, JULY, of
from tests.reforms import LAST


def left_by_whom(country):
    """Return the ended units that none carries on alone, by the nearest that stands for each."""
    first: dict[str, set[str]] = {}
    gone = {one.code for one in country if one.in_force(LAST) and len(one.successors) != 1}
    for one in gone - {one.code for one in country if one.in_force(LAST) and one.in_force(JULY)}:
        first.setdefault(Lineage(country).standing_for(one, LAST, JULY)[0], set()).add(one)
    return first


def test_of_each_ended_unit_of_the_country_who_stands_for_it_sees_what_it_left():
    country = load_units()
    first = left_by_whom(country)
    assert (1_171, 34 + 153) == (sum(map(len, first.values())), len(first))
    for unit, gone in first.items():
        seen = scope_of(frozenset({"leader"}), frozenset({unit}), country, JULY).units
        assert gone - seen == left_below(country, unit, JULY), unit
        assert gone <= seen | left_below(country, unit, JULY), unit


def test_of_a_divided_unit_the_part_that_bears_its_code_stands_for_it():
    whole = Lineage(load_units())
    assert ("00025", "01", COUNTRY) == whole.standing_for("00025", LAST, JULY)
    assert not whole.is_another_now("00025", LAST, JULY)
    assert "00025" == whole.acting_for("00025", LAST, JULY, frozenset({"00025"}))
    assert "00025" == whole.acting_for("00025", LAST, JULY, frozenset({"01"}))


@pytest.mark.parametrize(("code", "standing"), [("13285", "37"), ("01537", "01558")])
def test_whoever_got_the_code_of_another_unit_does_not_act_for_that(code, standing):
    whole = Lineage(load_units())
    for mine in (code, standing, "10531"):
        assert standing == whole.acting_for(code, LAST, JULY, frozenset({mine}))
    assert code == whole.acting_for(code, LAST, LAST, frozenset({code}))
    known = Forces(lineage=replace(whole, follows=frozenset({"register"})))
    by = of(code, forces=known)
    assert code not in who_may(code, LAST, by)
    assert standing == acting(code, LAST, by)
    assert (code,) == who_may(code, LAST, of(code, forces=Forces(lineage=whole)))
    assert code in who_may(code, LAST, replace(by, effective_on=LAST))

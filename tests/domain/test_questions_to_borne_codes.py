"""A question to a code that went to another unit is for who stands for the old one (ADR 127)."""

from datetime import date

import pytest

from domain.bearing import AskedAgency, Span, went_round
from domain.lineage import Lineage
from domain.reading import (
    Scope,
    may_read,
    scope_asked,
    scope_borne,
    scope_left,
    scope_lent,
    scope_of,
    united,
)
from tests.plain_house import UNITS as COUNTRY
from tests.reforms import LAST

BEFORE, AFTER, TODAY = date(2025, 5, 5), date(2025, 8, 1), date(2025, 12, 1)
ROLE = frozenset({"consulted-agency"})
WENT_ROUND = {
    *("01537", "01558", "01561", "06214", "12478", "12841", "13291", "13318", "23737"),
    "13285",
}
CODES = pytest.mark.parametrize("code", sorted(WENT_ROUND))


def of(unit):
    return frozenset({unit}), COUNTRY, TODAY


def standing(code):
    """Return the unit that stands today for the one that bore a code before the reform."""
    return Lineage(COUNTRY).standing_for(code, BEFORE, TODAY)[0]


def reading(unit):
    """Return what a unit's hand may read of one thing at a time."""
    return united(scope_of(ROLE, *of(unit)), scope_left(ROLE, *of(unit)))


def asked(code):
    """Return a code as it was asked before the reform, and after it."""
    return [AskedAgency(code, BEFORE)], [AskedAgency(code, AFTER)]


def test_ten_codes_of_the_country_went_to_a_unit_that_does_not_stand_for_all_who_bore_them():
    borne = {one.code for one in COUNTRY}
    assert WENT_ROUND == {one for one in borne if went_round(COUNTRY, one, TODAY)}
    assert set() == {one for one in borne if went_round(COUNTRY, one, LAST)}


@CODES
def test_who_bears_the_code_reads_no_question_to_the_old_unit_and_who_stands_for_that_does(code):
    before, after = asked(code)
    assert [False, True] == [may_read(reading(code), {*one}) for one in (before, after)]
    assert [True, False] == [may_read(reading(standing(code)), {*one}) for one in (before, after)]
    for unit in (code, standing(code)):
        assert may_read(reading(unit), {code})
        assert may_read(reading(unit), {*before, *after})


@CODES
def test_the_question_lies_in_the_inbox_of_who_answers_it(code):
    before, after = asked(code)
    own, beside = scope_borne(*of(code)), scope_asked(ROLE, *of(standing(code)))
    assert [False, True] == [may_read(own, {*one}) for one in (before, after)]
    assert [True, False] == [may_read(beside, {*one}) for one in (before, after)]
    assert not may_read(scope_asked(ROLE, *of(code)), {*before})
    assert not may_read(scope_borne(*of(standing(code))), {*before})


@CODES
def test_until_the_reform_a_question_is_the_old_unit_s_by_its_code(code):
    then = frozenset({code}), COUNTRY, LAST
    assert Scope(frozenset({code})) == scope_borne(*then)
    assert code in scope_of(ROLE, *then).units


def test_who_is_of_both_units_reads_both_and_what_is_lent_reads_as_the_unit_does():
    before, after = asked("13285")
    both = united(reading("13285"), reading("37"))
    assert may_read(both, {*before})
    assert may_read(both, {*after})
    lent = scope_lent("leader", "13285", COUNTRY, TODAY)
    assert [False, True] == [may_read(lent, {*one}) for one in (before, after)]
    assert {"13285"} <= lent.codes


def test_an_auditor_above_reads_questions_of_every_day():
    above = scope_of(frozenset({"auditor"}), *of("37"))
    assert all(may_read(above, {*one}) for one in asked("13285"))


def test_a_code_that_nobody_or_one_unit_alone_bore_is_read_whole():
    assert Scope(frozenset({"TAX"})) == scope_borne(*of("TAX"))
    assert Scope(frozenset({"10532"})) == scope_borne(*of("10532"))
    assert not scope_of(ROLE, *of("10532")).spans


@pytest.mark.parametrize(
    ("one", "covered"),
    [
        ("01537", True),
        ("01558", False),
        (AskedAgency("01537", date(2025, 5, 4)), False),
        (AskedAgency("01537", BEFORE), True),
        (AskedAgency("01537", AFTER), True),
        (AskedAgency("01537", date(2025, 8, 2)), False),
        (AskedAgency("01558", BEFORE), False),
    ],
)
def test_a_span_covers_a_code_and_its_questions_from_the_first_day_to_the_last(one, covered):
    assert covered == Span("01537", BEFORE, AFTER).covers(one)

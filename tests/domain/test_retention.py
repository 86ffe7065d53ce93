"""Records are kept for the years of their class and no longer; then the service erases, once."""

from dataclasses import replace
from datetime import date

import pytest

from domain.personal.decide import BY_RETENTION
from domain.personal.events import PersonErased
from domain.personal.policies import DATA_OFFICER, Subject, it_is_a_person
from domain.personal.rules import RetentionClass
from domain.recorded import Dated
from domain.register.complaint_events import HonourComplaintReceived, HonourComplaintSettled
from tests.builders import APRIL, CASE, NOMINEE, OTHER, opened
from tests.domain.test_decision import entry
from tests.domain.test_personal import EXPIRE, GRANTED, OVER, RULES, SERVICE, asked


def on(day: date):
    """Return the order of the service on a day."""
    now = SERVICE.recorded_at.replace(year=day.year, month=day.month, day=day.day)
    return replace(EXPIRE, hand=replace(SERVICE, effective_on=day, recorded_at=now))


@pytest.mark.parametrize("case", [OVER, GRANTED])
def test_retention_runs_from_the_end_of_the_year_and_ends_by_itself_once(case):
    gone = PersonErased(NOMINEE.ref, None, BY_RETENTION, (CASE,))
    years = 10
    asked(case=case).when(on(date(2025 + years, 12, 31))).then_refused("record-must-be-kept")
    asked(case=case).when(on(date(2026 + years, 1, 1))).then(gone)
    asked(gone, case=case).when(on(date(2026 + years, 1, 2))).then_nothing()


def test_what_came_later_of_an_honour_keeps_the_record_longer():
    restored = Dated(HonourComplaintReceived("complaint", "3/KN", OTHER), date(2027, 1, 5))
    settled = Dated(HonourComplaintSettled("3/KN", "unfounded", None, "?"), date(2027, 2, 5))
    given = asked(case=GRANTED).and_in(OTHER, Dated(entry, APRIL), restored, settled)
    given.when(on(date(2036, 1, 1))).then_refused("record-must-be-kept")
    assert given.when(on(date(2038, 1, 1))).changes


def test_nobody_but_the_service_ends_retention_and_never_while_a_case_runs():
    late = on(date(2040, 1, 1))
    own = replace(late.hand, roles=frozenset({DATA_OFFICER}))
    asked().when(replace(late, hand=own)).then_refused("role-missing")
    asked(case=(opened,)).when(late).then_refused("person-in-a-case")


def test_a_class_without_years_and_an_unknown_one_are_kept_for_ever():
    assert RULES.class_of("central").until(APRIL) is None
    assert RULES.class_of("moon").until(APRIL) is None
    assert date(2045, 12, 31) == RULES.class_of("province").until(APRIL)
    assert 10 == RULES.shortest
    for_ever = replace(RULES, retention=(RetentionClass("ward", "s", confirmed=False),))
    assert for_ever.shortest is None
    (no,) = asked().when(replace(on(date(2099, 1, 1)), rules=for_ever)).refusals
    assert "permanent" == no.facts["until"]


def test_what_is_to_be_kept_says_of_which_class_it_is_and_until_when():
    for case, level in ((OVER, "not-granted"), (GRANTED, "district")):
        (no,) = asked(case=case).when(on(date(2035, 12, 31))).refusals
        assert (level, "2035-12-31") == (no.facts["class"], no.facts["until"])


def test_who_stands_alone_in_one_case_and_for_a_household_in_another_is_a_person():
    both = Subject(NOMINEE.ref, frozenset({"person", "household"}), frozenset(), (), frozenset())
    assert it_is_a_person(both) is None

"""Whether an act on the same case mends what a condition of its award misses."""

from dataclasses import replace

import pytest

from domain.eligibility.verdict import Answer, Finding
from domain.force import Force, Forces
from tests.builders import CASE, filed, report
from tests.domain.test_award_conditions import (
    EITHER,
    FILE,
    INITIATIVE,
    NEW,
    TITLED,
    asking,
    draft,
    found,
)
from tests.spec import Given, given_in

CONFIRMED, OTHERS = "conditions-are-met", "other-conditions-are-met"
AT_ALL = ("held-before",)
UNREAD = replace(NEW, confirmed=False)
BOUND = Forces(chosen={OTHERS: Force.BINDS})


def of(case: Given, rule: str, forces: Forces | None = None) -> tuple[Answer, Finding]:
    """Return the answer on a case, and what one rule found."""
    verdict = found(case, forces)
    return verdict.answer, next(one for one in verdict.findings if one.rule.key == rule)


def test_no_act_on_a_draft_that_names_no_initiative_brings_one():
    answer, finding = of(draft(NEW), CONFIRMED)
    assert (Answer.NOT_ELIGIBLE, True, True) == (answer, finding.stops, finding.final)
    draft(NEW).when(FILE).then_refused("condition-not-met")
    answer, finding = of(draft(NEW, basis=INITIATIVE), CONFIRMED)
    assert (Answer.ELIGIBLE, False, False) == (answer, finding.stops, finding.final)


def test_so_it_is_of_a_condition_that_binds_as_the_operator_says():
    answer, finding = of(draft(UNREAD), OTHERS, BOUND)
    assert (Answer.NOT_ELIGIBLE, True, True) == (answer, finding.stops, finding.final)
    assert not of(draft(UNREAD), CONFIRMED, BOUND)[1].final
    assert not of(draft(NEW), OTHERS, BOUND)[1].final


@pytest.mark.parametrize("asked", [EITHER, TITLED, replace(NEW, shown_by=NEW.shown_by + AT_ALL)])
def test_what_a_person_or_another_fact_may_show_is_mended(asked):
    assert not of(draft(asked), CONFIRMED)[1].final


def test_where_the_case_waits_at_a_step_a_certificate_may_still_come():
    answer, finding = of(given_in(CASE, asking(NEW), report, filed), CONFIRMED)
    assert (Answer.NOT_YET, False) == (answer, finding.final)

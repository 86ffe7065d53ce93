"""Sudden and thematic honours of the register that a merit case leaves out are told of."""

from dataclasses import replace

import pytest

from domain.eligibility.verdict import Answer
from domain.force import Force, Forces
from domain.nomination.basis import Basis, Commendation
from domain.register.events import HonourAddedToRecord, HonourAnnulled
from domain.register.record import record_stream
from services.verdicts import judged
from tests.builders import APRIL, CASE, DECISION, NOMINEE, OTHER, WARD, opened, report
from tests.domain.test_eligibility import BELOW, MERIT
from tests.notebook import Notebook
from tests.spec import Given, given_in
from tests.wording import read, sighted

KEPT = HonourAddedToRecord(OTHER, BELOW.award, 2025, WARD)
SILENT = replace(MERIT, builds_on=())
ANNULLED = HonourAnnulled(DECISION, "fraud", "9/QĐ", APRIL)


def of(basis: Basis | None, *facts, record=(KEPT,)) -> Given:
    """Return a draft, an honour of the register, and the record of the nominee."""
    case = given_in(CASE, replace(opened, basis=basis), report).and_in(OTHER, *(facts or (BELOW,)))
    return case.and_in(record_stream(NOMINEE.ref), *record) if record else case


def told(case: Given):
    """Return the verdict, and what it tells of results that are left out."""
    found = sighted(judged(CASE, Forces(), Notebook(case.facts)).verdict)
    return found, next(one for one in found.findings if one.rule.key == "passing-results-are-said")


@pytest.mark.parametrize("basis", [SILENT, None, Basis()])
def test_a_merit_case_that_leaves_a_passing_result_out_is_told_of(basis):
    found, row = told(of(basis))
    (refusal,) = read(row.broken)
    levels = {"granted_at": "ward", "decided_at": "district"}
    assert ("passing-result-unsaid", {"honour": str(OTHER), **levels}) == (
        refusal.code,
        refusal.facts,
    )
    assert {str(OTHER): BELOW.award} == row.looked_at
    assert (Force.WARNS, False) == (row.force, row.stops)
    assert Answer.ELIGIBLE is found.answer


@pytest.mark.parametrize(
    "case",
    [
        of(MERIT),
        of(replace(SILENT, commendation=Commendation.SUDDEN)),
        of(SILENT, replace(BELOW, commendation=Commendation.MERIT)),
        of(SILENT, replace(BELOW, level="district")),
        of(SILENT, BELOW, ANNULLED),
        of(SILENT, record=()),
    ],
)
def test_what_is_named_or_no_lower_passing_result_is_not_told(case):
    assert () == told(case)[1].broken

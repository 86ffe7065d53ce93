"""A case goes by the rules of the day it came: how late it is entered, and what shows its day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from domain.eligibility.verdict import Answer
from domain.force import Backdating, Force, Forces
from domain.nomination.commands import FileNomination
from domain.nomination.dated_back import DatedBack
from services.verdicts import judged
from tests.builders import APRIL, CASE, LADDER, OFFICER, opened, opening, report
from tests.notebook import Notebook
from tests.spec import Given, given_in
from tests.wording import read, sighted

ENTERED = date(2025, 12, 1)
DAYS = (ENTERED - APRIL).days
LATER = "nd152-2025"
BOUND = {"regime-is-of-its-day": Force.BINDS}
back = DatedBack(ENTERED, LATER, None)
shown = replace(back, receipt="12/ĐN")


def under(days: int = DAYS, **said: bool) -> Forces:
    """Return what an operator lets pass."""
    return Forces(backdating=Backdating(days, **said))


def late(forces: Forces, **changes: object):
    """Return the order to open the case of April, entered in December under other rules."""
    order = {"in_force": LATER, "hand": replace(OFFICER, forces=forces)} | changes
    return opening(**order)


def test_a_case_of_before_is_not_opened_without_a_receipt():
    (refusal,) = Given().when(late(under())).then_refused("receipt-missing").refusals
    assert {"regime": LADDER.regime, "in_force": LATER} == refusal.facts


def test_a_receipt_shows_the_day_and_is_kept():
    order = late(under(), receipt="12/ĐN")
    Given().when(order).then_in(CASE, replace(opened, dated_back=shown))
    Given().when(replace(order, receipt="no number")).then_refused("number-missing")


def test_an_operator_may_let_receipts_be():
    order = late(under(receipt_needed=False))
    Given().when(order).then_in(CASE, replace(opened, dated_back=back))


@pytest.mark.parametrize("regime", [LADDER.regime, None])
def test_what_goes_by_the_rules_of_today_needs_none(regime):
    Given().when(late(under(), in_force=regime)).then_in(CASE, opened)


def test_no_receipt_makes_a_case_as_old_as_one_likes():
    order = late(under(DAYS - 1), receipt="12/ĐN")
    (refusal,) = Given().when(order).then_refused("dated-too-far-back").refusals
    assert {"recorded_on": "2025-12-01", "days": str(DAYS - 1)} == refusal.facts


def test_the_day_of_entry_is_that_of_viet_nam():
    eve = datetime(2025, 4, 15, 18, tzinfo=UTC)
    order = late(under(1), in_force=LADDER.regime)
    Given().when(replace(order, hand=replace(order.hand, recorded_at=eve))).then_in(CASE, opened)
    none = late(under(0), in_force=LADDER.regime)
    tomorrow = replace(none.hand, recorded_at=eve)
    Given().when(replace(none, hand=tomorrow)).then_refused("dated-too-far-back")


@pytest.mark.parametrize(
    ("kept", "broken", "receipt"),
    [(back, ["receipt-missing"], "none"), (shown, [], "12/ĐN")],
)
def test_the_verdict_says_by_which_rules_a_case_goes_and_why(kept, broken, receipt):
    facts = given_in(CASE, replace(opened, dated_back=kept), report).facts
    row = row_of(sighted(judged(CASE, Forces(chosen=BOUND), Notebook(facts)).verdict))
    assert broken == [one.code for one in read(row.broken)]
    assert {
        "opened_on": "2025-04-15",
        "regime": LADDER.regime,
        "recorded_on": "2025-12-01",
        "in_force": LATER,
        "receipt": receipt,
    } == row.looked_at


def row_of(verdict):
    """Return what the rule of the day found."""
    return next(one for one in verdict.findings if one.rule.key == "regime-is-of-its-day")


def test_an_operator_may_bind_what_was_let_in():
    file = FileNomination(CASE, replace(OFFICER, forces=Forces(chosen=BOUND)))
    draft = given_in(CASE, replace(opened, dated_back=back), report)
    draft.when(file).then_refused("receipt-missing")
    found = judged(CASE, Forces(chosen=BOUND), Notebook(draft.facts)).verdict
    assert Answer.NOT_ELIGIBLE is found.answer
    newer = replace(opened, dated_back=back, ladder=replace(LADDER, regime=LATER))
    assert given_in(CASE, newer, report).when(file).changes


def test_a_case_of_its_day_says_its_regime_alone():
    found = judged(CASE, Forces(), Notebook(given_in(CASE, opened, report).facts)).verdict
    assert {"opened_on": "2025-04-15", "regime": LADDER.regime} == row_of(found).looked_at

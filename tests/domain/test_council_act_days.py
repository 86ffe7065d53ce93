"""Acts in a session are not dated before it, nor ahead of the day they are written down."""

from dataclasses import replace
from datetime import date

import pytest

from domain.council.commands import DeclareConflict
from tests import builders as b
from tests import council as c
from tests.domain.test_council_votes import EARLY, OPENLY, SITTING, hands, roll

AHEAD = date(2026, 1, 1)
BEFORE = replace(b.VOTES, effective_on=EARLY)


def test_the_secretary_counts_no_hands_and_closes_no_roll_before_the_session():
    OPENLY.when(hands(by=BEFORE)).then_refused("before-session")
    SITTING.when(roll(BEFORE)).then_refused("before-session")


@pytest.mark.parametrize(
    "order",
    [c.taking(1, on=AHEAD), DeclareConflict(c.SESSION, c.as_member(1, AHEAD), b.CASE, "kin")],
)
def test_a_member_dates_nothing_ahead(order):
    SITTING.when(order).then_refused("dated-ahead")

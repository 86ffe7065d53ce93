"""Tally and result of a vote go by one share: that which the case has pinned (ADR 133)."""

from dataclasses import replace

import pytest

from domain.council.closing import the_share
from domain.council.events import Choice, ItemVoted
from domain.nomination.decide import NOMINATION
from domain.nomination.events import CouncilVoted, NominationRefused, StepPassed
from tests import builders as b
from tests import council as c
from tests.domain.test_favourable import chosen
from tests.reforms import folded

LOWER, HIGHER, ALL = 60, 100, 3


def under(share: int):
    """Return a case that went under a newer regime with another share while it was called."""
    steps = [replace(one, percent=one.percent and share) for one in b.LADDER.steps]
    ladder = replace(b.LADDER, regime="newer", steps=tuple(steps))
    return (*c.arrived, chosen(ladder, "district-vote", None, ()))


def voted(share: int, in_favour: int, needed: int):
    """Return the end of the session, and what it tells on either side."""
    against = c.cast(range(in_favour + 1, ALL + 1), Choice.AGAINST)
    course = c.convened(ALL), c.begun(1, 2, 3)
    took = [replace(one, papers=papers(n, in_favour)) for n, one in enumerate(c.took(1, 2, 3), 1)]
    case = c.waiting(*course, *took, c.ROLLED).and_in(b.CASE, *under(share))
    told = case.when(c.closing(*c.cast(range(1, in_favour + 1)), *against))
    carried = in_favour >= needed
    item = ItemVoted(b.CASE, "district-vote", ALL, in_favour, ALL - in_favour, 0, needed, carried)
    vote = CouncilVoted("district-vote", ALL, in_favour, needed, carried, None, c.SESSION)
    return told, item, vote


def papers(number: int, in_favour: int):
    """Return the paper a member took for what they cast."""
    return (c.ballot(number, Choice.IN_FAVOUR if number <= in_favour else Choice.AGAINST)[0],)


@pytest.mark.parametrize(("share", "favour", "needed"), [(LOWER, 2, 2), (HIGHER, 2, 3)])
def test_tally_and_result_say_the_same_where_a_regime_was_chosen_meanwhile(share, favour, needed):
    told, item, vote = voted(share, favour, needed)
    facts = [one.event for one in told.changes]
    assert item in facts
    assert vote in facts
    onward = StepPassed if item.carried else NominationRefused
    assert any(isinstance(one, onward) for one in facts)


def test_the_share_is_that_of_the_case_and_of_the_call_where_the_case_says_none():
    case = folded(NOMINATION, *under(LOWER))
    assert LOWER == the_share(c.item(), case)
    assert c.item().percent == the_share(c.item(), replace(case, step=b.APPRAISAL))
    assert c.item().percent == the_share(c.item(), folded(NOMINATION, b.opened))

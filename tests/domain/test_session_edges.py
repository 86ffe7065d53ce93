"""The edges of a session: papers of another day, opinions on other cases, ballots left out."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from domain.council.closing import castable
from domain.council.commands import DeclareConflict
from domain.council.events import OpinionWritten
from domain.council.session import SESSION as FOLD
from tests import builders as b
from tests import council as c
from tests.domain.test_council_votes import (
    AGAINST,
    EARLY,
    FOR,
    OPENLY,
    SITTING,
    casting,
    hands,
    opinion,
    roll,
)
from tests.wording import read

TOMORROW = date(2025, 12, 2)
LATE_VOTES = replace(b.VOTES, effective_on=TOMORROW)


@pytest.mark.parametrize(
    ("session", "order"),
    [
        (SITTING, c.taking(1, on=TOMORROW)),
        (SITTING, DeclareConflict(c.SESSION, c.as_member(1, TOMORROW), b.CASE, "kin")),
        (OPENLY, hands(by=LATE_VOTES)),
        (SITTING, roll(LATE_VOTES)),
    ],
    ids=lambda one: type(one).__name__,
)
def test_no_paper_of_a_session_is_dated_ahead(session, order):
    session.when(order).then_refused("dated-ahead")


def test_an_opinion_is_dated_neither_ahead_nor_after_the_session():
    SITTING.when(opinion(3, on=TOMORROW)).then_refused("dated-ahead", "after-session")


@pytest.mark.parametrize(
    ("session", "order"),
    [
        (OPENLY, hands(by=replace(b.VOTES, effective_on=EARLY))),
        (SITTING, roll(replace(b.VOTES, effective_on=EARLY))),
        (casting(2, ()), replace(c.closing(), hand=replace(b.VOTES, effective_on=EARLY))),
    ],
    ids=lambda one: type(one).__name__,
)
def test_no_paper_of_a_session_is_older_than_its_day(session, order):
    session.when(order).then_refused("before-session")


def test_an_opinion_on_one_case_says_nothing_of_another():
    two = (c.convened(3, c.item(), c.item(case=b.OTHER)), c.begun(1, 2, secret=(b.CASE, b.OTHER)))
    other = OpinionWritten(b.OTHER, "member-3", AGAINST)
    someone = OpinionWritten(b.CASE, "member-2", AGAINST)
    c.waiting(*two, other).when(opinion(3)).then(OpinionWritten(b.CASE, "member-3", FOR))
    c.waiting(*two, someone).when(opinion(3)).then(OpinionWritten(b.CASE, "member-3", FOR))


def test_why_a_ballot_stays_out_names_the_vote():
    state = c.after(FOLD, c.convened(3), c.begun(1, 2), *c.took(1), c.ROLLED)
    _, ballot = c.ballot(1)
    stray = uuid4()
    (unproven,) = read(castable(replace(ballot, choice=AGAINST), b.CASE, c.SESSION, state))
    assert {"nonce": ballot.nonce, "nomination": str(b.CASE)} == unproven.facts
    (unknown,) = read(castable(ballot, stray, c.SESSION, state))
    assert ("no-secret-vote", {}) == (unknown.code, unknown.facts)

"""On whose agenda a case stands: one session at a time, and no vote on paper beside it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid5

import pytest

from domain.council.agenda import agenda_key
from domain.council.commands import CallOffSession
from domain.council.events import ItemDropped, SessionCalledOff, SessionClosed
from domain.nomination.commands import RecordVote
from domain.nomination.events import (
    CouncilVoted,
    NominationSupplemented,
    ReturnedForSupplement,
    StepPassed,
)
from domain.recorded import Dated
from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed, KeyReleased
from tests import builders as b
from tests import council as c
from tests.spec import given_in

KEY = agenda_key(b.CASE)
AGENDA = claim_stream(KEY)
TAKEN, BACK = KeyClaimed(KEY, c.SESSION), KeyReleased(KEY, c.SESSION)
STANDING = given_in(b.CASE, *c.arrived).and_in(c.COUNCIL, c.appointed(*c.seats(5)))
OFF = CallOffSession(c.SESSION, b.VOTES, "flood")


def vote(members: int, on: date = b.APRIL) -> RecordVote:
    by = replace(b.VOTES, effective_on=on)
    return RecordVote(b.CASE, by, "district-vote", members, members)


def called(*events):
    """Return a case that a session of five was called to."""
    standing = STANDING.and_in(AGENDA, TAKEN)
    return standing.and_in(c.SESSION, c.convened(5), *events)


def test_a_session_takes_its_cases_and_no_other_session_does():
    STANDING.when(c.convene()).then_in(AGENDA, TAKEN)
    other = c.convene(session=uuid5(b.SPACE, "another session"))
    (why,) = called().when(other).then_refused("on-an-agenda").refusals
    assert {"session": str(c.SESSION), "nomination": str(b.CASE)} == why.facts


def test_nobody_passes_a_vote_alone_while_a_session_is_to_vote():
    for course in ((), (c.begun(1, 2, 3, 4),), (c.begun(1, 2, 3, 4), *c.took(1), c.ROLLED)):
        called(*course).when(vote(5)).then_refused("on-an-agenda")
    called().when(vote(1)).then_refused("on-an-agenda", "members-not-the-councils")


@pytest.mark.parametrize("end", [SessionCalledOff("flood"), SessionClosed()])
def test_a_session_that_is_over_keeps_nobody_from_voting(end):
    course = (c.begun(1, 2, 3, 4), end) if isinstance(end, SessionClosed) else (end,)
    called(*course).when(vote(5)).then_in(
        b.CASE,
        CouncilVoted("district-vote", 5, 5, 5, True, None),
        StepPassed("district-vote", "district-decision", None),
    )


def test_a_session_that_is_called_off_gives_its_cases_back():
    called().when(OFF).then(SessionCalledOff("flood"), BACK)
    before = c.waiting(c.convened(3))
    before.when(OFF).then(SessionCalledOff("flood"))


@pytest.mark.parametrize("begun", [(c.ROLLED,), c.took(1), (*c.took(1), c.ROLLED)])
def test_a_session_whose_secret_vote_has_begun_is_not_called_off(begun):
    (why,) = called(c.begun(1, 2), *begun).when(OFF).then_refused("secret-vote-begun").refusals
    assert {"session": str(c.SESSION)} == why.facts


UNCAST = (c.begun(1, 2, 3), *c.took(1, 2, 3), c.ROLLED)
EMPTIED = (*UNCAST, ItemDropped(b.CASE, "box-empty"), SessionClosed())


def test_ballots_that_nobody_cast_are_voted_again_and_not_on_paper():
    called(*UNCAST).when(c.closing(lost=3)).then_in(AGENDA)
    (why,) = called(*EMPTIED).when(vote(5)).then_refused("secret-vote-begun").refusals
    assert {"session": str(c.SESSION)} == why.facts
    other = uuid5(b.SPACE, "another session")
    again = called(*EMPTIED).when(c.convene(session=other))
    again.then_in(AGENDA, BACK, KeyClaimed(KEY, other))


def test_a_session_in_which_nobody_took_a_ballot_gives_its_case_back():
    nobody = called(c.begun(1, 2, 3), c.ROLLED)
    nobody.when(c.closing()).then_in(AGENDA, BACK)


def test_a_case_that_came_again_after_the_ballots_is_voted_on_as_any_other():
    day = b.APRIL + timedelta(days=1)
    back = ReturnedForSupplement("district-vote", (b.REMARK,), "unclear")
    came = Dated(NominationSupplemented("district-vote", (b.REMARK,), "", None), day)
    anew = called(*EMPTIED).and_in(b.CASE, *c.arrived, back, came)
    assert not anew.when(vote(5, day)).refusals


def test_a_vote_moves_the_case_and_gives_it_back():
    course = (c.begun(*range(1, 6)), *c.took(*range(1, 6)), c.ROLLED)
    called(*course).when(c.closing(*c.cast(range(1, 6)))).then_in(AGENDA, BACK)


@pytest.mark.parametrize("members", [1, 4, 6])
def test_a_vote_on_paper_is_of_all_seats_of_the_day(members):
    (why,) = STANDING.when(vote(members)).then_refused("members-not-the-councils").refusals
    assert {"members": str(members), "seats": "5"} == why.facts


def test_a_unit_without_a_council_says_its_members_itself():
    given_in(b.CASE, *c.arrived).when(vote(1)).then_in(
        b.CASE,
        CouncilVoted("district-vote", 1, 1, 1, True, None),
        StepPassed("district-vote", "district-decision", None),
    )
    later = [replace(one, since=date(2025, 4, 16)) for one in c.seats(5)]
    not_yet = STANDING.and_in(c.COUNCIL, c.appointed(*later))
    assert not not_yet.when(vote(1)).refusals

"""What a session kept of a case without effect goes when the case is sent back (ADR 119)."""

from dataclasses import replace

from domain.council.events import Choice, ItemDropped, OpinionWritten, SessionClosed
from domain.council.session import SESSION, Over
from domain.nomination.commands import ReturnForSupplement
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationSupplemented, ReturnedForSupplement
from domain.nomination.state import AtStep
from domain.recorded import Dated
from domain.register.events import KeyClaimed, KeyReleased
from services.agendas import is_about_this_file
from services.histories import Histories
from tests import builders as b
from tests import council as c
from tests.domain.test_held_votes import (
    AGENDA,
    BOTH,
    LIFTED,
    NEXT_DAY,
    TAKEN,
    entered,
    held_meanwhile,
    kept,
    two,
)
from tests.notebook import Notebook

SENT_BACK = ReturnForSupplement(b.CASE, b.VOTES, "district-vote", (b.REMARK,), "unclear")
BACK = ReturnedForSupplement("district-vote", (b.REMARK,), "unclear")
CAME = NominationSupplemented("district-vote", (b.REMARK,), "", None)
LET_GO = KeyReleased(TAKEN.key, c.SESSION)
EMPTY = ItemDropped(b.CASE, "box-empty")


def wrote(case):
    """Return that an absent member gave an opinion before the session."""
    return OpinionWritten(case, c.member(3), Choice.AGAINST)


def test_a_return_lets_a_kept_count_go():
    kept().when(SENT_BACK).then_in(AGENDA, LET_GO)
    kept(LIFTED, in_favour=2).when(SENT_BACK).then_in(AGENDA, LET_GO)


def test_a_case_that_came_back_on_the_day_of_the_session_is_voted_on_anew():
    anew = kept(LIFTED, BACK, CAME, in_favour=2).and_in(AGENDA, TAKEN, LET_GO)
    anew.when(c.convene(session=b.PAPER)).then_in(AGENDA, KeyClaimed(TAKEN.key, b.PAPER))
    assert not anew.when(entered(3, 3)).refusals


def test_a_case_that_a_council_sits_about_is_not_sent_back():
    held_meanwhile().when(SENT_BACK).then_refused("on-an-agenda")
    (why,) = two(c.begun(1, 2, 3), held=()).when(SENT_BACK).then_refused("on-an-agenda").refusals
    assert {"session": str(c.SESSION)} == why.facts
    two(wrote(b.CASE), held=()).when(SENT_BACK).then_refused("on-an-agenda")


def test_a_case_that_is_called_alone_is_sent_back_and_stays_on_the_agenda():
    for called in (two(held=()), two(wrote(b.OTHER), held=())):
        told = called.when(SENT_BACK)
        told.then_in(AGENDA)
        told.then_in(b.CASE, BACK)


def test_a_return_lets_a_secret_vote_go_in_which_nobody_cast():
    closed = (c.begun(1, 2, 3, secret=BOTH), c.ROLLED, EMPTY, SessionClosed())
    two(*closed, held=()).when(SENT_BACK).then_in(AGENDA, LET_GO)


def ended_on(day, *since):
    """Return a case with a kept count of a session that ended on a day, and the session."""
    ended = kept(LIFTED, *since)
    facts = [*ended.facts[c.SESSION][:-1], Dated(SessionClosed(), day)]
    return ended.and_in(c.SESSION, *facts)


def test_a_count_is_of_the_file_as_it_was_when_the_session_ended():
    since = (BACK, Dated(CAME, NEXT_DAY))
    by = replace(b.VOTES, effective_on=NEXT_DAY)
    again = c.convene(session=b.PAPER, hand=by, held_on=NEXT_DAY)
    ended_on(NEXT_DAY, *since).when(again).then_refused("on-an-agenda")
    assert not ended_on(b.APRIL, *since).when(again).refusals


def test_a_session_asked_about_a_case_at_its_own_step_and_unit_alone():
    past = Histories(Notebook(kept(LIFTED).facts))
    case, session = past.of(NOMINATION, b.CASE), past.of(SESSION, c.SESSION)
    assert isinstance(session, Over)
    assert isinstance(case, AtStep)
    assert b.APRIL == session.meeting.ended_on
    assert is_about_this_file(b.CASE, case, session.meeting)
    moved_ahead = replace(case, dossier=replace(case.dossier, came_on=NEXT_DAY))
    assert is_about_this_file(b.CASE, moved_ahead, session.meeting)
    for other in (replace(case.step, unit="31"), replace(case.step, key="province-vote")):
        assert not is_about_this_file(b.CASE, replace(case, step=other), session.meeting)

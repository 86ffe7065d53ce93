"""Votes counted again from the facts: what is right stays silent, whatever is altered is told."""

from dataclasses import replace
from typing import Any

import pytest

from domain.council.events import (
    BallotsCounted,
    Choice,
    ItemDropped,
    ItemVoted,
    SessionClosed,
    SessionEvent,
)
from domain.council.proof import box_of
from domain.council.tally import Tally
from domain.refusal import Refused
from services.recount import recount
from tests import builders as b
from tests import council as c
from tests.builders import dated
from tests.notebook import Notebook

BOX = box_of(c.SESSION, b.CASE)
CAST = (c.ballot(1)[1], c.ballot(2)[1], c.ballot(3, Choice.AGAINST)[1])
COUNTED = BallotsCounted(c.SESSION, b.CASE, f"{c.SIGNER.modulus:x}", CAST)
VOTED = ItemVoted(b.CASE, "district-vote", 3, 2, 1, 0, 3, False)
HELD: tuple[SessionEvent, ...] = (c.convened(3), c.begun(1, 2, 3), *c.took(1, 2, 3), c.ROLLED)


def again(*told: SessionEvent, box: BallotsCounted = COUNTED) -> Any:
    """Count a session again that ended with these facts."""
    facts = {c.SESSION: dated(*HELD, *told), BOX: dated(box)}
    return recount(c.SESSION, Notebook(facts))


def test_a_right_count_is_found_right():
    (found,) = again(VOTED, SessionClosed())
    assert (found.tally, found.needed, found.carried) == (Tally(3, 2, 1, 0), 3, False)
    assert (found.ballots, found.taken, found.wrong) == (3, 3, ())


@pytest.mark.parametrize(
    "told",
    [
        replace(VOTED, in_favour=3, against=0),
        replace(VOTED, members=2),
        replace(VOTED, needed=2, carried=True),
        replace(VOTED, carried=True),
        replace(VOTED, blank=1),
        replace(VOTED, casting=True),
    ],
)
def test_any_number_of_a_result_that_is_altered_is_told(told):
    (found,) = again(told, SessionClosed())
    assert ["counted (3, 2, 1, 0, 3, False, False)"] == [
        one.partition(", told")[0] for one in found.wrong
    ]


@pytest.mark.parametrize("at", range(1, len(HELD)))
def test_a_case_that_left_the_agenda_before_the_end_hides_no_vote_on_another(at):
    called = c.convened(3, c.item(), c.item(case=c.ANOTHER))
    course = (*HELD[1:at], ItemDropped(c.ANOTHER, "case-moved-on"), *HELD[at:])
    facts = {c.SESSION: dated(called, *course, VOTED, SessionClosed()), BOX: dated(COUNTED)}
    (found,) = recount(c.SESSION, Notebook(facts))
    assert (3, 3, ()) == (found.ballots, found.taken, found.wrong)


def test_altered_doubled_and_missing_ballots_are_told():
    turned = replace(CAST[2], choice=Choice.IN_FAVOUR)
    (found,) = again(VOTED, SessionClosed(), box=replace(COUNTED, ballots=(*CAST[:2], turned)))
    assert f"nobody signed {turned.nonce}" in found.wrong
    (found,) = again(VOTED, SessionClosed(), box=replace(COUNTED, ballots=(*CAST, CAST[0])))
    assert "more ballots than were taken" in found.wrong
    (found,) = again(VOTED, SessionClosed(), box=replace(COUNTED, ballots=CAST[:2]))
    assert 1 == len(found.wrong)


def test_nothing_is_counted_of_what_is_not_there_or_not_over():
    for facts, code in (({}, "session-unknown"), ({c.SESSION: dated(*HELD)}, "out-of-session")):
        with pytest.raises(Refused, match=code):
            recount(c.SESSION, Notebook(facts))

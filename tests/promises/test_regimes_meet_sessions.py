"""
A newer regime with another share of votes, chosen wherever a case with a council can come.

Each walk goes to its end: tally and result of a session say the same (ADR 133).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

import pytest

from domain.council import closing
from domain.council.events import ItemVoted
from domain.ladder import Act, Ladder
from domain.nomination import favourable
from domain.nomination.choosing import ChooseRegime
from domain.nomination.events import CouncilVoted
from domain.nomination.favour import RegimeChosen
from domain.nomination.state import AtStep, Opened, Returned
from services.orders import Command
from tests.builders import CASE
from tests.domain.test_favourable import FAVOUR, NEWER
from tests.promises import hearing_faults as faults
from tests.promises.ladder_orders import moved_on
from tests.promises.ladder_sessions import (
    COUNCILS,
    SECRETARY,
    SESSIONS,
    by_open_votes,
    by_secret_votes,
    each_in_their_office,
    in_session,
)
from tests.promises.ladder_walk import Facts, Walk
from tests.promises.test_more_act_orders import LEFT_OUT, bare
from tests.promises.test_sessions_meet_hearings import ONCE

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new
E = TypeVar("E")
SHARE, KEEPS = 30, "council-secretary"


def by_choices(case: Opened, ladder: Ladder, weeks: int) -> Iterator[Command]:
    """Yield that a regime is chosen under which one member in three is enough."""
    if not isinstance(case, AtStep | Returned):
        return
    plain = with_a_secretary(bare(ONCE))  # not the one of the walk, whose reading is watched
    steps = tuple(replace(one, percent=one.percent and SHARE) for one in plain.steps)
    newer = replace(NEWER, favours=replace(FAVOUR, regimes=(ladder.regime,)))
    other = replace(plain, regime=newer.key, steps=steps)
    yield ChooseRegime(CASE, moved_on(SECRETARY, weeks), newer, other, "it asks less")


def under_a_regime(facts: Facts) -> object:
    """Return what of sessions has ways ahead, and under how many regimes the case has stood."""
    chosen = sum(isinstance(one.event, RegimeChosen) for one in facts.get(CASE, ()))
    return in_session(facts), chosen


def walk(votes=by_open_votes) -> Walk:
    """Return the walk over a ladder with one vote, of people who each act in one office."""
    tries = each_in_their_office(votes, by_choices)
    ladder, beside = with_a_secretary(bare(ONCE)), under_a_regime
    found = Walk(ladder, left_out=LEFT_OUT, tries=tries, given=COUNCILS, beside=beside)
    return found.to_the_end()


def with_a_secretary(ladder: Ladder) -> Ladder:
    """Return a ladder whose votes are entered by the secretary, who may choose a regime."""
    votes = [replace(one, role=KEEPS) if one.act is Act.VOTE else one for one in ladder.steps]
    return replace(ladder, steps=tuple(votes))


def disagreeing(found: Walk) -> list[tuple[int, int]]:
    """Return what tally and result of a session needed, where these differ."""
    pairs = (pair for facts in found.facts.values() for pair in votes_in(facts))
    return [(item.needed, vote.needed) for item, vote in pairs if said(item) != said(vote)]


def votes_in(facts: Facts) -> Iterator[tuple[ItemVoted, CouncilVoted]]:
    """Yield each vote of a session as it is told there, and on the case."""
    for vote in told(facts, CASE, CouncilVoted):
        items = told(facts, vote.session or CASE, ItemVoted)
        yield from ((one, vote) for one in items if not one.held)


def told(facts: Facts, stream: UUID, kind: type[E]) -> list[E]:
    """Return the facts of a kind in a stream."""
    events = (one.event for one in facts.get(stream, ()))
    return [one for one in events if isinstance(one, kind)]


def said(vote: ItemVoted | CouncilVoted) -> Sequence[int | bool]:
    """Return what a vote needed, had, and came to."""
    return vote.members, vote.in_favour, vote.needed, vote.carried


def test_tally_and_result_agree_whenever_a_regime_is_chosen():
    found = walk()
    assert [] == faults.of(found)
    assert [] == disagreeing(found)
    assert {True, False} == {
        vote.carried for facts in found.facts.values() for _, vote in votes_in(facts)
    }
    assert any(isinstance(one.order, ChooseRegime) for one in found.moves)
    assert SESSIONS[0] in {stream for facts in found.facts.values() for stream in facts}


@pytest.mark.drill
def test_so_it_is_with_secret_votes():
    found = walk(by_secret_votes)
    assert [] == faults.of(found)
    assert [] == disagreeing(found)


def test_a_house_in_which_a_regime_is_chosen_under_a_session_is_found(monkeypatch):
    monkeypatch.setattr(favourable, "no_session_holds_it", lambda _: None)
    monkeypatch.setattr(closing, "the_share", lambda item, _: item.percent)
    assert disagreeing(walk())

"""Nobody can say who voted what: not with all of the store, nor with what clients call things."""

from dataclasses import replace
from itertools import permutations
from typing import cast

from domain.council.events import Ballot, BallotsCounted, BallotsTaken
from domain.facts import Event
from domain.recorded import Recorded
from infra.ledger.codec import Codec
from tests.api.badges import VOTES
from tests.api.council_room import AGAINST, FOR, MEMBERS, began, council, room, voted
from tests.api.speech import Speaker
from tests.ballots import Draft
from tests.builders import CASE

__all__ = ["council", "room"]
Facts = list[Recorded[Event]]


def spoken(house, *members: str) -> Facts:
    """Return all facts that members are the authors of."""
    return [one for one in house.ledger.since(0, 10_000) if one.envelope.actor in members]


def traces(of_voters: Facts, ballots: list[Ballot]) -> set[str]:
    """Return what of a ballot also stands in, or beside, a fact of a voter."""
    codec, found = Codec(), set()
    for fact in of_voters:
        _, state = codec.encode(fact.event, codec.seal(fact.envelope))
        parts = {part for ballot in ballots for part in (ballot.nonce, ballot.proof)}
        found |= {part for part in parts if part.encode() in state}
    return found


def marks(facts: Facts) -> set[object]:
    """Return what joins facts to each other: command, correlation, stream."""
    beside = [(one.envelope.command, one.envelope.correlation, one.stream) for one in facts]
    return {mark for one in beside for mark in one}


def test_no_ballot_can_be_joined_to_its_voter_in_the_store(house, room):
    """Try what an insider with all of the store would: by content, author, command and order."""
    mine = voted(began(room), (FOR, AGAINST, FOR))
    room.act(VOTES, "closing")
    theirs = spoken(house, *MEMBERS)
    (box,) = (one for one in house.ledger.since(0, 10_000) if isinstance(one.event, BallotsCounted))
    assert [BallotsTaken] * 3 == [type(one.event) for one in theirs if one.stream == room.key]
    assert traces(theirs, mine) == set()
    assert box.envelope.actor not in MEMBERS
    assert not marks([box]) & marks(theirs)
    assert list(box.event.ballots) == sorted(mine, key=lambda one: one.nonce)


def test_a_ballot_that_stands_beside_its_voter_is_seen(house, room):
    """Plant the link that the test above looks for."""
    ballot = began(room).take("member-1", FOR)
    (fact,) = (one for one in spoken(house, *MEMBERS) if isinstance(one.event, BallotsTaken))
    paper = replace(cast("BallotsTaken", fact.event).papers[0], signed=ballot.proof)
    planted = replace(fact, event=BallotsTaken("member-1", (paper,)))
    assert {ballot.proof} == traces([planted], [ballot])
    assert marks([planted]) & marks([fact])


def test_what_a_client_calls_its_requests_is_not_kept_with_a_ballot(room, app):
    ballot = began(room).take("member-1", FOR)
    room.act(VOTES, "roll-closing")
    room.say = lambda _: Speaker(app.test_client(), None, {"X-Correlation-Id": "member-1"})
    assert room.cast(ballot).headers["X-Correlation-Id"] != "member-1"


def test_every_voter_could_have_cast_every_ballot(house, room):
    """The signatures fit any pairing: for each there is a factor that would explain it."""
    mine = voted(began(room), (FOR, AGAINST, FOR))
    modulus = int(room.shown()["agenda"][0]["key"], 16)
    papers = [one["papers"][0] for one in room.shown()["roll"]]
    for pairing in permutations(mine):
        for paper, ballot in zip(papers, pairing, strict=True):
            factor = int(paper["signed"], 16) * pow(int(ballot.proof, 16), -1, modulus) % modulus
            draft = Draft(room.key, CASE, ballot.nonce, ballot.choice, factor, modulus)
            assert f"{draft.blinded:x}" == paper["blinded"]

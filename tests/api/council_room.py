"""A council over HTTP for the tests: its fixtures, and a room in which members speak."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from uuid import UUID

import pytest

from domain.council.events import Ballot, Choice
from tests.api.badges import AUDITOR, LEADER, VOTES, token
from tests.api.speech import Speaker, done
from tests.ballots import Draft, drafted
from tests.builders import CASE, DISTRICT
from tests.council import arrived

DAY = "2025-04-20"
CHAIR = {"person": "member-1", "function": "chair", "since": "2025-01-02"}
SEATS = [CHAIR] + [{**CHAIR, "person": f"member-{n}", "function": "member"} for n in (2, 3)]
PAPER = {
    "unit": DISTRICT,
    "seats": SEATS,
    "number": "4/QĐ-UBND",
    "legal_basis": "Law 06/2022/QH15 art. 90",
    "effective_on": "2025-04-15",
}
MEMBERS = ("member-1", "member-2", "member-3")
FOR, AGAINST = Choice.IN_FAVOUR, Choice.AGAINST


@dataclass
class Room:
    """A session over HTTP, and who speaks in it."""

    at: str
    say: Callable[[str | None], Speaker]

    @property
    def key(self) -> UUID:
        return UUID(self.at.rpartition("/")[2])

    def shown(self):
        return self.say(AUDITOR).get(self.at).get_json()

    def act(self, by, what, **body):
        version = self.shown()["version"]
        said = {"effective_on": DAY, **body}
        return self.say(by).post(f"{self.at}/{what}", said, version=version)

    def member(self, name, what, **body):
        return self.act(token(name, "council-member", DISTRICT), what, **body)

    def take(self, name, choice) -> Ballot:
        """Take a ballot as a member's own client does."""
        modulus = int(self.shown()["agenda"][0]["key"], 16)
        draft = drafted(self.key, CASE, choice, modulus, Random(f"{name} {choice}"))
        asked = [{"nomination": str(CASE), "blinded": f"{draft.blinded:x}"}]
        assert self.member(name, "roll", papers=asked).status_code == 200
        return self.unblinded(name, draft)

    def unblinded(self, name, draft: Draft) -> Ballot:
        (mine,) = (one for one in self.shown()["roll"] if one["person"] == name)
        return draft.ballot(int(mine["papers"][0]["signed"], 16))

    def cast(self, ballot: Ballot, by=None):
        said = {"nonce": ballot.nonce, "choice": ballot.choice.value, "proof": ballot.proof}
        return self.say(by).post(f"{self.at}/ballots", {"nomination": str(CASE), **said})


@pytest.fixture
def council(house, say):
    """A council is appointed; its address."""
    house.given(CASE, *arrived)
    reply = say(LEADER).post("/councils", PAPER, key="council")
    assert (201, '"1"') == done(reply)
    return f"/councils/{reply.get_json()['id']}"


@pytest.fixture
def room(council, say):
    """A session is called for the case."""
    body = {"held_on": DAY, "nominations": [str(CASE)], "effective_on": DAY}
    reply = say(VOTES).post(f"{council}/sessions", body, key="session")
    assert (201, '"1"') == done(reply), reply.data
    return Room(reply.headers["Location"].removeprefix("/api/v1"), say)


def began(room: Room) -> Room:
    """Return the room with everybody in it."""
    present = [{"member": one} for one in MEMBERS]
    reply = room.act(VOTES, "opening", present=present)
    assert (200, '"2"') == done(reply), reply.data
    return room


def voted(room: Room, choices=(FOR, FOR, FOR)) -> list[Ballot]:
    """Let all take ballots, the roll be closed, and the ballots be cast."""
    given = [room.take(*one) for one in zip(MEMBERS, choices, strict=True)]
    assert 200 == room.act(VOTES, "roll-closing").status_code
    for ballot in Random(5).sample(given, len(given)):
        assert 200 == room.cast(ballot).status_code
    return given

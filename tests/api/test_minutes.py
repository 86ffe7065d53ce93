"""Minutes: written from the facts, with the names that stand when they are read, and printable."""

from decimal import Decimal
from html.parser import HTMLParser
from typing import get_args

import pytest

from api.council.minutes import BASES, CHOICES, WAYS, WHY_NONE
from api.fact_names import own_words
from domain.council import convene, policies
from domain.council.closing import Left
from domain.council.events import Choice, ItemDropped
from domain.council.rule import Base, Way
from domain.nomination.events import EvaluatorScored
from services.stores import Name
from tests.api.badges import AUDITOR, LEADER, VOTES, token
from tests.api.council_room import (
    AGAINST,
    CHAIR,
    DAY,
    FOR,
    MEMBERS,
    PAPER,
    Room,
    began,
    council,
    room,
    voted,
)
from tests.api.speech import done, refused
from tests.builders import CASE, DISTRICT, NOMINEE, WARD
from tests.council import arrived

__all__ = ["council", "room"]
SECOND = token("second-secretary", "council-secretary", DISTRICT)
NAME = "Nguyễn Thị <Bưởi> & con"


@pytest.fixture
def closed(house, room):
    """Return a room whose session is over: one scored case with a name, a vote that was lost."""
    house.people.add(NOMINEE.ref, NOMINEE.kind, Name(NAME))
    house.given(CASE, EvaluatorScored("district-vote", "member-1", Decimal("90.5"), Decimal(2)))
    voted(began(room), (FOR, FOR, AGAINST))
    assert 200 == room.act(VOTES, "closing").status_code
    return room


def said(lines):
    """Return what minutes say, by the key of the line."""
    return {one["key"]: one["says"] for one in lines}


def read(room):
    return room.say(AUDITOR).get(f"{room.at}/minutes").get_json()


def test_minutes_tell_the_order_and_whom_it_is_about(closed):
    minutes = read(closed)
    whole = said(minutes["lines"])
    assert [f"{NAME} ({CASE})"] == whole["agenda"]
    assert [f"1. {NAME} (gk-tp); 90.50"] == whole["ranking"]
    assert 3 == len(whole["ties"])
    count = said(minutes["counts"][0]["lines"])
    assert [f"{NAME} ({CASE})"] == count["nominee"]
    assert (["3"], ["3"], ["2"]) == (count["handed-out"], count["taken-in"], count["in-favour"])


def test_minutes_say_unit_award_and_state_in_words(closed):
    minutes = read(closed)
    whole, count = (said(one) for one in (minutes["lines"], minutes["counts"][0]["lines"]))
    assert ["Đã kết thúc (closed)"] == whole["state"]
    assert whole["unit"] == [f"Thành phố Hải Dương ({DISTRICT})"]
    (award,) = count["award"]
    assert award.endswith("(gk-tp)")
    assert "Giấy khen" in award
    assert ["0"] == count["not-returned"]


def test_what_did_not_come_back_is_stated_and_stands_in_the_minutes(room):
    given = [began(room).take("member-1", FOR), *(room.take(one, FOR) for one in MEMBERS[1:])]
    assert 200 == room.act(VOTES, "roll-closing").status_code
    assert 200 == room.cast(given[0]).status_code
    assert (409, ["ballots-not-returned"]) == refused(room.act(VOTES, "closing"))
    lost = [{"nomination": str(CASE), "ballots": 2}]
    alone = room.act(VOTES, "closing", not_returned=lost)
    assert (403, ["another-hand-needed"]) == refused(alone)
    assert 200 == room.act(SECOND, "closing", not_returned=lost).status_code
    count = said(read(room)["counts"][0]["lines"])
    assert (["3"], ["1"], ["2"]) == tuple(
        count[key] for key in ("handed-out", "taken-in", "not-returned")
    )


def test_an_erased_name_is_gone_from_the_minutes_and_the_reference_stays(closed, house):
    house.people.erase(NOMINEE.ref)
    minutes = read(closed)
    assert [str(CASE)] == said(minutes["lines"])["agenda"]
    assert NAME not in str(minutes)
    assert "Bưởi" not in printed(closed).text


def printed(room):
    return room.say(AUDITOR).get(f"{room.at}/minutes.html")


class Cells(HTMLParser):
    """What stands in the page, word by word, and which elements hold it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def told(minutes):
    """Return every label and every text of minutes."""
    every = [*minutes["lines"], *(line for count in minutes["counts"] for line in count["lines"])]
    return {text for line in every for text in (line["label"]["vi"], *line["says"]) if text}


def test_the_page_to_print_says_the_same_with_each_count_on_a_sheet_of_its_own(closed):
    reply, page = printed(closed), Cells()
    assert (200, "text/html; charset=utf-8") == (reply.status_code, reply.content_type)
    page.feed(reply.text)
    assert told(read(closed)) <= set(page.words)
    assert page.words.index("Biên bản họp hội đồng") < page.words.index("Minutes of the council")
    assert (1, 0) == (page.tags.count("section"), page.tags.count("script"))
    assert "<Bưởi>" not in reply.text


def test_minutes_are_for_who_is_signed_in(closed):
    assert 401 == closed.say(None).get(f"{closed.at}/minutes.html").status_code
    assert 404 == closed.say(AUDITOR).get(f"/councils/sessions/{CASE}/minutes.html").status_code


def test_ballots_for_a_case_that_left_the_agenda_are_told_as_not_counted(house, room):
    voted(began(room), (FOR, FOR, AGAINST))
    house.given(room.key, ItemDropped(CASE, "case-moved-on"))
    count = said(read(room)["counts"][0]["lines"])
    assert (["3"], ["0"]) == (count["handed-out"], count["taken-in"])
    assert "not-returned" not in count
    moved, kept = count["result"]
    assert (moved.endswith("(moved on)"), kept.endswith("stay secret)")) == (True, True)


def test_every_code_that_the_domain_can_give_has_its_word():
    grounds = {*convene.GROUNDS, *policies.GROUNDS}
    assert set() == grounds - own_words().keys()
    assert set(get_args(Left)) == WHY_NONE.keys()
    told = ((Choice, CHOICES), (Way, WAYS), (Base, BASES))
    assert [] == [words for codes, words in told if {one.value for one in codes} != words.keys()]


@pytest.fixture
def with_interests(house, say):
    """Return a room in which the nominator has a seat, and who heads the unit of the nominee."""
    house.given(CASE, *arrived)
    full = [{**CHAIR, "person": f"member-{n}", "function": "member"} for n in range(1, 19)]
    theirs = [{**full[0], "person": "officer"}, {**full[0], "person": "head", "heads": WARD}]
    reply = say(LEADER).post("/councils", {**PAPER, "seats": [*full, *theirs]}, key="council")
    assert (201, '"1"') == done(reply)
    body = {"held_on": DAY, "nominations": [str(CASE)], "effective_on": DAY}
    at = f"/councils/{reply.get_json()['id']}/sessions"
    called = say(VOTES).post(at, body, key="session")
    assert (201, '"1"') == done(called), called.data
    return Room(called.headers["Location"].removeprefix("/api/v1"), say)


def test_minutes_name_an_interest_that_followed_from_the_case(with_interests):
    count = said(read(with_interests)["counts"][0]["lines"])
    assert count["recused"] == [
        "officer: là người lập hồ sơ đề nghị (filed the nomination)",
        "head: là người đứng đầu đơn vị của đối tượng được đề nghị (heads the nominee's unit)",
    ]
    assert 200 == printed(with_interests).status_code

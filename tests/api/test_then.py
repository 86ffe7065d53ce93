"""Every view that is told as of then: its answer is the one that was given then."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid5

import pytest

from services.ports import Append
from tests.api.badges import AUDITOR, CHAIRMAN, LEADER
from tests.api.speech import fields, items
from tests.builders import CAMPAIGN, CASE, SPACE
from tests.notebook import Notebook
from tests.projections.made_up import NOON, made_up, write
from tests.projections.made_up_reviews import reviewed

NAMED = {
    "/nominations": "nomination",
    "/honours": "honour",
    "/decisions": "document",
    "/submissions": "document",
    "/councils": "council",
    "/delegations": "delegation",
    "/reviews": "review",
}
"""The lists, and what names one in a list; its own address stands below that of the list."""
LISTS = (*NAMED, "/announcements", "/history")
BELOW = {
    "/nominations": ("evidence", "scores", "assessments", "history"),
    "/councils": ("sessions",),
    "/reviews": ("history",),
}
DESKS = ("/inbox", "/inbox/reminders", "/inbox/reviews")
BOARD = f"/movements/{CAMPAIGN.movement}/board"


def made():
    """Return a made-up log that begins with reviews."""
    book = Notebook()
    for number in range(400, 408):
        for at, changes in enumerate(reviewed(uuid5(SPACE, f"reviewed {number}"), CASE)):
            write(book, 10 * number + at, changes)
    for fact in made_up(2, 420).log:
        book.append([Append(fact.stream, fact.version - 1, (fact.event,))], fact.envelope)
    return book.log


LOG = made()
ENDS = (1_080, 1_180, len(LOG))


def grow(house, since, until):
    """Let the facts between two positions of the log happen, an hour apart."""
    for fact in LOG[since:until]:
        moment = NOON + timedelta(hours=fact.position)
        beside = replace(fact.envelope, recorded_at=moment, effective_on=moment.date())
        house.ledger.append([Append(fact.stream, fact.version - 1, (fact.event,))], beside)
    house.wake()


@pytest.fixture
def addresses(house, say):
    """Return what is asked by whom: each list, and what stands below the first and last in it."""
    grow(house, 0, ENDS[0])
    asked = [(AUDITOR, one) for one in (*LISTS, BOARD)]
    for at, name in NAMED.items():
        first, *_ = items(say(AUDITOR).get(at))
        one = f"{at}/{first[name]}"
        asked += [(AUDITOR, one), *((AUDITOR, f"{one}/{part}") for part in BELOW.get(at, ()))]
    return asked + [(who, one) for who in (CHAIRMAN, LEADER) for one in DESKS]


def told(say, asked, **query):
    """Return every answer of a question, with the version it is under."""
    found = {}
    for who, at in asked:
        reply = say(who).get(at, **query)
        assert 200 == reply.status_code, (at, reply.data)
        found[who, at] = (reply.get_json(), reply.headers.get("ETag"))
    return found


def test_as_of_a_position_every_answer_is_the_one_that_was_given_at_it(addresses, house, say):
    given, end = {}, ENDS[0]
    for until in ENDS:
        grow(house, end, until)
        given[until], end = told(say, addresses), until
    changed = [one for one in addresses if given[ENDS[0]][one] != given[ENDS[-1]][one]]
    assert len(changed) > 8
    for until, answers in given.items():
        assert answers == told(say, addresses, up_to=until)


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"known_at": "March"}, ["known_at"]),
        ({"effective_at": "2025-02-30"}, ["effective_at"]),
        ({"up_to": "-1", "known_at": "1899-01-01"}, ["known_at", "up_to"]),
    ],
)
def test_what_is_no_day_or_position_is_refused(say, query, wrong):
    for at in ("/inbox", BOARD, "/decisions"):
        reply = say(LEADER).get(at, **query)
        assert 422 == reply.status_code
        assert wrong == sorted(fields(reply))


def test_a_day_to_come_and_a_position_beyond_the_end_are_now(house, say):
    grow(house, 0, 120)
    for at in ("/nominations", "/councils", BOARD):
        now = say(AUDITOR).get(at).get_json()
        assert now == say(AUDITOR).get(at, known_at="2090-01-01").get_json()
        assert now == say(AUDITOR).get(at, effective_at="2090-01-01", up_to=10**9).get_json()

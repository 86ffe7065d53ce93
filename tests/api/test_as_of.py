"""What was known then, over HTTP and at the terminal: the live answer of that day."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.nomination.events import NominationGranted
from services.ports import Append
from tests.api.badges import AUDITOR
from tests.api.speech import fields, items, of, refused
from tests.builders import APRIL, CASE, DECISION, OTHER, at_submit
from tests.domain.test_decision import HONOUR, annulled, at_decision, entry, paper, recovered
from tests.infra.writing import envelope

STORY = ((*at_decision[:4],), (*at_decision[4:],))
PAPER = Append(DECISION, 0, (paper,))
GRANT = NominationGranted("district-decision", CASE, HONOUR)
DAYS = [datetime(2025, 4, day, 5, tzinfo=UTC) for day in (15, 20, 25)]


def tell(house, day, *appends):
    """Let facts be recorded at noon of a day in Viet Nam, on papers of that day."""
    day_of_paper = day.date()
    house.ledger.append(appends, replace(envelope(), recorded_at=day, effective_on=day_of_paper))
    house.wake()


@pytest.fixture
def town(house, say):
    """A case is filed, decided five days later, and annulled; return what was shown each day."""
    shown = []
    for day, appends in zip(
        DAYS,
        (
            [Append(CASE, 0, STORY[0])],
            [Append(CASE, 4, (*STORY[1], GRANT)), Append(HONOUR, 0, (entry,)), PAPER],
            [Append(HONOUR, 1, (annulled,))],
        ),
        strict=True,
    ):
        tell(house, day, *appends)
        shown.append(say(AUDITOR).get(of(CASE)).get_json())
    return shown


def plain(told):
    """Return a case without how its term stands, which is told as of a day."""
    return {key: value for key, value in told.items() if key not in {"due_state", "term"}}


def all_plain(reply):
    return [plain(one) for one in items(reply)]


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("clock", ["known_at", "effective_at"])
def test_a_case_as_of_a_day_is_what_was_shown_on_it(town, say, at, clock):
    found = say(AUDITOR).get(of(CASE), **{clock: DAYS[at].date().isoformat()})
    assert plain(town[at]) == plain(found.get_json())
    assert found.headers["ETag"] == f'"{town[at]["version"]}"'


@pytest.mark.parametrize("part", ["", "evidence", "assessments", "scores"])
def test_what_is_read_off_the_log_says_how_far_the_log_is(town, house, say, part):
    found = say(AUDITOR).get(of(CASE, part), up_to=3)
    assert found.headers["Log-Position"] == str(house.ledger.last_position())


def test_as_of_the_end_is_the_live_answer_and_before_the_beginning_is_none(town, house, say):
    last = house.ledger.last_position()
    assert town[-1] == say(AUDITOR).get(of(CASE), up_to=last).get_json()
    assert plain(town[0]) == plain(say(AUDITOR).get(of(CASE), up_to=4).get_json())
    early = say(AUDITOR).get(of(CASE), known_at="2025-04-14")
    assert (404, ["nomination-unknown"]) == refused(early)
    assert ["known_at"] == fields(say(AUDITOR).get(of(CASE), known_at="March"))


def test_terms_are_told_as_of_the_day(town, say):
    then = say(AUDITOR).get(of(CASE), known_at="2025-04-28").get_json()
    first = say(AUDITOR).get(of(CASE), known_at="2025-04-15").get_json()
    assert ("none", "due") == (then["due_state"], first["due_state"])


@pytest.mark.usefixtures("town")
def test_an_entry_of_the_register_is_told_as_it_was(say):
    address = f"/honours/{HONOUR}"
    held = say(AUDITOR).get(address, known_at="2025-04-20").get_json()
    gone = say(AUDITOR).get(address).get_json()
    assert ("held", "annulled") == (held["state"], gone["state"])
    assert "7/QĐ-UBND" == held["decision_number"]
    assert gone == say(AUDITOR).get(address, effective_at="2025-04-25").get_json()
    assert (404, ["honour-unknown"]) == refused(say(AUDITOR).get(address, up_to=3))


@pytest.mark.usefixtures("town")
def test_the_history_tells_what_was_done_by_then(say):
    every = items(say(AUDITOR).get(of(CASE, "history")))
    for query, most in (
        ({"known_at": "2025-04-20"}, len(every) - 1),
        ({"effective_at": "2025-04-15"}, 4),
        ({"up_to": 2}, 2),
    ):
        assert every[:most] == items(say(AUDITOR).get(of(CASE, "history"), **query))
    assert APRIL.isoformat() == every[0]["effective_on"]


LIVES = ((0, STORY[0][:1]), (1, STORY[0][1:]), (4, STORY[1]))


def test_a_verdict_as_of_a_day_is_that_of_the_facts_of_then(house, say):
    seen = {}
    for day, (version, facts) in zip(DAYS, LIVES, strict=True):
        tell(house, day, Append(CASE, version, facts))
        seen[day.date().isoformat()] = say(AUDITOR).get(of(CASE, "verdict")).get_json()
    versions = {one["version"] for one in seen.values()}
    assert len(versions) == len(DAYS)
    for then, shown in seen.items():
        for clock in ("known_at", "effective_at"):
            assert shown == say(AUDITOR).get(of(CASE, "verdict"), **{clock: then}).get_json()
    before = say(AUDITOR).get(of(CASE, "verdict"), known_at="2025-04-01")
    assert (404, ["nomination-unknown"]) == refused(before)


def test_as_of_a_position_that_the_views_have_not_folded_waits_for_them(town, house, say):
    stamp = replace(envelope(), recorded_at=DAYS[2], effective_on=DAYS[2].date())
    house.ledger.append([Append(HONOUR, 2, (recovered,))], stamp)
    end = house.ledger.last_position()

    shown = say(AUDITOR).get(f"/honours/{HONOUR}", up_to=end).get_json()
    assert (700_000, 3) == (shown["recovered"], shown["version"])
    assert 200 == say(AUDITOR).get(f"/honours/{HONOUR}", up_to=end + 9).status_code


LISTS = ("/nominations", "/honours")


def test_lists_as_of_a_day_are_what_was_listed_on_it(house, say):
    shown = {}
    for day, appends in zip(DAYS, GROWTH, strict=True):
        tell(house, day, *appends)
        listed = [all_plain(say(AUDITOR).get(one)) for one in LISTS]
        shown[day.date().isoformat()] = listed
    assert [(1, 0), (2, 1), (2, 1)] == [tuple(map(len, one)) for one in shown.values()]
    for then, listed in shown.items():
        for clock in ("known_at", "effective_at"):
            assert listed == [all_plain(say(AUDITOR).get(one, **{clock: then})) for one in LISTS]


def test_a_list_of_then_is_asked_for_states_of_then(house, say):
    for day, appends in zip(DAYS, GROWTH, strict=True):
        tell(house, day, *appends)
    ask = say(AUDITOR).get
    first = DAYS[0].date().isoformat()

    assert [str(CASE)] == [
        one["nomination"] for one in items(ask("/nominations", state="at-step", known_at=first))
    ]
    assert [] == items(ask("/nominations", state="granted", known_at=first))
    assert [] == items(ask("/honours", state="annulled", known_at=DAYS[1].date().isoformat()))
    reply = ask("/nominations", known_at=first, limit=1)
    assert [str(CASE)] == [one["nomination"] for one in items(reply)]
    assert 'rel="next"' in reply.headers["Link"]


GROWTH = (
    [Append(CASE, 0, STORY[0])],
    [
        Append(CASE, 4, (*STORY[1], GRANT)),
        Append(HONOUR, 0, (entry,)),
        PAPER,
        Append(OTHER, 0, at_submit[:1]),
    ],
    [Append(HONOUR, 1, (annulled,))],
)

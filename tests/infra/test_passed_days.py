"""The service notes by itself that a day has passed: each once, whoever looks, however often."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from threading import Thread

import pytest

from domain.hearing.events import (
    CasePosted,
    ConfirmationExpired,
    ConfirmationGiven,
    ConsultationAnswered,
    ConsultationLapsed,
    ConsultationRequested,
    PostingEnded,
)
from domain.nomination.events import NominationWithdrawn
from services.passed_days import PassedDay, note_what_has_passed
from services.ports import Append
from tests.builders import APRIL, CASE, NOMINEE, OTHER, filed, opened
from tests.infra.clockwork import TIMETABLE, SetClock, life, unheard
from tests.projections.following import CLERK

LAST = date(2025, 4, 22)
"""A Tuesday: the service notes on Friday what nobody noted, two working days later."""
FRIDAY = date(2025, 4, 25)
asked = ConsultationRequested("ward-review", "TAX", "taxes", 5, LAST, "no-remark")
posted = CasePosted("ward-review", "ward", "hall", APRIL, 5, LAST, "stated")
given = ConfirmationGiven("tax-confirmation", "TAX", "7/XN", APRIL, APRIL, APRIL, True, LAST)
NOTED = [
    ConsultationLapsed("ward-review", "TAX", LAST, "no-remark"),
    PostingEnded("ward", LAST),
    ConfirmationExpired("tax-confirmation", LAST),
]
START = (
    replace(opened, nominee=replace(NOMINEE, kind="enterprise")),
    replace(filed, due_on=None),
    asked,
    posted,
    given,
)


def at(day) -> SetClock:
    """Return a clock that shows the morning of a day."""
    clock = SetClock(CLERK.recorded_at)
    clock.jump(day)
    return clock


def noted(house):
    """Return what was noted of the case."""
    return list(house.ledger.read(CASE))[len(START) :]


@pytest.fixture
def clock() -> SetClock:
    """Return a clock that shows a day long after."""
    return at(date(2025, 5, 30))


@pytest.fixture
def house(tmp_path, clock):
    with life(tmp_path, clock) as found:
        found.ledger.append([Append(CASE, 0, START)], CLERK)
        yield found


def test_what_has_passed_is_noted_by_the_service_with_the_day_it_passed(house):
    assert [3, 0] == [house.look(), house.look(behind=True)]
    assert Counter(map(repr, NOTED)) == Counter(map(repr, noted(house)))
    facts = [one.envelope for one in house.ledger.since(len(START), 50) if one.stream == CASE]
    assert {("vinhdanh", ("service",))} == {(one.actor, one.roles) for one in facts}
    assert {LAST + timedelta(days=1)} == {one.effective_on for one in facts}


@pytest.mark.parametrize(
    ("day", "facts"),
    [(LAST, []), (date(2025, 4, 23), NOTED[2:]), (date(2025, 4, 24), NOTED[2:]), (FRIDAY, NOTED)],
    ids=["last day", "the paper is over", "papers are entered", "all is over"],
)
def test_nothing_is_noted_while_what_came_in_time_may_still_be_entered(house, clock, day, facts):
    clock.jump(day)
    house.look()

    assert sorted(map(repr, facts)) == sorted(map(repr, noted(house)))


def test_each_is_noted_once_over_restarts_and_clocks_that_jump(tmp_path):
    rng, clock = Random(7), at(APRIL)
    for restart in range(20):
        with life(tmp_path, clock) as house:
            if not restart:
                house.ledger.append([Append(CASE, 0, START)], CLERK)
            for _ in range(3):
                clock.jump(APRIL + timedelta(rng.randrange(30)))
                house.look()
                house.look(behind=True)
            found = noted(house)
            assert len(found) == len(set(map(repr, found)))
    assert len(NOTED) == len(found)


def test_of_many_that_look_at_once_one_notes(house, clock):
    last = [PassedDay(CASE, "posting", "ward", LAST, CLERK.recorded_at)]
    made: list[int] = []

    def look():
        made.append(note_what_has_passed(last, TIMETABLE, house.ledger, clock, unheard))

    threads = [Thread(target=look) for _ in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert [0, 0, 0, 0, 0, 1] == sorted(made)
    assert [NOTED[1]] == noted(house)


def test_an_agency_that_answered_meanwhile_is_left_alone(house, clock):
    house.ledger.append(
        [
            Append(
                CASE, len(START), (ConsultationAnswered("ward-review", "TAX", "agrees", None, "x"),)
            )
        ],
        CLERK,
    )
    late = [PassedDay(CASE, "consultation", "TAX", LAST, CLERK.recorded_at)]

    told = []
    assert 0 == note_what_has_passed(
        late, TIMETABLE, house.ledger, clock, lambda case, _: told.append(case)
    )
    assert [CASE] == told
    assert 2 == house.look()


def test_a_second_question_with_the_same_last_day_lapses_too(house):
    house.look()
    later = replace(CLERK, recorded_at=CLERK.recorded_at + timedelta(days=20))
    house.ledger.append([Append(CASE, len(START) + 3, (asked,))], later)

    assert 1 == house.look()
    assert [NOTED[0], NOTED[0]] == [
        one for one in noted(house) if isinstance(one, ConsultationLapsed)
    ]


def test_cases_that_ended_are_not_asked_for(house):
    house.ledger.append([Append(CASE, len(START), (NominationWithdrawn("moved"),))], CLERK)
    unlimited = replace(given, valid_until=None)
    house.ledger.append([Append(OTHER, 0, (*START[:2], unlimited))], CLERK)

    assert 0 == house.look()

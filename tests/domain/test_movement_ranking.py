"""The cases of a movement in order, over the sessions they stood in: points, rules, a person."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from domain.council.events import ItemVoted
from domain.council.merit import Mark
from domain.council.movement_ranking import first_scored, ranking_over
from domain.council.ranking import Line
from domain.council.session import Meeting
from domain.council.standing import Standing
from domain.nomination.decide import NOMINATION
from domain.nomination.events import EvaluatorScored
from domain.nomination.state import Opened
from tests import builders as b
from tests import council as c
from tests.domain.test_ranking import AWARD, FOUR, ONE, THREE, TIES, TWO, mark, told

STEP = "district-vote"
ORDER = (TWO, THREE, ONE)


def case(*points: str, step: str = STEP, by: str = "member") -> Any:
    """Return a case that waits for the vote, with points of one evaluator after the other."""
    given = [
        EvaluatorScored(step, f"{by}-{number}", Decimal(one), Decimal(1))
        for number, one in enumerate(points, 1)
    ]
    return c.after(NOMINATION, *c.arrived, *given)


def held(*cases: UUID, later: int = 0, **standing: Any) -> Meeting:
    """Return a session on some cases, so many days later than the first."""
    items = {one: c.item(case=one) for one in cases}
    known = replace(Standing(()), **standing)
    day = b.APRIL + timedelta(days=later)
    return Meeting(c.COUNCIL, b.DISTRICT, day, c.seats(3), items, dict.fromkeys(items, ()), known)


def ranked(cases: dict[UUID, Opened], *meetings: Meeting, step: str | None = STEP) -> list[tuple]:
    """Return what people look for in the ranking of some cases."""
    return told(ranking_over(AWARD, step, cases, meetings, TIES))


def test_cases_of_two_sessions_and_of_none_are_ranked_together():
    cases = {ONE: case("80"), TWO: case("95"), THREE: case("85", "95"), FOUR: case()}
    assert [
        (TWO, 1, False, None),
        (THREE, 2, False, None),
        (ONE, 3, False, None),
        (FOUR, None, False, None),
    ] == ranked(cases, held(ONE), held(TWO, later=7))


def test_points_that_a_session_kept_stand_whatever_the_case_got_since():
    ended = held(ONE, marks=(mark(ONE, "70"),), ended=True)
    cases = {ONE: case("99"), TWO: case("80")}
    assert [(TWO, 1, False, None), (ONE, 2, False, None)] == ranked(cases, ended)
    assert (ONE, None, False, None) == ranked(cases, replace_marks(ended))[1]
    again = held(ONE, later=3, marks=(mark(ONE, "90"),), ended=True)
    assert ONE == ranked(cases, again, ended)[0][0]


def replace_marks(meeting: Meeting) -> Meeting:
    """Return a session that ended without points."""
    return replace(meeting, standing=replace(meeting.standing, marks=()))


def test_a_session_leaves_out_whose_points_do_not_count_and_who_was_dropped_never_stood():
    cases = {ONE: case("90", by="stranger"), TWO: case("80")}
    assert [TWO, ONE] == [one for one, *_ in ranked(cases, held(ONE))]
    dropped = held(ONE, dropped=frozenset({ONE}))
    assert [ONE, TWO] == [one for one, *_ in ranked(cases, dropped)]


def test_the_rules_of_today_part_equal_points_by_what_was_said_in_any_session():
    cases = {ONE: case("90"), TWO: case("90"), THREE: case("90")}
    first = held(ONE, priorities=frozenset({(ONE, TIES[0].key)}))
    vote = ItemVoted(THREE, STEP, 3, 3, 0, 0, 2, carried=True)
    second = held(THREE, later=1, results={THREE: vote})
    assert [
        (ONE, 1, False, TIES[0].key),
        (THREE, 2, False, TIES[0].key),
        (TWO, 3, False, TIES[2].key),
    ] == ranked(cases, first, second)


def test_a_tie_is_shared_until_a_person_decided_on_all_of_it():
    cases = {ONE: case("90"), TWO: case("90"), THREE: case("90")}
    part = held(ONE, TWO, orders=((TWO, ONE),))
    assert [(one, 1, True, None) for one in sorted(cases)] == ranked(cases, part)
    whole = held(*cases, orders=(ORDER,))
    assert [(one, at, False, "decision") for at, one in enumerate(ORDER, 1)] == ranked(cases, whole)
    later = held(*cases, later=2, orders=(ORDER[::-1],))
    assert [*ORDER[::-1]] == [one for one, *_ in ranked(cases, later, whole)]


def test_the_lowest_step_that_has_points_is_ranked_unless_one_is_named():
    low, high = case("70", step="ward-review"), case("90")
    assert "ward-review" == first_scored([high, low])
    assert None is first_scored([case()])
    both = {ONE: low, TWO: high}
    assert (ONE, 1, False, None) == ranked(both, step="ward-review")[0]
    assert [Line(one, AWARD) for one in sorted(both)] == [
        *ranking_over(AWARD, None, both, (), TIES)
    ]


def test_a_mark_without_weight_is_none():
    ended = held(ONE, marks=(Mark(TWO, Decimal(9), Decimal(1)),), ended=True)
    assert [(ONE, None, False, None)] == ranked({ONE: case("99")}, ended)

"""A unit that ended under review: who stands for it answers, reports and reads it (ADR 127)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.council.rule import BallotRules
from domain.force import Forces
from domain.lineage import Lineage
from domain.review.events import ReviewMeasuresReported
from domain.review.rules import is_a_party
from domain.review.state import File
from domain.units import Units
from services.attempts.at_reviews import on_a_review
from services.attempts.elsewhere import Trial
from services.attempts.trial import Who
from services.histories import Histories
from tests.builders import DISTRICT, WARD, hand
from tests.notebook import Notebook
from tests.plain_house import UNITS as COUNTRY
from tests.reforms import LAST, UNITS
from tests.reviewing import (
    REVIEW,
    TEXT,
    admitted,
    asked,
    by,
    concluded,
    decided,
    found,
    opened,
    over,
    report,
    running,
    say,
    told,
)

JULY, HEIR, CITY = date(2025, 7, 10), "10532", "31"
SMALL = Lineage(Units(UNITS))
WHOLE = Lineage(COUNTRY)
JUNE, DAY = datetime(2025, 6, 2, tzinfo=UTC), timedelta(days=1)


def of(unit, role="clerk", on=JULY, lineage=SMALL):
    """Return a hand of a unit, with the units of the country."""
    return replace(hand("new", role, unit, on=on), forces=Forces(lineage=lineage))


def finding(by):
    """Return an answer to the finding against the district."""
    return say(by, reference="2", accepts=True, papers=("a" * 64,))


def opened_on(day, *events):
    """Return a review that was opened on a day."""
    return decided().and_in(REVIEW, *by("auditor", *events, on=day))


def test_who_stands_for_an_audited_unit_answers_in_its_place_and_nobody_else():
    given = running(asked, found)
    given.when(say(of(HEIR))).then(told)
    given.when(finding(of(CITY))).then(admitted)
    for order, unit, heir in [
        (say, WARD, HEIR),
        (say, CITY, HEIR),
        (finding, DISTRICT, CITY),
        (finding, HEIR, CITY),
    ]:
        refused = given.when(order(of(unit))).then_refused("unit-foreign").refusals
        assert heir == refused[0].facts["unit"]
    given.when(say(of(HEIR, "auditor"))).then_refused("role-missing", "auditor-answers")


def test_until_its_end_a_unit_answers_for_itself_and_its_words_may_be_entered_later():
    given = running(asked, found)
    given.when(say(of(WARD, on=LAST))).then(told)
    refused = given.when(say(of(HEIR, on=LAST))).then_refused("unit-foreign").refusals
    assert WARD == refused[0].facts["unit"]


def test_a_unit_that_had_ended_before_the_opening_is_answered_for_too():
    given = opened_on(JULY, opened, asked, found)
    given.when(finding(of(CITY))).then(admitted)
    given.when(say(of(HEIR))).then(told)
    given.when(finding(of(DISTRICT))).then_refused("unit-foreign")


def test_who_stands_for_the_unit_that_decided_reports_what_was_done():
    given = over(concluded("to-supplement", None))
    said = ReviewMeasuresReported("9/BC", DISTRICT, ("b" * 64,), True, TEXT)
    given.when(report(of(CITY, "leader"))).then(said)
    refused = given.when(report(of(DISTRICT, "leader"))).then_refused("unit-foreign").refusals
    assert CITY == refused[0].facts["unit"]


@pytest.mark.parametrize(("code", "heir"), [("13285", "37"), ("01537", "01558")])
def test_who_got_the_code_of_an_audited_unit_does_not_answer_for_it(code, heir):
    given = running(replace(asked, unit=code))
    refused = given.when(say(of(code, lineage=WHOLE))).then_refused("unit-foreign").refusals
    assert heir == refused[0].facts["unit"]
    given.when(say(of(heir, lineage=WHOLE))).then(replace(told, unit=code))
    later = opened_on(JULY, opened, replace(asked, unit=code))
    later.when(say(of(code, lineage=WHOLE))).then(replace(told, unit=code))


def test_who_answers_is_told_by_the_trial_as_by_the_refusal():
    past = Histories(Notebook(running(asked).facts))
    who = {one.act: one.who for one in on_a_review(Trial(REVIEW, of(HEIR), BallotRules(), past))}
    assert (Who("leader", HEIR), Who("clerk", HEIR)) == who["answer"]
    assert (Who("leader", CITY), Who("clerk", CITY)) == who["measures"]


@pytest.mark.parametrize(
    ("unit", "role", "reads"),
    [
        (HEIR, "clerk", True),
        (CITY, "leader", True),
        (CITY, "inspector", True),
        (WARD, "clerk", True),
        (CITY, "operator", False),
        ("10601", "clerk", False),
        ("VN", "leader", False),
    ],
)
def test_who_stands_for_an_audited_unit_reads_the_review(unit, role, reads):
    assert reads == is_a_party(of(unit, role), File(opened))


def test_nobody_reads_a_review_for_a_unit_before_its_end_or_where_no_units_are_known():
    early = replace(of(CITY), received_at=JUNE)
    assert not is_a_party(early, File(opened))
    assert not is_a_party(of(CITY, lineage=Lineage()), File(opened))
    assert is_a_party(of(WARD, lineage=Lineage()), File(opened))


def test_the_last_day_on_which_a_code_was_borne():
    old, turn = UNITS[5], date(2020, 1, 1)
    first, last = replace(old, in_force_to=turn - DAY), replace(old, in_force_from=turn)
    known = Lineage(Units([first, last]))
    for day, known_on in [(JULY, LAST), (LAST, LAST), (turn, turn), (turn - DAY, turn - DAY)]:
        assert known_on == known.last_borne(DISTRICT, day)
    assert JULY == known.last_borne("TAX", JULY) == Lineage().last_borne(DISTRICT, JULY)

"""Over HTTP: who stands for an audited unit that ended reads the review, is asked, and answers."""

import pytest

from tests.api.badges import AUDITOR, token
from tests.api.speech import done, items, refused
from tests.api.test_reviews import ANSWER, decided, opened, put
from tests.builders import DISTRICT, WARD

__all__ = ["decided", "opened"]
HEIR, CITY = "10532", "31"
LATER = {"effective_on": "2025-07-10"}
STANDS = pytest.mark.parametrize(("unit", "asked"), [(HEIR, WARD), (CITY, DISTRICT)])


@pytest.fixture
def review(say, opened):
    """The ward was asked something and the district told a finding; both ended since."""
    put(say, opened)
    return opened


def of(unit, role="clerk"):
    return token(f"{role} of {unit}", role, unit)


def ids(say, who, address):
    return [one["review"] for one in items(say(who).get(address))]


@STANDS
def test_who_stands_for_an_audited_unit_reads_the_review_and_what_it_awaits(
    say, review, unit, asked
):
    known = review.rpartition("/")[2]
    assert [known] == ids(say, of(unit), "/reviews")
    due = items(say(of(unit)).get("/inbox/reviews"))
    assert [(asked, known)] == [(one["unit"], one["review"]) for one in due]
    for more in ("", "/history"):
        assert 200 == say(of(unit)).get(f"{review}{more}").status_code


@pytest.mark.parametrize("who", [of("10601"), of("VN"), of(CITY, "operator")])
def test_nobody_else_reads_it(say, review, who):
    assert [] == ids(say, who, "/reviews") == ids(say, who, "/inbox/reviews")
    assert (404, ["review-unknown"]) == refused(say(who).get(review))


def test_who_stands_for_an_audited_unit_answers_in_its_place(say, review):
    answer = f"{review}/answers"
    foreign = say(of(CITY)).post(answer, {**ANSWER, **LATER}, version=3)
    assert (403, ["unit-foreign"]) == refused(foreign)
    assert HEIR == foreign.get_json()["reasons"][0]["facts"]["unit"]
    assert (200, '"4"') == done(say(of(HEIR)).post(answer, {**ANSWER, **LATER}, version=3))
    told = say(AUDITOR).get(review).get_json()
    assert WARD == told["points"][0]["unit"]
    assert [] == ids(say, of(HEIR), "/inbox/reviews")


def test_the_unit_itself_answers_by_papers_of_its_time(say, review):
    clerk, answer = token("ward-clerk", "clerk", WARD), f"{review}/answers"
    late = say(clerk).post(answer, {**ANSWER, **LATER}, version=3)
    assert (403, ["unit-foreign"]) == refused(late)
    assert (200, '"4"') == done(say(clerk).post(answer, ANSWER, version=3))

"""A case judged under two rulebooks: both verdicts, and each rule that answers differently."""

from dataclasses import replace
from datetime import date

import pytest

from domain.eligibility.look import Beside
from domain.eligibility.otherwise import answering, carried_over, judged_under, said
from domain.eligibility.verdict import Answer
from domain.force import Force, Forces
from domain.ladder import Act, Posting, Streak
from domain.lineage import Lineage
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationGranted, StepPassed
from domain.nomination.state import Draft
from domain.recorded import Dated
from domain.register.events import HonourAddedToRecord
from domain.register.record import record_stream
from domain.units import Units
from infra.rulebooks.units_file import load_units
from services.histories import Histories
from services.judged_again import Moment, judged_again, moment
from tests.builders import (
    CASE,
    DECIDE,
    DISTRICT,
    LADDER,
    NOMINEE,
    OTHER,
    PAPER,
    REVIEW,
    SUBMIT,
    VOTE,
    dated,
    filed,
    minutes,
    opened,
    report,
)
from tests.notebook import Notebook
from tests.reforms import folded

DIRECT = replace(LADDER, steps=(REVIEW, DECIDE))
WAITING = (replace(opened, ladder=DIRECT), report, filed, StepPassed(REVIEW.key, DECIDE.key, None))
AT_END = folded(NOMINATION, *WAITING)
POSTED = Posting("district", 10, "Decree 98/2023 art. 46(1) [S23]", confirmed=True)
SECOND_TITLE = HonourAddedToRecord(OTHER, "cstdcs", 2025, "30")
TITLE = Streak("cstdcs", 2, "Law 06/2022 art. 21 [S6]", confirmed=True)


def known(case, past) -> Moment:
    """Return a case that is known."""
    found = moment(case, past)
    assert found
    return found


def judged(case, other, forces=None):
    """Judge a case under its own rulebook and another."""
    return judged_under(CASE, case, other, Beside(), forces or Forces())


def test_under_its_own_rulebook_no_rule_answers_otherwise():
    found = judged(AT_END, DIRECT)

    assert (Answer.ELIGIBLE, Answer.ELIGIBLE, ()) == (found.was, found.would, found.rules)


@pytest.mark.parametrize(
    ("other", "rule", "answer"),
    [
        (replace(DIRECT, subjects=("household",)), "form-matches-subject", Answer.NOT_ELIGIBLE),
        (replace(DIRECT, papers=("proposal-letter",)), "file-is-whole", Answer.NOT_YET),
        (replace(DIRECT, postings=(POSTED,)), "posted-where-asked", Answer.NOT_YET),
        (replace(DIRECT, streaks=(TITLE,)), "titles-in-a-row", Answer.NOT_YET),
    ],
    ids=["subject", "papers", "posting", "titles"],
)
def test_a_rule_that_answers_otherwise_is_told_with_both_its_answers(other, rule, answer):
    found = judged(AT_END, other)
    ((was, would),) = found.rules

    assert (Answer.ELIGIBLE, answer) == (found.was, found.would)
    assert (rule, rule) == (was.rule.key, would.rule.key)
    assert ((), True) == (was.broken, would.stops)
    assert was.looked_at != would.looked_at


def test_a_rule_that_was_broken_and_would_hold_is_told_too():
    asking = replace(DIRECT, postings=(POSTED,))
    case = folded(NOMINATION, replace(WAITING[0], ladder=asking), *WAITING[1:])
    found = judged(case, DIRECT)

    assert (Answer.NOT_YET, Answer.ELIGIBLE) == (found.was, found.would)
    assert ["posted-where-asked"] == [was.rule.key for was, _ in found.rules]


def test_what_is_not_sure_is_told_without_another_verdict():
    unsure = replace(DIRECT, postings=(replace(POSTED, confirmed=False),))
    found = judged(AT_END, unsure)

    assert (Answer.ELIGIBLE, Answer.ELIGIBLE) == (found.was, found.would)
    assert [Force.WARNS] == [would.force for _, would in found.rules]


def test_a_rule_that_is_off_says_nothing():
    off = Forces(chosen={"posted-where-asked": Force.OFF})

    assert () == judged(AT_END, replace(DIRECT, postings=(POSTED,)), off).rules
    assert said(judged(AT_END, replace(DIRECT, subjects=())).rules[0][0]) is None


LEVELS = Lineage(Units((), load_units().every_level()))
PROVINCE = replace(DECIDE, key="province-decision", level="province")
ELSEWHERE = replace(DECIDE, key="elsewhere", level="moon")
SECOND = replace(VOTE, key="second-vote")


@pytest.mark.parametrize(
    ("step", "steps", "expected"),
    [
        (VOTE, (SECOND, VOTE, PROVINCE), VOTE),
        (replace(VOTE, act=Act.REVIEW), (SECOND, VOTE, PROVINCE), PROVINCE),
        (VOTE, (SECOND, PROVINCE), SECOND),
        (VOTE, (REVIEW, SUBMIT, PROVINCE), PROVINCE),
        (DECIDE, (REVIEW, SUBMIT), SUBMIT),
        (ELSEWHERE, (REVIEW, PROVINCE), PROVINCE),
    ],
    ids=["same", "other work", "same work", "above", "nothing above", "level unknown"],
)
def test_a_case_waits_at_the_step_that_answers_to_its_own(step, steps, expected):
    assert expected == answering(step, replace(LADDER, steps=steps), LEVELS)


def test_a_draft_goes_by_the_other_route_with_the_units_of_its_own():
    elsewhere = tuple(replace(one, unit=one.level) for one in (REVIEW, DECIDE, PROVINCE))
    draft = carried_over(folded(NOMINATION, opened), replace(LADDER, steps=elsewhere), LEVELS)

    assert isinstance(draft, Draft)
    assert [REVIEW.unit, DISTRICT, "province"] == [o.unit for o in draft.dossier.ladder.steps]


def test_a_decided_case_is_judged_by_what_was_known_that_day():
    """A title that came into the record after the grant counts for no grant of before."""
    later = date(2025, 6, 1)
    titles = dated(HonourAddedToRecord(PAPER, "cstdcs", 2024, "30"), Dated(SECOND_TITLE, later))
    granted = dated(*WAITING, NominationGranted(DECIDE.key, PAPER, OTHER))
    past = Histories(Notebook({CASE: granted, record_stream(NOMINEE.ref): titles}))
    then = known(CASE, past)
    asking = replace(DIRECT, streaks=(TITLE,))

    def rules(then):
        (found,) = judged_again([then], [lambda _: asking], Forces(), past)[CASE]
        return [would.rule.key for _, would in found.rules]

    assert (["titles-in-a-row"], []) == (rules(then), rules(replace(then, on=later)))


def test_nothing_is_judged_that_is_no_case_or_no_award():
    past = Histories(Notebook({CASE: [*WAITING, minutes]}))
    running = known(CASE, past)

    assert moment(OTHER, past) is None
    assert date.max == running.on
    assert {CASE: [None]} == judged_again([running], [lambda _: None], Forces(), past)

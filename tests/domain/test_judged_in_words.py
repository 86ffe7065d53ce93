"""A criterion for which the plan sets no number is judged in words; a target wants its number."""

from dataclasses import replace

from domain.nomination.commands import AssessCriterion, FileNomination
from tests.builders import (
    CASE,
    OFFICER,
    ONLINE,
    QUALITY,
    assessed,
    opened_in_movement,
    report,
    sha,
)
from tests.spec import given_in

draft = given_in(CASE, opened_in_movement, report)


def judge(criterion, note, *cited):
    return AssessCriterion(CASE, OFFICER, criterion, None, cited, note)


def test_a_criterion_without_a_target_is_judged_in_words_alone():
    (change,) = draft.when(judge("quality", "Clear and kept up")).changes
    fact = change.event
    assert (None, None, None) == (fact.measured, fact.target, fact.met)
    assert "Clear and kept up" == fact.note


def test_what_was_judged_in_words_is_not_missing_any_more():
    judged = replace(assessed(QUALITY, 1), measured=None, note="Clear")
    case = given_in(CASE, opened_in_movement, report, assessed(ONLINE, 85), judged)
    assert case.when(FileNomination(CASE, OFFICER)).changes


def test_a_target_wants_its_number_whatever_the_note_says():
    refused = draft.when(judge("online", "Nearly all")).then_refused("measure-missing")
    assert {"target": "80", "unit": "%"} == refused.refusals[0].facts


def test_a_judgement_of_nothing_is_refused_with_all_else():
    order = judge("quality", "", sha("nothing"))
    draft.when(order).then_refused("judgement-unsaid", "evidence-unknown")

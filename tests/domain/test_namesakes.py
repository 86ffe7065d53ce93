"""A title of a year for two nominees of one name: decided once a judge has told them apart."""

from dataclasses import replace

import pytest

from domain.eligibility.conditions import Standing
from domain.eligibility.verdict import Answer
from domain.force import Force, Forces
from domain.hearing.events import ConditionJudged
from domain.nomination.commands import EndorseStep, NameNominee
from domain.nomination.naming import NomineeNamed
from tests.builders import CASE, NOMINEE, OFFICER, OTHER, SECRETARY, filed, opened, report
from tests.domain.test_award_conditions import FILE, GRANT, JUDGE, NO, YES, found
from tests.domain.test_decision import at_decision
from tests.spec import Given, given_in

KEY = f"another-than-{OTHER}"
met = replace(filed, namesakes=(OTHER,))
two, one = replace(YES, condition=KEY), replace(NO, condition=KEY)
WORD = replace(JUDGE, condition=KEY)
ENDORSE = EndorseStep(CASE, SECRETARY, "ward-review", "well done")


def waiting(*said: ConditionJudged) -> Given:
    """Return a case that met a namesake and waits for its decision, judged so far."""
    climbed = [met if fact == filed else fact for fact in at_decision]
    return given_in(CASE, *climbed, *said)


def test_a_filing_keeps_the_namesakes_that_were_met():
    draft = given_in(CASE, opened, report)
    draft.when(replace(FILE, namesakes=(OTHER,))).then_in(CASE, met)
    draft.when(FILE).then_in(CASE, filed)


def test_the_case_goes_up_and_is_not_decided_before_a_judge_told_them_apart():
    assert given_in(CASE, opened, report, met).when(ENDORSE).changes
    (refusal,) = waiting().when(GRANT).then_refused("condition-not-judged").refusals
    assert KEY == refusal.facts["condition"]
    assert waiting(two).when(GRANT).changes


def test_one_person_under_two_references_gets_no_second_title():
    waiting(one).when(GRANT).then_refused("condition-not-met")
    same = given_in(CASE, opened, report, met, one)
    same.when(ENDORSE).then_refused("condition-not-met")
    assert waiting(one, two).when(GRANT).changes


def test_a_judge_of_the_step_tells_them_apart():
    case = given_in(CASE, opened, report, met)
    case.when(WORD).then(two)
    case.when(replace(WORD, met=False)).then(one)
    case.when(replace(WORD, hand=OFFICER)).then_refused("role-missing", "own-nomination")
    unmet = given_in(CASE, opened, report, filed)
    (refusal,) = unmet.when(WORD).then_refused("condition-not-to-judge").refusals
    assert "" == refusal.facts["allowed"]


@pytest.mark.parametrize("forces", [Forces(), Forces(chosen={"namesake-is-another": Force.OFF})])
def test_the_verdict_tells_of_it_and_no_operator_puts_it_off(forces):
    verdict = found(given_in(CASE, opened, report, met), forces)
    (stand,) = verdict.conditions
    assert Answer.TO_BE_JUDGED is verdict.answer
    assert (KEY, "namesake-is-another", Force.BINDS, Standing.TO_BE_JUDGED) == (
        *(stand.condition.key, stand.rule, stand.force),
        stand.standing,
    )
    (rule,) = [each for each in verdict.findings if each.rule.key == "namesake-is-another"]
    assert ({str(OTHER): "to-be-judged"}, ()) == (rule.looked_at, rule.broken)
    assert Answer.ELIGIBLE is found(given_in(CASE, opened, report, met, two)).answer


def test_a_name_that_comes_later_meets_namesakes_too():
    case = given_in(CASE, opened, report, filed)
    named = NomineeNamed(NOMINEE.ref, None, (OTHER,))
    case.when(NameNominee(CASE, OFFICER, first=True, namesakes=(OTHER,))).then(named)
    later = given_in(CASE, opened, report, filed, named, named)
    assert [KEY] == [each.condition.key for each in found(later).conditions]

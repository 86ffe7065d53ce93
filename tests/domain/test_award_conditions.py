"""The conditions of the award: shown by facts, judged by a person, and never passed over."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.decision.commands import IssueDecision
from domain.eligibility.conditions import Stand, Standing
from domain.eligibility.verdict import Answer, Verdict
from domain.force import Force, Forces
from domain.hearing.commands import JudgeCondition
from domain.hearing.events import ConditionJudged
from domain.ladder import Condition, Streak
from domain.nomination.basis import Basis, Commendation, Entry
from domain.nomination.commands import EndorseStep, FileNomination
from domain.nomination.events import EvidenceAdded, NominationOpened
from domain.register.events import HonourAddedToRecord
from domain.register.record import record_stream
from services.verdicts import judged
from tests.builders import (
    APRIL,
    CASE,
    DECISION,
    DISTRICT,
    LADDER,
    LEADER,
    NOMINEE,
    OFFICER,
    SECRETARY,
    WARD,
    dated,
    filed,
    opened,
    report,
)
from tests.domain.test_decision import at_decision
from tests.notebook import Notebook
from tests.spec import Given, given_in
from tests.wording import sighted

WORTHY = Condition("worthy", "Gương mẫu", "Exemplary", "Law [S10]", confirmed=True)
NEW = replace(WORTHY, key="new", shown_by=("initiative",), judged=False)
EITHER = replace(NEW, key="either", judged=True)
TITLED = replace(WORTHY, key="titled", shown_by=("title-of-the-year",), title="ldtt", judged=False)
ROW = replace(TITLED, key="row", shown_by=("held-in-a-row",), times=2)
BEFORE = replace(TITLED, key="before", shown_by=("held-before",), years=5)
BELOW = replace(NEW, key="below", shown_by=("titles-in-a-row",))
TWICE = Streak("ldtt", 2, "Law [S6]", confirmed=True)
INITIATIVE = Basis(initiatives=(Entry(WARD, 2025, "12/SK"),))
FILE = FileNomination(CASE, OFFICER)
JUDGE = JudgeCondition(CASE, SECRETARY, "ward-review", "worthy", met=True, reason="as all know")
YES = ConditionJudged("ward-review", "worthy", True, "secretary", "as all know")
NO = replace(YES, met=False)
GRANT = IssueDecision(DECISION, LEADER, "9/QĐ", DISTRICT, "Chairman", "Law 06/2022", (CASE,), None)
paper = EvidenceAdded("c" * 64, 9, "application/pdf", "initiative-certificate", "original", "C")


def asking(*conditions: Condition, basis: Basis | None = None) -> NominationOpened:
    """Return the opening of a case whose award asks for some conditions."""
    return replace(opened, ladder=replace(LADDER, conditions=conditions), basis=basis)


def draft(*conditions: Condition, held: tuple[int, ...] = (), basis: Basis | None = None) -> Given:
    """Return a draft, and a record with the title of some years."""
    case = given_in(CASE, asking(*conditions, basis=basis), report)
    titles = [HonourAddedToRecord(UUID(int=year), "ldtt", year, WARD) for year in held]
    return case.and_in(record_stream(NOMINEE.ref), *titles) if held else case


def found(case: Given, forces: Forces | None = None) -> Verdict:
    """Return the verdict on a case."""
    return sighted(judged(CASE, forces or Forces(), Notebook(case.facts)).verdict)


def the(case: Given, key: str) -> Stand:
    """Return how one condition stands."""
    return next(one for one in found(case).conditions if one.condition.key == key)


def waiting(*said: ConditionJudged, asked: Condition = WORTHY) -> Given:
    """Return a case that waits for its decision, judged so far."""
    return given_in(CASE, asking(asked), *at_decision[1:], *said)


def test_what_no_fact_shows_is_to_be_judged_and_the_case_may_go_on():
    case = draft(WORTHY)
    assert Answer.TO_BE_JUDGED is found(case).answer
    stand = the(case, "worthy")
    assert (Standing.TO_BE_JUDGED, {}, None) == (stand.standing, stand.looked_at, stand.judgement)
    assert ("conditions-are-met", Force.BINDS, True) == (stand.rule, stand.force, stand.waits)
    case.when(FILE).then_in(CASE, filed)


def test_nothing_is_decided_before_somebody_judged():
    (refusal,) = waiting().when(GRANT).then_refused("condition-not-judged").refusals
    assert {"condition": "worthy", "nomination": str(CASE)} == refusal.facts
    assert Answer.NOT_YET is found(waiting()).answer
    waiting(NO).when(GRANT).then_refused("condition-not-met")
    assert waiting(NO, YES).when(GRANT).changes


def test_what_was_not_read_in_current_law_is_told_and_stops_nothing():
    unsure = replace(WORTHY, confirmed=False)
    verdict = found(waiting(asked=unsure))
    assert Answer.ELIGIBLE is verdict.answer
    (stand,) = verdict.conditions
    assert ("other-conditions-are-met", Force.WARNS, False) == (
        *(stand.rule, stand.force),
        stand.waits,
    )
    (broken,) = [one for one in verdict.findings if one.broken]
    assert ("other-conditions-are-met", False) == (broken.rule.key, broken.stops)
    assert {"worthy": "to-be-judged"} == broken.looked_at
    assert waiting(asked=unsure).when(GRANT).changes


def test_a_judge_of_the_step_says_whether_it_is_met():
    case = given_in(CASE, asking(WORTHY), report, filed)
    case.when(JUDGE).then(YES)
    case.when(replace(JUDGE, met=False)).then(NO)
    judged_once = given_in(CASE, asking(WORTHY), report, filed, YES)
    judged_once.when(JUDGE).then_nothing()
    judged_once.when(replace(JUDGE, reason="it was looked into")).then(
        replace(YES, reason="it was looked into")
    )
    stand = the(judged_once, "worthy")
    assert (Standing.MET, YES, APRIL) == (
        *(stand.standing, stand.judgement.given),
        stand.judgement.on,
    )
    assert Answer.ELIGIBLE is found(judged_once).answer


def test_who_proposes_judges_nothing_and_nobody_elsewhere():
    case = given_in(CASE, asking(WORTHY), report, filed)
    case.when(replace(JUDGE, hand=OFFICER)).then_refused("role-missing", "own-nomination")
    case.when(replace(JUDGE, step="ward-submit")).then_refused("step-not-current")
    bare = replace(SECRETARY, capacity=None)
    case.when(replace(JUDGE, hand=bare)).then_refused("capacity-missing")
    draft(WORTHY).when(JUDGE).then_refused("not-in-this-state")
    early = given_in(CASE, asking(WORTHY), report, *dated(filed, on=APRIL.replace(day=20)))
    early.when(JUDGE).then_refused("dated-before-earlier-act")


def test_only_what_is_asked_of_the_case_and_open_is_judged():
    sudden = replace(WORTHY, key="sudden", commendations=("sudden",))
    case = given_in(CASE, asking(NEW, EITHER, sudden, basis=INITIATIVE), report, filed)
    for key in ("new", "sudden", "love"):
        order = replace(JUDGE, condition=key)
        (refusal,) = case.when(order).then_refused("condition-not-to-judge").refusals
        assert {"condition": key, "allowed": "either"} == refusal.facts


def test_an_agreement_is_not_older_than_a_judgement_it_rests_on():
    late = APRIL.replace(day=20)
    case = given_in(CASE, asking(WORTHY), report, filed, *dated(YES, on=late))
    agree = EndorseStep(CASE, SECRETARY, "ward-review", "deserved")
    case.when(agree).then_refused("dated-before-earlier-act")
    assert case.when(replace(agree, hand=replace(SECRETARY, effective_on=late))).changes


@pytest.mark.parametrize(
    ("asked", "shown", "missing", "answer"),
    [
        (NEW, draft(NEW, basis=INITIATIVE), draft(NEW), Answer.NOT_ELIGIBLE),
        (TITLED, draft(TITLED, held=(2025,)), draft(TITLED, held=(2024,)), Answer.NOT_YET),
        (ROW, draft(ROW, held=(2023, 2024)), draft(ROW, held=(2023, 2025)), Answer.NOT_YET),
        (BEFORE, draft(BEFORE, held=(2020,)), draft(BEFORE, held=(2021,)), Answer.NOT_YET),
    ],
    ids=["initiative", "title-of-the-year", "in-a-row", "before"],
)
def test_facts_show_a_condition_or_it_is_not_met(asked, shown, missing, answer):
    assert (Standing.MET, Answer.ELIGIBLE) == (the(shown, asked.key).standing, found(shown).answer)
    shown.when(FILE).then_in(CASE, filed)
    (refusal,) = missing.when(FILE).then_refused("condition-not-met").refusals
    assert {"condition": asked.key} == refusal.facts
    assert answer is found(missing).answer


def test_a_certificate_in_the_file_shows_an_initiative_too():
    case = given_in(CASE, asking(NEW), report, paper)
    stand = the(case, "new")
    assert (Standing.MET, {"initiatives": "", "certificates": "c" * 64}) == (
        *(stand.standing, stand.looked_at),
    )


def test_what_was_looked_at_is_told():
    case = draft(EITHER, TITLED, basis=INITIATIVE, held=(2024, 2023))
    assert {"initiatives": "12/SK (10531, 2025)", "certificates": ""} == (
        the(case, "either").looked_at
    )
    years = "2023 (register, granted by 10531); 2024 (register, granted by 10531)"
    assert {"ldtt": years} == the(case, "titled").looked_at


def test_a_person_has_the_last_word_where_one_may_judge():
    either = replace(YES, condition="either", met=False)
    case = given_in(CASE, asking(EITHER, basis=INITIATIVE), report, filed, either)
    assert (Standing.NOT_MET, Answer.NOT_YET) == (the(case, "either").standing, found(case).answer)
    stubborn = replace(YES, condition="new", met=False)
    facts = given_in(CASE, asking(NEW, basis=INITIATIVE), report, filed, stubborn)
    assert Standing.MET is the(facts, "new").standing
    assert Standing.TO_BE_JUDGED is the(draft(EITHER), "either").standing


@pytest.mark.parametrize(
    ("years", "standing", "codes"),
    [((2024, 2025), Standing.MET, []), ((2025,), Standing.NOT_MET, ["titles-not-in-a-row"])],
)
def test_the_rule_on_rows_of_titles_refuses_for_its_condition(years, standing, codes):
    told = asking(BELOW)
    told = replace(told, ladder=replace(told.ladder, streaks=(TWICE,)))
    case = given_in(CASE, told, report).and_in(
        record_stream(NOMINEE.ref),
        *(HonourAddedToRecord(UUID(int=year), "ldtt", year, WARD) for year in years),
    )
    stand = the(case, "below")
    assert (standing, "titles-in-a-row", Force.BINDS) == (stand.standing, stand.rule, stand.force)
    assert [*stand.looked_at] == ["ldtt"]
    assert codes == [one.code for one in case.when(FILE).refusals]


def test_a_condition_is_asked_of_its_kinds_of_commendation():
    long = replace(WORTHY, key="long", commendations=("contribution",))
    merit = replace(WORTHY, key="merit", commendations=("merit", "thematic"))
    asked = {
        kind: [one.condition.key for one in found(draft(long, merit, basis=Basis(kind))).conditions]
        for kind in (None, Commendation.MERIT, Commendation.CONTRIBUTION, Commendation.SUDDEN)
    }
    assert [["merit"], ["merit"], ["long"], []] == list(asked.values())


def test_an_operator_says_how_hard_conditions_hold():
    unsure = replace(WORTHY, confirmed=False)
    binds = Forces(chosen={"other-conditions-are-met": Force.BINDS})
    assert Answer.TO_BE_JUDGED is found(draft(unsure), binds).answer
    order = replace(GRANT, hand=replace(LEADER, forces=binds))
    waiting(asked=unsure).when(order).then_refused("condition-not-judged")
    off = Forces(chosen={"conditions-are-met": Force.OFF})
    assert Answer.ELIGIBLE is found(waiting(), off).answer

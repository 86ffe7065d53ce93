"""One check says eligible, not eligible, or not yet; what it says is what an act is refused for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.eligibility.look import Beside, as_it_stands
from domain.eligibility.ruleset import RULES
from domain.eligibility.verdict import Answer, Finding, Verdict, verdict
from domain.facts import Event
from domain.force import Force, Forces
from domain.lineage import Lineage
from domain.nomination.basis import Basis, Commendation, Entry
from domain.nomination.commands import FileNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.events import (
    EvidenceAdded,
    NominationRefused,
    NominationWithdrawn,
    ReturnedForSupplement,
)
from domain.nomination.holding import CaseHeld
from domain.nomination.keys import keys_of
from domain.nomination.state import Absent
from domain.nomination.state import opened as dossier_of
from domain.register.events import HonourAnnulled, HonourRegistered
from domain.register.state import Annulled, Held
from domain.units import Units
from infra.rulebooks.units_file import load_units
from services.histories import Histories
from tests.builders import (
    APRIL,
    CAMPAIGN,
    CASE,
    DISTRICT,
    LADDER,
    NOMINEE,
    OFFICER,
    OTHER,
    REMARK,
    WARD,
    filed,
    opened,
    report,
)
from tests.notebook import Notebook
from tests.reforms import LAST, UNITS
from tests.spec import given_in
from tests.wording import read, sighted

BELOW = HonourRegistered(
    OTHER, OTHER, NOMINEE, "gk", WARD, APRIL, None, False, None, Commendation.THEMATIC
)
HOUSE = Forces(lineage=Lineage(Units((), load_units().every_level())))
MERIT = Basis(Commendation.MERIT, builds_on=(OTHER,))
copy = EvidenceAdded("c" * 64, 9, "application/pdf", "achievement-report", "plain-copy", "R")


def judged(*facts: Event, beside=None, forces=None) -> Verdict:
    """Return the verdict on a case after some facts."""
    case = Histories(Notebook({CASE: facts})).of(NOMINATION, CASE)
    assert not isinstance(case, Absent)
    return sighted(verdict(as_it_stands(CASE, case, beside or Beside()), forces or HOUSE))


def found(outcome: Verdict, key: str) -> Finding:
    """Return what one rule found."""
    return next(one for one in outcome.findings if one.rule.key == key)


def codes(outcome: Verdict) -> list[str]:
    """Return the codes of all that is broken."""
    return [refusal.code for one in outcome.findings for refusal in read(one.broken)]


def test_a_whole_case_is_eligible_and_every_rule_is_told_with_its_facts():
    outcome = judged(opened, report)
    assert Answer.ELIGIBLE is outcome.answer
    assert [rule.key for rule in RULES] == [one.rule.key for one in outcome.findings]
    looked = found(outcome, "file-is-whole").looked_at
    assert {"papers": "achievement-report", "assessed": "", "lacking": ""} == looked
    assert {report.sha256: "achievement-report: original"} == (
        found(outcome, "originals-only").looked_at
    )


def test_what_can_be_mended_is_not_yet_and_what_cannot_is_not_eligible():
    lacking = judged(opened)
    assert (Answer.NOT_YET, ["paper-missing"]) == (lacking.answer, codes(lacking))
    wrong = judged(replace(opened, nominee=replace(NOMINEE, kind="household")))
    assert Answer.NOT_ELIGIBLE is wrong.answer
    assert ["subject-not-honoured", "paper-missing"] == codes(wrong)


def test_a_plain_copy_that_came_in_otherwise_is_seen():
    outcome = judged(opened, copy)
    assert (Answer.NOT_YET, ["not-an-original"]) == (outcome.answer, codes(outcome))


def test_a_returned_case_lacks_what_was_listed():
    back = ReturnedForSupplement("ward-review", (REMARK,), "why")
    outcome = judged(opened, report, filed, back)
    assert (Answer.NOT_YET, ["remark-missing"]) == (outcome.answer, codes(outcome))


def test_a_case_at_a_step_lacks_what_the_step_asks():
    at_submit = replace(filed, step="ward-submit")
    assert ["paper-missing"] == codes(judged(opened, report, at_submit))


@pytest.mark.parametrize(
    "end", [NominationWithdrawn("moved"), NominationRefused("ward-review", "below-standard", "no")]
)
def test_a_case_that_is_over_is_neither_eligible_nor_not(end):
    assert Answer.OVER is judged(opened, report, filed, end).answer


def test_who_holds_a_key_is_told():
    basis = Basis(initiatives=(Entry("10531", 2025, "12/SK"),))
    told = replace(opened, basis=basis)
    wording, initiative = keys_of(dossier_of(told))
    beside = Beside(holders={wording: CASE, initiative: OTHER})
    outcome = judged(told, report, beside=beside)
    assert {wording: str(CASE)} == found(outcome, "one-achievement-one-award").looked_at
    assert {initiative: str(OTHER)} == found(outcome, "initiative-counts-once").looked_at
    assert (Answer.NOT_ELIGIBLE, ["initiative-used"]) == (outcome.answer, codes(outcome))
    own = Beside(holders={wording: CASE, initiative: CASE})
    assert Answer.ELIGIBLE is judged(told, report, beside=own).answer


@pytest.mark.parametrize(
    ("basis", "entry", "broken"),
    [
        (MERIT, BELOW, ["basis-not-of-merit"]),
        (MERIT, replace(BELOW, commendation=Commendation.SUDDEN), ["basis-not-of-merit"]),
        (MERIT, replace(BELOW, commendation=Commendation.MERIT), []),
        (MERIT, replace(BELOW, commendation=None), []),
        (MERIT, replace(BELOW, granted_by=DISTRICT), []),
        (MERIT, replace(BELOW, granted_by="999", level="district"), []),
        (MERIT, replace(BELOW, granted_by=DISTRICT, level="province"), []),
        (MERIT, replace(BELOW, granted_by=DISTRICT, level="ward"), ["basis-not-of-merit"]),
        (MERIT, replace(BELOW, granted_by="999"), ["basis-not-of-merit"]),
        (replace(MERIT, commendation=Commendation.THEMATIC), BELOW, []),
        (replace(MERIT, commendation=None), BELOW, ["basis-not-of-merit"]),
        (replace(MERIT, commendation=Commendation.CONTRIBUTION), BELOW, []),
    ],
)
def test_passing_results_found_no_merit_award_above(basis, entry, broken):
    beside = Beside(honours={OTHER: Held(entry, APRIL)})
    outcome = judged(replace(opened, basis=basis), report, beside=beside)
    assert broken == codes(outcome)
    assert "Held" == found(outcome, "cited-honours-are-held").looked_at[str(OTHER)]


@pytest.mark.parametrize(
    ("lineage", "levels"),
    [
        (Lineage(Units(UNITS)), ["ward"]),
        (Lineage(Units(())), ["unknown"]),
        (Lineage(), ["unknown"]),
    ],
)
def test_the_level_of_an_honour_is_that_of_its_unit_on_the_day_of_the_grant(lineage, levels):
    beside = Beside(
        honours={OTHER: Held(replace(BELOW, granted_by="10700", granted_on=LAST), APRIL)}
    )
    outcome = judged(replace(opened, basis=MERIT), beside=beside, forces=Forces(lineage=lineage))
    told = [one.facts for one in found(outcome, "passing-results-found-no-merit").broken]
    facts = {"honour": str(OTHER), "decided_at": "district"}
    assert told == [{**facts, "granted_at": level} for level in levels]


def test_a_case_in_a_movement_is_thematic_where_nothing_is_said():
    told = judged(replace(opened, campaign=CAMPAIGN))
    looked = found(told, "passing-results-found-no-merit").looked_at
    assert {"commendation": "thematic"} == looked


def test_an_honour_that_is_not_held_is_no_basis_where_the_rule_binds():
    told = replace(opened, basis=MERIT)
    gone = Beside(honours={OTHER: Annulled(BELOW, APRIL)})
    for beside in (gone, Beside()):
        outcome = judged(told, report, beside=beside)
        assert (Answer.NOT_YET, ["honour-not-held"]) == (outcome.answer, codes(outcome))
    warned = judged(told, report, forces=Forces(frozenset({"cited-honours-are-held"})))
    assert (Answer.ELIGIBLE, ["honour-not-held"]) == (warned.answer, codes(warned))


def test_what_was_granted_at_the_level_that_decides_is_no_lower_result():
    steps = (replace(LADDER.steps[0], level="district"), replace(LADDER.steps[-1], level="ward"))
    case = replace(opened, basis=MERIT, ladder=replace(LADDER, steps=steps))
    entry = replace(BELOW, level="ward")
    assert [] == codes(judged(case, report, beside=Beside(honours={OTHER: Held(entry, APRIL)})))


def test_filing_reads_the_honours_it_builds_on():
    cited = given_in(CASE, replace(opened, basis=MERIT), report).and_in(OTHER, BELOW)
    cited.when(FileNomination(CASE, OFFICER)).then_refused("basis-not-of-merit")
    annulled = cited.and_in(OTHER, BELOW, HonourAnnulled(OTHER, "fraud", "9", APRIL))
    annulled.when(FileNomination(CASE, OFFICER)).then_refused("honour-not-held")


def test_a_hold_is_told_by_its_reference():
    outcome = judged(opened, report, CaseHeld("press", "8/BC", "?"))
    assert {"8/BC": "press"} == found(outcome, "nothing-is-open").looked_at
    assert {"ended_on": "", "since": ""} == found(outcome, "after-discipline").looked_at


def test_an_operator_chooses_and_else_an_unconfirmed_rule_warns():
    forces = Forces(frozenset({"a", "b"}), {"b": Force.BINDS, "c": Force.OFF})
    told = [forces.of(key) for key in "abcd"]
    assert [Force.WARNS, Force.BINDS, Force.OFF, Force.BINDS] == told
    assert Force.WARNS is forces.of("d", confirmed=False)
    assert Force.OFF is forces.of("c", confirmed=False)


def test_a_rule_that_demands_nothing_by_itself_holds_as_hard_as_what_asks_for_it():
    forces = Forces(frozenset({"a", "b"}), {"b": Force.OFF})
    assert Force.BINDS is forces.of("a", by_data=True)
    assert Force.WARNS is forces.of("a", confirmed=False, by_data=True)
    assert Force.OFF is forces.of("b", by_data=True)
    assert "posted-where-asked" in {one.key for one in RULES if one.by_data}


CHOICES = st.dictionaries(st.sampled_from([one.key for one in RULES]), st.sampled_from(Force))
FACTS = st.lists(st.sampled_from([report, copy, CaseHeld("press", "8/BC", "?")]), unique=True)


@given(st.sampled_from(["person", "household"]), FACTS, CHOICES)
def test_what_the_verdict_says_is_what_filing_is_refused_for(kind, facts, chosen):
    nominee, forces = replace(NOMINEE, kind=kind), Forces(chosen=chosen)
    told = (replace(opened, nominee=nominee), *facts)
    outcome = judged(*told, forces=forces)
    order = FileNomination(CASE, replace(OFFICER, forces=forces))
    refused = [one.code for one in given_in(CASE, *told).when(order).refusals]
    assert refused == [one.code for each in outcome.findings if each.stops for one in each.broken]
    assert (Answer.ELIGIBLE is outcome.answer) == (not refused)


def test_a_nominee_of_a_known_name_is_told_of_and_stops_nothing():
    outcome = judged(opened, report, beside=Beside(namesakes=(OTHER,)))
    told = found(outcome, "name-known")
    assert (Answer.ELIGIBLE, ["name-known"], {"case": str(OTHER)}) == (
        *(outcome.answer, codes(outcome)),
        told.broken[0].facts,
    )
    assert (Force.WARNS, {"cases": str(OTHER)}) == (told.force, told.looked_at)
    assert {"cases": ""} == found(judged(opened, report), "name-known").looked_at

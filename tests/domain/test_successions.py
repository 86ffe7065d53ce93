"""After a reform places, records of collectives and the register follow who carries a unit on."""

from dataclasses import replace
from datetime import date

import pytest

from domain.decision.commands import CorrectDecision
from domain.decision.events import DecisionIssued
from domain.force import Forces, places_key
from domain.lineage import Lineage
from domain.nomination.commands import FileNomination
from domain.nomination.events import Nominee
from domain.register.claims import claim_stream
from domain.register.decide import authorities
from domain.register.events import HonourAddedToRecord, KeyClaimed, RecordCarriedOn
from domain.register.record import RECORD, record_stream
from domain.register.succession import CarryRecordOn, heir_key
from domain.units import Units
from services.verdicts import judged
from tests.builders import (
    CASE,
    DECISION,
    LADDER,
    NOMINEE,
    OFFICER,
    OTHER,
    PAPER,
    hand,
    opened,
    report,
)
from tests.domain.test_titles import TWICE
from tests.impossible import cannot_follow
from tests.notebook import Notebook
from tests.reforms import FIRST, KEEPER, LAST, REFORM, UNITS
from tests.spec import given_in

ALL = frozenset({"places", "titles", "register"})
LINE = Lineage(Units(UNITS), ALL)
JULY = date(2025, 7, 10)
HEIR = Nominee(NOMINEE.ref, "collective", "10532")
BEFORE = Nominee(OTHER, "collective", "10531")
CARRY = CarryRecordOn(HEIR, BEFORE, KEEPER, REFORM, "the same committee")
carried = RecordCarriedOn(OTHER, "2025-07-01", "unit-merged", "the same committee")
KEY = heir_key(OTHER)


def test_who_carried_whom_on_alone():
    assert ("10531", "10532") == LINE.forerunners("10532", FIRST)
    assert () == LINE.forerunners("10601", LAST)
    assert ("10600",) == LINE.forerunners("10601", FIRST)
    assert ("10532", None, None) == (
        LINE.heir("10531", LAST, FIRST),
        LINE.heir("10700", LAST, FIRST),
        LINE.heir("99999", LAST, FIRST),
    )
    assert ("district", None) == (LINE.level("288", LAST), LINE.level("288", FIRST))
    nobody = Lineage()
    assert ((), None, None) == (
        nobody.forerunners("10532", FIRST),
        nobody.heir("10531", LAST, FIRST),
        nobody.level("288", LAST),
    )


def after_the_merger(follows=ALL, **places) -> FileNomination:
    """Return the order to file in the merged ward, with the places of wards."""
    told = {places_key("gk-tp", code.lstrip("w"), 2025): number for code, number in places.items()}
    forces = Forces(places=told, lineage=Lineage(Units(UNITS), follows))
    units = frozenset({"10532"})
    return FileNomination(CASE, replace(OFFICER, forces=forces, units=units, effective_on=JULY))


@pytest.mark.parametrize(
    ("places", "follows", "takes"),
    [
        ({"w10531": 1, "w10532": 1}, ALL, "gk-tp/10532/2025/1"),
        ({"w10531": 2}, ALL, "gk-tp/10531/2025/2"),
        ({"w10531": 1}, ALL, None),
        ({"w10531": 1}, frozenset(), "none asked"),
        ({"w10600": 1}, ALL, "none asked"),
    ],
)
def test_places_of_merged_wards_add_up_and_so_do_those_taken(places, follows, takes):
    start = replace(opened, unit="10532", opened_on=FIRST)
    taken = "place/gk-tp/10531/2025/1"
    case = given_in(CASE, start, report).and_in(claim_stream(taken), KeyClaimed(taken, OTHER))
    outcome = case.when(after_the_merger(follows, **places))
    keys = [getattr(one.event, "key", "") for one in outcome.changes]
    got = [key.removeprefix("place/") for key in keys if key.startswith("place/")]
    expected = {None: ["no-place-left"], "none asked": []}.get(takes, [])
    assert expected == [one.code for one in outcome.refusals]
    assert ([takes] if takes and "/" in takes else []) == got


def test_whose_places_are_taken_is_said_of_each_merged_ward():
    case = given_in(CASE, replace(opened, unit="10532", opened_on=FIRST), report)
    for key in ("place/gk-tp/10531/2025/1", "place/gk-tp/10532/2025/1"):
        case = case.and_in(claim_stream(key), KeyClaimed(key, OTHER))
    refused = case.when(after_the_merger(w10531=1, w10532=1)).then_refused("no-place-left")
    (facts,) = [one.facts for one in refused.refusals]
    assert {"places": "2", "of": "gk-tp/10532/2025, gk-tp/10531/2025"} == facts


def test_the_record_of_a_merged_collective_goes_on_by_an_act():
    fact = given_in(PAPER).when(CARRY).then(carried, KeyClaimed(KEY, NOMINEE.ref))
    assert record_stream(NOMINEE.ref) == fact.changes[0].stream
    again = given_in(record_stream(NOMINEE.ref), carried)
    again.and_in(claim_stream(KEY), KeyClaimed(KEY, NOMINEE.ref)).when(CARRY).then_nothing()


def test_of_a_divided_unit_a_person_chooses_one_heir():
    divided = replace(CARRY, forerunner=replace(BEFORE, unit="10700"))
    (fact, _) = given_in(PAPER).when(divided).changes
    assert "chosen-by-a-person" == fact.event.rule
    taken = given_in(claim_stream(KEY), KeyClaimed(KEY, PAPER))
    taken.when(divided).then_refused("record-carried-already")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"hand": replace(KEEPER, roles=frozenset({"clerk"}))}, "role-missing"),
        ({"hand": replace(KEEPER, units=frozenset({"14"}))}, "unit-foreign"),
        ({"heir": replace(HEIR, kind="person")}, "not-a-collective"),
        ({"heir": replace(HEIR, kind="enterprise")}, "not-a-collective"),
        ({"heir": replace(HEIR, unit="10601")}, "not-a-successor"),
        ({"forerunner": replace(BEFORE, unit="03988")}, "not-a-successor"),
        ({"forerunner": replace(BEFORE, ref=NOMINEE.ref)}, "record-circle"),
    ],
)
def test_a_record_goes_on_only_where_the_unit_does(changes, code):
    assert code in [one.code for one in given_in(PAPER).when(replace(CARRY, **changes)).refusals]


def test_the_keeper_of_the_ward_itself_may_act():
    own = replace(KEEPER, units=frozenset({"10532"}))
    assert given_in(PAPER).when(replace(CARRY, hand=own)).changes
    gone = replace(CARRY, heir=replace(HEIR, unit="99999"), hand=own)
    assert "unit-foreign" in [one.code for one in given_in(PAPER).when(gone).refusals]


@pytest.mark.parametrize(("follows", "held"), [(ALL, "2024"), (frozenset(), "2 needed; none")])
def test_titles_of_the_collectives_it_carries_on_count_in_a_row(follows, held):
    start = replace(opened, nominee=HEIR, ladder=replace(LADDER, streaks=(TWICE,)))
    title = HonourAddedToRecord(PAPER, "cstdcs", 2024, "288")
    case = given_in(CASE, start, report).and_in(record_stream(OTHER), title)
    facts = case.and_in(record_stream(NOMINEE.ref), carried).facts
    forces = Forces(lineage=Lineage(None, follows))
    found = judged(CASE, forces, Notebook(facts)).verdict.findings
    row = next(one for one in found if one.rule.key == "titles-in-a-row")
    assert held in row.looked_at["cstdcs"]


def test_a_record_carried_on_twice_is_a_defect():
    cannot_follow(RECORD, carried, carried)


@pytest.mark.parametrize(("follows", "may"), [(ALL, ("10531", "10532")), (frozenset(), ("10531",))])
def test_the_unit_that_carries_on_acts_on_what_the_old_one_granted(follows, may):
    forces = Forces(lineage=Lineage(Units(UNITS), follows))
    assert may == authorities("10531", LAST, replace(OFFICER, forces=forces, effective_on=JULY))


@pytest.mark.parametrize(("follows", "codes"), [(ALL, []), (frozenset(), ["unit-foreign"])])
def test_a_clerk_of_the_merged_ward_corrects_a_decision_of_the_old_one(follows, codes):
    forces = Forces(lineage=Lineage(Units(UNITS), follows))
    clerk = replace(hand("clerk", "clerk", "10532", on=JULY), forces=forces)
    paper = DecisionIssued("7/QĐ", LAST, "10531", "Chair", "TM", "Law", None, ())
    order = CorrectDecision(DECISION, clerk, "legal_basis", "Law", "Law 06/2022", "short")
    outcome = given_in(DECISION, paper).when(order)
    assert codes == [one.code for one in outcome.refusals]

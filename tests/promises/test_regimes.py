"""The same case under three regimes, and a case that keeps the regime it was opened under."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from domain.hand import Hand
from domain.nomination.commands import AddEvidence, EndorseStep, FileNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.events import Nominee
from domain.nomination.state import AtStep
from domain.refusal import Refused
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.units_file import load_units
from services.handle import Order, handle
from services.histories import Histories
from services.opening import Proposal, nomination_id, opening
from services.orders import Command
from tests.builders import sha
from tests.notebook import Notebook

NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)
OLD, NEW = "10531", "10532"
SECRETARY = frozenset({"council-secretary"})
RULES = RulebookFiles(load_units().at_level)


def officer(on: date, unit: str = OLD) -> Hand:
    """Return the nominating officer of a ward, on a day."""
    roles = frozenset({"nominating-officer"})
    return Hand("officer", roles, frozenset({unit}), on, NOW, NOW)


def proposal(award: str, unit: str) -> Proposal:
    """Return what the officer asks for."""
    return Proposal(
        Nominee(uuid4(), "person", unit), unit, award, "Paperless desk", receipt="12/ĐN"
    )


def test_the_rules_of_before_are_told_from_those_of_the_day_of_entry():
    june = opening(proposal("bk-tinh", OLD), uuid4(), officer(date(2025, 6, 15)), RULES)
    assert ("nd98-2023", "law06-2026") == (june.ladder.regime, june.in_force)


def route(award: str, unit: str, on: date) -> tuple[str, list[str], tuple[str, ...]]:
    """Return regime, steps and papers of a case opened on a day."""
    order = opening(proposal(award, unit), uuid4(), officer(on, unit), RULES)
    papers = order.ladder.papers + tuple(p for step in order.ladder.steps for p in step.papers)
    return order.ladder.regime, [f"{s.key}@{s.unit}" for s in order.ladder.steps], papers


def test_the_same_case_under_the_three_regimes_takes_two_ways_and_two_lists_of_papers():
    """July 2025 changed the steps, October 2026 the papers: no other route is confirmed yet."""
    days = [(OLD, date(2025, 6, 30)), (NEW, date(2025, 7, 1)), (NEW, date(2026, 10, 1))]
    routes = [route("cstdcs", unit, on) for unit, on in days]
    assert ["nd98-2023", "nd152-2025", "law06-2026"] == [regime for regime, *_ in routes]
    (_, ward_to_district, papers), (_, ward_alone, same), (_, carried_over, other) = routes
    assert ward_to_district != ward_alone == carried_over
    assert papers == same != other
    assert ["district-decide@288", "ward-decide@10532", "ward-decide@10532"] == [
        steps[-1] for _, steps, _ in routes
    ]


def test_a_case_opened_before_july_2025_goes_on_by_its_own_rules():
    ledger, june, july = Notebook(), date(2025, 6, 30), date(2025, 7, 15)
    command = opening(proposal("bk-tinh", OLD), uuid4(), officer(june), RULES)
    late = officer(july)
    secretary = replace(late, actor="secretary", roles=SECRETARY, capacity="TM")
    case = command.nomination
    papers = [
        AddEvidence(case, late, sha(kind), 1, "text/plain", kind, "original", "T")
        for kind in (*command.ladder.papers, "council-minutes")
    ]
    review = EndorseStep(case, secretary, "ward-review", "agreed")
    orders: list[Command] = [command, *papers, FileNomination(case, late), review]
    for order in orders:
        handle(Order(order, uuid4(), "test"), ledger)

    state = Histories(ledger).of(NOMINATION, case)
    assert isinstance(state, AtStep)
    assert ("nd98-2023", "ward-submit") == (state.dossier.ladder.regime, state.step.key)
    assert "288" == state.dossier.ladder.above("ward-submit").unit


@pytest.mark.parametrize("on", [date(2025, 7, 1), date(2023, 12, 31)])
def test_nothing_is_opened_where_no_rule_of_the_day_gives_the_award(on):
    with pytest.raises(Refused, match="award-not-given"):
        opening(proposal("bk-tinh", OLD), uuid4(), officer(on), RULES)


def test_an_unknown_movement_is_refused_beside_the_award():
    asked = replace(proposal("gk-tp", NEW), movement="weekly")
    with pytest.raises(Refused, match="award-not-given, movement-unknown"):
        opening(asked, uuid4(), officer(date(2025, 7, 1), NEW), RULES)


def test_an_unknown_movement_hides_nothing_else_that_is_wrong():
    asked = replace(proposal("gk-tp", NEW), movement="weekly")
    stranger = Hand("x", frozenset(), frozenset(), date(2099, 1, 1), NOW, NOW)
    found = "award-not-given, movement-unknown, role-missing, unit-foreign, dated-ahead"
    with pytest.raises(Refused, match=f"^{found}$"):
        opening(asked, uuid4(), stranger, RULES)


def test_the_same_order_opens_the_same_case():
    command = uuid4()
    order = opening(proposal("bk-tinh", OLD), command, officer(date(2025, 6, 1)), RULES)
    assert nomination_id(command) == order.nomination


def test_a_unit_that_was_abolished_opens_nothing_and_each_is_named_once():
    july, nobody = officer(date(2025, 7, 1)), Nominee(uuid4(), "person", "99999")
    with pytest.raises(Refused) as both:
        opening(replace(proposal("bk-tinh", OLD), nominee=nobody), uuid4(), july, RULES)
    with pytest.raises(Refused) as one:
        opening(proposal("bk-tinh", OLD), uuid4(), july, RULES)

    award, *units = both.value.refusals
    assert ("award-not-given", [OLD, "99999"]) == (award.code, [it.facts["unit"] for it in units])
    assert ["award-not-given", "unit-unknown"] == [it.code for it in one.value.refusals]


@pytest.mark.parametrize("unit", ["ZZZZ", "99999", OLD])
def test_a_nominee_is_of_a_unit_that_stands_that_day(unit):
    asked = replace(proposal("bk-tinh", NEW), nominee=Nominee(uuid4(), "person", unit))
    with pytest.raises(Refused, match=r"^unit-unknown$"):
        opening(asked, uuid4(), officer(date(2025, 7, 1), NEW), RULES)

"""The reform of 1 July 2025 as it was: Thanh Bình's places, records, register in Lê Thanh Nghị."""

from dataclasses import replace
from datetime import date
from uuid import uuid5

from domain.decision.events import DecisionIssued
from domain.force import places_key
from domain.nomination.commands import FileNomination
from domain.nomination.events import Nominee
from domain.register.claims import claim_stream
from domain.register.decide import authorities
from domain.register.events import KeyClaimed
from infra.rulebooks.reform_files import load_reform
from services.heirs import left_by
from services.ports import Append
from tests.builders import APRIL, CASE, DECISION, NOMINEE, OFFICER, OTHER, SPACE, opened, report
from tests.domain.test_decision import entry
from tests.infra.writing import envelope
from tests.notebook import Notebook
from tests.plain_house import RULEBOOKS, UNITS
from tests.spec import given_in

THANH_BINH, LE_THANH_NGHI, HAI_PHONG = "10531", "10532", "31"
LAST, JULY = date(2025, 6, 30), date(2025, 7, 10)
FORCES = RULEBOOKS.forces()


def test_thanh_binh_is_carried_on_by_le_thanh_nghi_of_hai_phong():
    heir = FORCES.lineage.heir(THANH_BINH, LAST, JULY)
    assert (LE_THANH_NGHI, HAI_PHONG) == (heir, UNITS.unit(LE_THANH_NGHI, JULY).parent)
    assert THANH_BINH in FORCES.lineage.forerunners(LE_THANH_NGHI, JULY)


def test_a_place_thanh_binh_used_is_used_in_le_thanh_nghi():
    series = places_key("gk-tp", THANH_BINH, 2025)
    first, second = (f"place/{series}/{number}" for number in (1, 2))
    start = replace(opened, unit=LE_THANH_NGHI, opened_on=JULY)
    case = given_in(CASE, start, report).and_in(claim_stream(first), KeyClaimed(first, OTHER))
    forces = replace(FORCES, places={series: 2})
    units = frozenset({LE_THANH_NGHI})
    hand = replace(OFFICER, forces=forces, units=units, effective_on=JULY)
    outcome = case.when(FileNomination(CASE, hand))
    outcome.then_in(claim_stream(second), KeyClaimed(second, CASE))


def test_le_thanh_nghi_may_annul_what_thanh_binh_granted_and_its_neighbour_may_not():
    hand = replace(OFFICER, forces=FORCES, effective_on=JULY)
    assert (THANH_BINH, LE_THANH_NGHI) == authorities(THANH_BINH, LAST, hand)
    before = replace(hand, effective_on=APRIL)
    assert (THANH_BINH,) == authorities(THANH_BINH, APRIL, before)


def test_collectives_of_units_that_ended_are_listed_with_who_may_carry_them_on():
    team = Nominee(uuid5(SPACE, "team"), "collective", THANH_BINH)
    kept = {
        OTHER: (replace(entry, nominee=team),),
        DECISION: (DecisionIssued("7/QĐ", APRIL, "30", "x", "TM", "Law", None, ()),),
        CASE: (replace(entry, nominee=NOMINEE),),
    }
    book = Notebook()
    write(book, kept)
    (left,) = left_by(load_reform("2025-07-01"), book, lambda *_: None)
    assert (team.ref, "unit-merged", (LE_THANH_NGHI,), None) == (
        left.nominee,
        left.rule,
        left.heirs,
        left.carried_by,
    )


def write(book: Notebook, facts: dict) -> None:
    """Write facts into a book, a stream after the other."""
    for stream, told in facts.items():
        book.append([Append(stream, 0, told)], envelope())

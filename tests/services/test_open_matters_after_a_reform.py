"""What stands open beside a case when the real reform comes is acted on by who carries it on."""

from functools import cache

import pytest

from domain.council.agenda import agenda_key
from domain.council.closing import MOVED
from domain.council.events import CouncilAppointed, ItemDropped
from domain.council.state import council_of
from domain.reform.commands import AssignSuccessor
from domain.register.claims import CLAIM, claim_stream
from infra.ledger.ledger import open_ledger
from services.histories import Histories
from services.import_log import quiet
from services.ports import Append
from tests.after_a_reform import (
    ENDS,
    TURNS,
    WRAPS,
    Heirs,
    by,
    convene,
    unit_by_the_file,
    units_around,
    where,
    who_may,
)
from tests.communes import THANH_BINH, WRITTEN, a_sample, case_of, fill, session_of
from tests.open_matters import APPOINTED, COUNCILS, OPEN_STAGES, seats
from tests.second_person import apply
from tests.services.test_reform import hand, plan
from tests.succession_file import heirs, province_before, province_of
from tests.thanh_binh import assert_thanh_binh
from tests.turns import ASKED

SPLIT = "00019"
FEW = (THANH_BINH, SPLIT)
WHOLE = tuple(one.code for one in a_sample())
SIZES = [pytest.param(FEW, id="few"), pytest.param(WHOLE, marks=pytest.mark.drill, id="sample")]


@cache
def reformed(communes):
    """Return a ledger of open matters after the reform; those who carry splits on are chosen."""
    ledger = open_ledger("memory:")
    fill(ledger, [one for one in a_sample() if one.code in communes], OPEN_STAGES)
    around = set.union(*map(units_around, communes))
    paper = [CouncilAppointed(unit, seats(), "1/QĐ", APPOINTED, "Law") for unit in around]
    ledger.append([Append(council_of(one.unit), 0, (one,)) for one in paper], WRITTEN)
    apply(plan(), hand(), ledger, quiet)
    return ledger


def open_in(communes):
    """Yield each commune with each stage, the sort of what is open there, and the case."""
    for ward in communes:
        for stage in OPEN_STAGES:
            (matter,) = TURNS.keys() & set(stage.split()[1].split("-"))
            yield ward, stage, matter, case_of(ward, stage)


@pytest.mark.parametrize("communes", SIZES)
def test_exactly_one_unit_may_act_on_what_is_open_and_where_a_person_chooses_none(communes):
    ledger = reformed(communes)
    for ward, stage, matter, case in open_in(communes):
        at = where(case, ledger)
        for number, turn in enumerate(TURNS[matter]):
            theirs = who_may(turn, case, ward, ledger)
            assert expected(at, turn, ward) == theirs, (ward, stage, number)


def expected(at, turn, ward):
    """Return who may take a turn: the agency that was asked, else the one heir if there is one."""
    if at.dossier.undecided and turn.whose != ASKED:
        return set()
    heir = at.dossier.undecided or min(heirs()[ward])
    called = turn.order is convene and session_goes_on(ward)
    return set() if called else {unit_by_the_file(turn, at, heir)}


def session_goes_on(ward):
    """Say whether the council of a case's province is still asked after the reform."""
    (heir,) = heirs()[ward]
    return province_before(ward) == province_of()[heir]


@pytest.mark.parametrize("communes", SIZES)
def test_a_council_that_is_asked_no_more_lets_the_case_go_and_is_ended_by_the_heir_too(communes):
    ledger = reformed(communes)
    for ward, stage, matter, case in open_in(communes):
        if matter in COUNCILS and not where(case, ledger).dossier.undecided:
            old, new = province_before(ward), province_of()[min(heirs()[ward])]
            gone = ItemDropped(case, MOVED) in ledger.read(session_of(case))
            assert gone == (old != new), (ward, stage)
            assert {old, new} == who_may(WRAPS[matter], case, ward, ledger), (ward, stage)


@pytest.mark.parametrize("communes", SIZES)
def test_what_is_open_is_settled_and_the_case_goes_on_to_its_grant(communes):
    ledger = reformed.__wrapped__(communes)
    for ward, _, matter, case in open_in(communes):
        officers, choice = Heirs(case, ledger), where(case, ledger).dossier.undecided
        if choice:
            officers.give(chosen(case, choice, ward))
        if Histories(ledger).of(CLAIM, claim_stream(agenda_key(case))):
            officers.end_the_session(matter, province_before(ward))
        officers.take(ENDS[matter])
        officers.to_the_grant()


def chosen(case, choice, ward):
    """Return the order of the keeper above who says which unit carries a case on."""
    wards = (one for one, above in province_of().items() if above == choice.decided_by)
    unit = min(heirs()[ward] or wards)
    keeper = by("directory-keeper", choice.decided_by)
    return AssignSuccessor(case, keeper, plan(), unit, "its streets", asked=False)


def test_thanh_binhs_are_in_the_hands_of_its_heir():
    assert_thanh_binh(reformed(FEW), OPEN_STAGES)

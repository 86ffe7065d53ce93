"""The reform of 1 July 2025 on real communes: nothing lost, one authority each, run as often."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationWithdrawn
from domain.nomination.handing import ahead, desk_of
from domain.nomination.state import Running
from domain.reform.events import UnitsReorganised
from domain.refusal import Refused
from domain.terms import Calendar
from infra.ledger.ledger import open_ledger
from infra.rulebooks.reform_files import load_reform
from services.histories import Histories
from services.import_log import quiet
from services.ports import Append, Conflict
from services.reform import hand_of, order_of, rehearse
from tests.communes import (
    FIRST,
    LAST,
    STAGES,
    THANH_BINH,
    WAITS,
    WRITTEN,
    a_sample,
    case_of,
    fill,
)
from tests.plain_house import RULEBOOKS
from tests.second_person import agree, apply
from tests.succession_file import assert_the_file_says_so
from tests.thanh_binh import assert_thanh_binh

NOW = datetime(2025, 7, 3, 5, tzinfo=UTC)
AUTHORITY = CaseReassigned | CaseUnassigned


class At:
    """A clock that stands, and a calendar without days off."""

    def __init__(self, now=NOW):
        self._now = now

    def now(self):
        return self._now

    def around(self, _day):
        return Calendar(frozenset())

    def year(self, _year):
        return ()


@cache
def plan():
    return load_reform("2025-07-01")


def hand(at=None):
    at = at or At()
    return hand_of("operator", plan(), at, at, RULEBOOKS.forces())


@pytest.fixture
def ledger():
    found = open_ledger("memory:")
    fill(found, a_sample())
    return found


@pytest.fixture(scope="module")
def reformed():
    """Carry the reform out once; return the ledger, which is only read, and what was counted."""
    found = open_ledger("memory:")
    fill(found, a_sample())
    return found, apply(plan(), hand(), found, quiet)


def cases():
    return [case_of(one.code, stage) for one in a_sample() for stage in STAGES]


def test_no_case_is_lost_and_each_was_given_one_thing(reformed):
    ledger, tally = reformed

    assert len(cases()) == tally.cases == tally.moved.total() + tally.choices.total()
    assert {1} == {sum(isinstance(one, AUTHORITY) for one in ledger.read(case)) for case in cases()}


def test_each_case_has_one_authority_that_stands_or_waits_for_a_person(reformed):
    ledger, tally = reformed
    states = Histories(ledger).each(NOMINATION, cases()).values()
    decided = [one for one in states if isinstance(one, Running) and not one.dossier.undecided]

    assert (len(cases()) - len(decided)) == tally.choices.total() > 0
    for state in decided:
        assert plan().units.unit(desk_of(state).unit, FIRST)
        assert "district" not in {one.level for one in ahead(state)}
        assert_the_file_says_so(state)


def test_what_waits_for_a_person_is_of_a_unit_no_single_one_carries_on(reformed):
    _, tally = reformed
    units = plan().units

    assert {"unit-divided", "unit-untraced"} == {one.rule for one in tally.choices}
    for one, number in tally.choices.items():
        heirs = units.carrying_on(one.unit, LAST, FIRST)
        assert one.candidates == tuple(heir.code for heir in heirs)
        assert 1 != len(heirs)
        assert len(STAGES) == number
        assert units.unit(one.decided_by, FIRST).level == "province"


def test_thanh_binh_is_carried_on_by_le_thanh_nghi_of_hai_phong(reformed):
    ledger, _ = reformed
    assert_thanh_binh(ledger)


def test_a_second_run_changes_nothing(ledger):
    apply(plan(), hand(), ledger, quiet)
    before = ledger.last_position()
    again = apply(plan(), hand(), ledger, quiet)

    assert before == ledger.last_position()
    assert (0, 0, again.cases) == (again.moved.total(), again.choices.total(), again.unchanged)


def test_a_run_that_was_cut_off_is_completed_with_the_same_result(ledger, reformed):
    whole, _ = reformed

    def cut(_stage, done, _total):
        raise KeyboardInterrupt(done)

    with pytest.raises(KeyboardInterrupt):
        apply(plan(), hand(), Short(ledger), cut)
    apply(plan(), hand(), ledger, quiet)

    assert {one: whole.read(one) for one in cases()} == {one: ledger.read(one) for one in cases()}


class Short:
    """A ledger that is read in short stretches."""

    def __init__(self, ledger):
        self._ledger = ledger

    def __getattr__(self, name):
        return getattr(self._ledger, name)

    def stretch(self, position, limit, kinds):
        return self._ledger.stretch(position, limit // 4, kinds)


class Raced(Short):
    """A ledger on which another act is faster: the first case is withdrawn, the batch is late."""

    def append(self, appends, envelope):
        ours = [one for one in appends if case_of(THANH_BINH, WAITS) == one.stream]
        if len(appends) > 1 and ours:
            (one,) = ours
            gone = Append(one.stream, one.expected, (NominationWithdrawn("moved"),))
            self._ledger.append([gone], WRITTEN)
            raise Conflict("too late")
        return self._ledger.append(appends, envelope)


def test_a_batch_that_meets_another_act_is_moved_case_by_case():
    ours = [one for one in a_sample() if one.code == THANH_BINH]
    ledger = open_ledger("memory:")
    fill(ledger, ours)
    tally = apply(plan(), hand(), Raced(ledger), quiet)

    assert (len(STAGES) - 1,) * 2 == (tally.retried, tally.moved.total())
    assert isinstance(ledger.read(case_of(THANH_BINH, WAITS))[-1], NominationWithdrawn)


def test_a_rehearsal_says_the_same_and_writes_nothing(ledger, reformed):
    before = ledger.last_position()
    early = hand(At(datetime(2025, 6, 1, tzinfo=UTC)))
    said = rehearse(plan(), early, ledger, quiet)
    assert before == ledger.last_position()
    _, done = reformed

    assert replace(done, retried=0) == said


def test_a_reform_is_not_applied_before_its_day(ledger):
    agree(plan(), ledger, NOW)
    before = ledger.last_position()
    with pytest.raises(Refused, match="dated-ahead"):
        apply(plan(), hand(At(datetime(2025, 6, 30, 5, tzinfo=UTC))), ledger, quiet)
    assert before == ledger.last_position()


def test_each_fact_says_by_which_order_of_which_reform_it_came(reformed):
    ledger, _ = reformed
    told = [
        one
        for one in ledger.since(0, ledger.last_position())
        if isinstance(one.event, AUTHORITY | UnitsReorganised)
    ]
    reform, *each = told

    assert (plan().digest, FIRST) == (reform.event.digest, reform.envelope.effective_on)
    for one in each:
        mine = order_of(plan(), one.stream, hand())
        assert (mine.id, FIRST, str(reform.envelope.command)) == (
            one.envelope.command,
            one.envelope.effective_on,
            one.envelope.causation,
        )
    assert len(each) == len(Counter(one.envelope.command for one in each))

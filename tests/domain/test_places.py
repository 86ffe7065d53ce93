"""Places of a unit for a title and a year: taken when a case is filed, given back when it ends."""

from contextlib import suppress
from dataclasses import replace
from uuid import UUID, uuid4, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import Event
from domain.force import Forces, places_key
from domain.nomination.commands import FileNomination, WithdrawNomination
from domain.nomination.events import NominationCorrected, NominationWithdrawn
from domain.nomination.keys import placed
from domain.refusal import Refused
from domain.register.claims import claim_stream
from domain.register.events import KeyClaimed, KeyReleased
from services.handle import Order, handle
from services.verdicts import judged
from tests.builders import CASE, NOMINEE, OFFICER, OTHER, SPACE, WARD, filed, opened, report
from tests.notebook import Notebook
from tests.spec import Given, given_in

SERIES = places_key("gk-tp", WARD, 2025)
FIRST, SECOND = (f"place/{SERIES}/{number}" for number in (1, 2))
CASES = tuple(uuid5(SPACE, f"placed {number}") for number in range(5))


def file(case=CASE, places=2) -> FileNomination:
    """Return the order to file where the ward has so many places."""
    return FileNomination(case, replace(OFFICER, forces=Forces(places={SERIES: places})))


def draft(*taken: str) -> Given:
    """Return a draft, and places others took."""
    case = given_in(CASE, opened, report)
    for key in taken:
        case = case.and_in(claim_stream(key), KeyClaimed(key, OTHER))
    return case


def test_a_filed_case_takes_the_first_place_that_is_free():
    draft().when(file()).then_in(claim_stream(FIRST), KeyClaimed(FIRST, CASE))
    draft(FIRST).when(file()).then_in(claim_stream(SECOND), KeyClaimed(SECOND, CASE))
    draft().when(FileNomination(CASE, OFFICER)).then_in(claim_stream(FIRST))


def test_a_case_takes_one_place_and_takes_it_when_it_is_filed():
    assert [FIRST] == [one.event.key for one in placed(CASE, filed, (FIRST, SECOND), {})]
    assert [] == placed(CASE, filed, (FIRST, SECOND), {FIRST: CASE})
    assert [] == placed(
        CASE, NominationCorrected("achievement", "a", "b", "typo"), (FIRST, SECOND), {}
    )


@pytest.mark.parametrize(("taken", "places"), [((FIRST, SECOND), 2), ((FIRST,), 1), ((), 0)])
def test_without_a_place_left_nobody_more_is_proposed(taken, places):
    (refusal,) = draft(*taken).when(file(places=places)).then_refused("no-place-left").refusals
    assert {"places": str(places), "of": SERIES} == refusal.facts


def test_a_rule_that_warns_lets_one_more_go_without_a_place():
    forces = Forces(frozenset({"a-place-is-left"}), places={SERIES: 1})
    order = FileNomination(CASE, replace(OFFICER, forces=forces))
    outcome = draft(FIRST).when(order).then_in(CASE, filed)
    assert FIRST not in [getattr(one.event, "key", "") for one in outcome.changes]
    verdict = judged(CASE, forces, Notebook(draft(FIRST).facts)).verdict
    told = next(one for one in verdict.findings if one.rule.key == "a-place-is-left")
    assert ({FIRST: str(OTHER)}, False) == (told.looked_at, told.stops)


def test_a_case_that_ends_without_an_award_gives_its_place_back():
    mine = given_in(CASE, opened, report, filed).and_in(
        claim_stream(FIRST), KeyClaimed(FIRST, CASE)
    )
    order = WithdrawNomination(CASE, file().hand, "moved")
    mine.when(order).then(NominationWithdrawn("moved"), KeyReleased(FIRST, CASE))


ORDERS = st.lists(st.tuples(st.sampled_from(CASES), st.booleans()), max_size=20)


@given(ORDERS, st.integers(0, 3))
def test_never_more_run_than_there_are_places(orders, places):
    facts = {case: drafted(case) for case in CASES}
    ledger, running = Notebook(facts), set[UUID]()
    for case, files in orders:
        order = file(case, places)
        command = order if files else WithdrawNomination(case, order.hand, "moved")
        with suppress(Refused):
            handle(Order(command, uuid4(), "test"), ledger)
            running = running | {case} if files else running - {case}
        assert len(running) <= places


def drafted(case: UUID) -> list[Event]:
    """Return a draft about a nominee of its own."""
    return [replace(opened, nominee=replace(NOMINEE, ref=case)), report]

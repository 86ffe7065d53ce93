"""A hold and an act of another ward on the same nominee at the same moment: never both unseen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from threading import Barrier
from uuid import UUID, uuid4, uuid5

from domain.nomination.commands import EndorseStep, OpenNomination, PutOnHold
from domain.nomination.events import StepEndorsed
from domain.nomination.holding import CaseHeld
from domain.refusal import Refused
from infra.ledger.ledger import StoreLedger, open_ledger
from services.handle import Order, handle
from services.orders import Command
from services.ports import Append, Conflict
from tests.builders import (
    APRIL,
    LADDER,
    NOMINEE,
    OFFICER,
    SECRETARY,
    SPACE,
    WARD,
    filed,
    opened,
    opening,
)
from tests.infra.writing import envelope

PATIENCE, RACES = 120, 25
WHOLE = replace(LADDER, papers=())


def given(ledger: StoreLedger, case: UUID, nominee: UUID, *, enrolled: bool) -> None:
    """Let a case be filed; with its docket as since it is kept, or as before."""
    whom = replace(NOMINEE, ref=nominee)
    if enrolled:
        order = opening(nomination=case, nominee=whom, ladder=WHOLE)
        handle(Order(order, uuid4(), "race"), ledger)
        ledger.append([Append(case, 1, (filed,))], replace(envelope(), effective_on=APRIL))
        return
    told = replace(opened, nominee=whom, ladder=WHOLE)
    ledger.append([Append(case, 0, (told, filed))], envelope())


def tried(command: Command, ledger: StoreLedger, start: Barrier) -> str:
    """Give an order when all are ready; return what became of it."""
    start.wait()
    try:
        handle(Order(command, uuid4(), "race"), ledger)
    except Refused as refused:
        return " ".join(one.code for one in refused.refusals)
    except Conflict:
        return "busy"
    return "done"


def race(doors: list[StoreLedger], orders: Callable[[int], tuple[Command, Command]]) -> list:
    """Let two orders run at once, again and again; return what became of each pair."""
    start, became = Barrier(2, timeout=PATIENCE), []
    with ThreadPoolExecutor(2) as pool:
        for number in range(RACES):
            pairs = zip(orders(number), doors, (start, start), strict=True)
            futures = [pool.submit(tried, *one) for one in pairs]
            became.append([one.result() for one in futures])
    return became


def the_hold_is_seen(ledger: StoreLedger, case: UUID, act: str) -> None:
    """See that a case is held, and that nobody agreed to it after it was."""
    facts = [type(one) for one in ledger.read(case)]
    assert CaseHeld in facts
    if act == "done":
        assert facts.index(StepEndorsed) < facts.index(CaseHeld)
    else:
        assert "case-held" == act
        assert StepEndorsed not in facts


def test_a_hold_on_one_case_and_an_agreement_to_another_are_in_one_order(durable_url):
    with closing(open_ledger(durable_url)) as one, closing(open_ledger(durable_url)) as other:

        def orders(number: int) -> tuple[Command, Command]:
            mine, theirs = ids(number)
            for case in (mine, theirs):
                given(one, case, nominee_of(number), enrolled=True)
            hold = PutOnHold(mine, SECRETARY, "complaint", "12/KN", "about the figures")
            return hold, EndorseStep(theirs, SECRETARY, "ward-review", "deserved")

        for number, (hold, act) in enumerate(race([one, other], orders)):
            assert "done" == hold
            the_hold_is_seen(one, ids(number)[1], act)


def test_a_case_opened_while_a_hold_is_noted_is_held(durable_url):
    with closing(open_ledger(durable_url)) as one, closing(open_ledger(durable_url)) as other:

        def orders(number: int) -> tuple[Command, Command]:
            mine, theirs = ids(number)
            given(one, mine, nominee_of(number), enrolled=number % 2 == 0)
            hold = PutOnHold(mine, SECRETARY, "complaint", "12/KN", "about the figures")
            whom = replace(NOMINEE, ref=nominee_of(number))
            return hold, OpenNomination(theirs, OFFICER, whom, WARD, "Another", WHOLE)

        assert [["done", "done"]] * RACES == race([one, other], orders)
        for number in range(RACES):
            assert CaseHeld in [type(fact) for fact in one.read(ids(number)[1])]


def ids(number: int) -> tuple[UUID, UUID]:
    """Return the two cases of a race."""
    return uuid5(SPACE, f"held {number}"), uuid5(SPACE, f"other of {number}")


def nominee_of(number: int) -> UUID:
    """Return the nominee of a race."""
    return uuid5(SPACE, f"nominee of race {number}")

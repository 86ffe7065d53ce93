"""A log of before, in which a return left a kept count with its session, is read as it was."""

from domain.council.commands import CloseSession
from domain.nomination.commands import PutOnHold, ReturnForSupplement
from domain.nomination.events import Missing
from domain.register.events import KeyReleased
from services.redeciding.again import decided_again
from services.redeciding.findings import Looked
from services.redeciding.late import COUNT_LEFT
from tests.agendas_before_a_reform import OLD, STEP, ballots, give, house, secretary
from tests.redeciding import HOUSE, Pages


def sent_back():
    """Return the facts before a held case was voted on, and those until its return."""
    ledger, case, session = house("casting")
    at, by = ledger.last_position(), secretary(OLD)
    boxes = {case: tuple(one for _, one in ballots(case))}
    give(PutOnHold(case, by, "complaint", "12/DT", "a letter"), ledger)
    give(CloseSession(session, by, boxes, {}), ledger)
    give(ReturnForSupplement(case, by, STEP, (Missing("remark", "r1"),), "unclear"), ledger)
    log = ledger.since(0, ledger.last_position())
    return log[:at], log[at:]


def codes(before, log, seen):
    shelf = Pages()
    shelf.add(before)
    return [one.code for one in decided_again(log, shelf, HOUSE, seen)]


def test_a_return_that_left_the_count_is_counted_until_the_log_begins_to_let_it_go():
    before, log = sent_back()
    old, seen = [one for one in log if not isinstance(one.event, KeyReleased)], Looked()

    assert 1 == len(log) - len(old)
    assert [] == codes(before, log, Looked())
    assert [] == codes(before, old, seen)
    assert 1 == seen.untold[COUNT_LEFT]
    assert ["incomplete"] == codes(before, old, Looked(let_go_since=1))

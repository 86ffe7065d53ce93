"""An order looked over: it passes, is refused, or has the answer of its twin."""

from dataclasses import replace
from functools import partial

import pytest

from domain.refusal import Kind, Refusal, Refused
from services.handle import Order, Stale, handle, rehearse
from services.receipts import Asked, command_id, made
from tests.builders import CASE, OFFICER, opened, opening, report
from tests.notebook import Notebook
from tests.services.test_handle import OPEN, WITHDRAW

MINE = OPEN.asked(str)
look = partial(rehearse, OPEN.command, None)


class Overtaken(Notebook):
    """A ledger where orders are carried out just after another was first read for."""

    def __init__(self, *others: Order) -> None:
        super().__init__()
        self.others = [*others]

    def read_many(self, streams):
        """Answer as of the moment before."""
        told = super().read_many(streams)
        others, self.others = self.others, []
        for one in others:
            handle(one, self)
        return told


def test_a_new_order_passes_and_nothing_is_written():
    ledger = Notebook()
    assert look(ledger, asked=MINE) is None
    assert [] == ledger.log


def test_one_that_was_carried_out_has_its_receipt_and_not_its_own_effect():
    ledger = Notebook()
    done = handle(OPEN, ledger)
    found = look(ledger, asked=MINE)
    assert found == replace(done, repeated=True)
    with pytest.raises(Refused, match="already-open"):
        look(ledger)


def test_one_whose_twin_is_carried_out_just_now_has_its_receipt():
    """Refused at first, for there was no case; it is believed only where all stood still."""
    twin = replace(WITHDRAW, fingerprint="f")
    ledger = Overtaken(OPEN, twin)
    found = rehearse(twin.command, None, ledger, asked=twin.asked(str))
    assert (CASE, 2, True) == (found.stream, found.version, found.repeated)


def test_another_order_under_its_key_is_no_twin():
    ledger = Notebook()
    handle(replace(OPEN, fingerprint="f2"), ledger)
    with pytest.raises(Refused, match="key-reused"):
        look(ledger, asked=MINE)


def test_what_was_asked_is_looked_up_only_where_a_receipt_stands():
    looked, ledger = [], Notebook()
    asked = Asked(OPEN.id, lambda: looked.append(1))
    assert look(ledger, asked=asked) is None
    assert [] == looked
    handle(OPEN, ledger)
    with pytest.raises(Refused, match="key-reused"):  # what has no digest can be no twin
        look(ledger, asked=asked)
    assert [1] == looked


def test_a_receipt_is_found_before_the_version_is_compared():
    ledger = Notebook({CASE: [opened, report]})
    order = replace(WITHDRAW, expected=2, fingerprint="f")
    done = handle(order, ledger)
    found = rehearse(order.command, 2, ledger, asked=order.asked(str))
    assert done.version == found.version == 3
    with pytest.raises(Stale):
        rehearse(order.command, 2, ledger)


def test_what_cannot_be_made_again_is_known_by_its_receipt():
    def gone() -> None:
        raise Refused(Refusal("award-not-given", Kind.INVALID, "no rule of that day gives it"))

    ledger = Notebook()
    with pytest.raises(Refused):
        made(gone, MINE, ledger)
    handle(OPEN, ledger)
    assert CASE == made(gone, MINE, ledger).stream
    for asked in (None, Asked(command_id("officer", "other"), lambda: "f1")):
        with pytest.raises(Refused):
            made(gone, asked, ledger)
    assert OFFICER == made(opening, MINE, ledger).hand

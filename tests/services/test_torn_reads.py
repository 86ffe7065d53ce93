"""A refusal is decided on what stood together: what was read while others wrote is read again."""

from collections import Counter
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from domain.nomination.events import NominationForwarded, NominationWithdrawn
from domain.refusal import Refused
from domain.submission.commands import DispatchSubmission
from services.handle import TRIES, Order, handle
from services.ports import Append
from services.receipts import command_id
from tests.builders import CASE, CHAIRMAN, DISTRICT, PAPER, WARD, at_submit, report
from tests.golden.sample import ENVELOPE
from tests.notebook import Notebook

UP = DispatchSubmission(PAPER, CHAIRMAN, "1/TTr", WARD, DISTRICT, (CASE,))
SEND = Order(UP, command_id("ward-chairman", "k"), "c-1", fingerprint="f")


class Overtaken(Notebook):
    """A ledger where others write between the first and the second look of an order."""

    def __init__(self, facts, others: list[Callable[[Notebook], object]]) -> None:
        super().__init__(facts)
        self.others, self.looks = others, 0

    def read_many(self, streams):
        """Let the next of the others write before every second look."""
        self._look()
        return super().read_many(streams)

    def versions(self, streams):
        """Let the next of the others write before every second look."""
        self._look()
        return super().versions(streams)

    def _look(self):
        self.looks += 1
        if self.others and self.looks % 2 == 0:
            others, self.others = self.others, []
            others.pop(0)(self)
            self.others = others


def write(*events):
    """Return what appends facts to the case."""

    def other(ledger: Notebook) -> None:
        ledger.append([Append(CASE, len(ledger.read(CASE)), events)], ENVELOPE)

    return other


def test_the_same_order_at_once_has_the_answer_of_the_first():
    ledger = Overtaken({CASE: at_submit}, [lambda it: handle(SEND, it)])

    again = handle(SEND, ledger)

    assert (PAPER, 1, True) == (again.stream, again.version, again.repeated)
    assert 1 == sum(isinstance(fact, NominationForwarded) for fact in ledger.read(CASE))


def test_a_refusal_is_looked_at_again_when_others_wrote_meanwhile():
    ledger = Overtaken({CASE: at_submit}, [write(NominationWithdrawn("moved"))])

    with pytest.raises(Refused, match="not-at-a-step"):
        handle(SEND, ledger)
    assert 4 <= ledger.looks


def test_a_refusal_on_what_never_rests_is_said_in_the_end():
    ledger = Overtaken({CASE: [*at_submit, NominationWithdrawn("moved")]}, [write(report)] * 99)

    with pytest.raises(Refused, match="not-at-a-step"):
        handle(Order(UP, uuid4(), "c"), ledger)
    assert 2 * TRIES <= ledger.looks


class Counted(Notebook):
    """A ledger that counts how often which streams were read, and asked for versions."""

    def __init__(self, facts) -> None:
        super().__init__(facts)
        self.seen, self.asked = Counter[UUID](), Counter[UUID]()

    def read_many(self, streams):
        """Count what is read."""
        self.seen.update(streams)
        return super().read_many(streams)

    def versions(self, streams):
        """Count what is asked for."""
        self.asked.update(streams)
        return super().versions(streams)


def test_a_refused_order_reads_no_stream_twice():
    ledger = Counted({CASE: [*at_submit, NominationWithdrawn("moved")]})
    with pytest.raises(Refused, match="not-at-a-step"):
        handle(SEND, ledger)
    assert {1} == {*ledger.seen.values()}
    assert CASE in ledger.seen
    assert ledger.seen == ledger.asked

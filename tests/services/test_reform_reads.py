"""What a reform reads for each case: its own history and the case, not the book of house acts."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from domain.house_acts.state import BOOK_STREAM
from domain.reform.commands import ReassignCase
from domain.reform.events import UnitsReorganised
from services.histories import Histories
from services.orders import decide
from tests.builders import CASE, hand, opened
from tests.notebook import Notebook
from tests.reforms import FIRST, REFORM

BY = replace(hand("operator", "operator", "VN"), effective_on=FIRST)
APPLIED = UnitsReorganised(
    REFORM.key, REFORM.in_force_from, REFORM.legal_basis, REFORM.digest, REFORM.source, True
)


class Asked(Notebook):
    """A ledger that remembers which streams were asked for."""

    def read_many(self, streams: Sequence[UUID]):
        """Return the facts of several streams, and remember them."""
        self.asked = {*getattr(self, "asked", ()), *streams}
        return super().read_many(streams)


def streams_read(*applied: UnitsReorganised) -> set[UUID]:
    """Return which streams one case of the reform asks for."""
    book = Asked({CASE: [replace(opened, unit="00000")], REFORM.stream: applied})
    assert decide(ReassignCase(CASE, BY, REFORM), Histories(book))
    return book.asked


def test_a_case_of_a_reform_that_was_applied_reads_no_book_of_house_acts():
    assert BOOK_STREAM not in streams_read(APPLIED)


def test_a_case_of_a_reform_nobody_applied_looks_whether_two_persons_are_asked_for():
    assert BOOK_STREAM in streams_read()

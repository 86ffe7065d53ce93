"""What a pack of a big decision costs: each stream is read once, and rights are asked first."""

from contextlib import ExitStack
from dataclasses import replace
from uuid import UUID, uuid5

import pytest
from sqlalchemy import event

from api.pack.packing import DECISION, Wish, pack_of
from domain.council.events import SessionClosed
from domain.council.proof import box_of
from domain.decision.events import DecisionIssued, Grant
from domain.refusal import Refused
from domain.register.decide import honour_of
from tests import council as c
from tests.api.houses import house
from tests.builders import APRIL, DISTRICT, SPACE, WARD, hand
from tests.builders import DECISION as PAPER
from tests.services.test_recount import COUNTED, VOTED
from tests.verifying.runners import VERIFIER

AUDITS = hand("auditor", "auditor", WARD)
ELSEWHERE = hand("auditor", "auditor", "99999")


class Reads:
    """How often the views, the ledger and the tree of a house are asked."""

    def __init__(self, house) -> None:
        self.count = 0
        event.listen(house.engine, "before_cursor_execute", self.take)
        for part, names in ((house.ledger, ("read", "read_many", "since")), (house.proofs, TREE)):
            for name in names:
                setattr(part, name, self.counted(getattr(part, name)))

    def take(self, *_: object) -> None:
        self.count += 1

    def counted(self, asked):
        def ask(*told):
            self.take()
            return asked(*told)

        return ask


TREE = ("fact", "inclusion")


def granted_at_once(house, count: int) -> list[UUID]:
    """Let one session vote on so many cases, each in secret, and one decision grant them."""
    cases = [uuid5(SPACE, f"case {one}") for one in range(count)]
    items = [c.item(case=one) for one in cases]
    grants = tuple(Grant(one, honour_of(one), "gk-xa") for one in cases)
    house.asleep = True
    house.given(c.COUNCIL, c.appointed(*c.seats(3)))
    for one in cases:
        house.given(one, *c.arrived)
        house.given(box_of(c.SESSION, one), COUNTED)
    votes = [replace(VOTED, nomination=one) for one in cases]
    house.given(c.SESSION, c.convened(3, *items), c.begun(1, 2, 3), *votes, SessionClosed())
    house.given(PAPER, DecisionIssued("7/QĐ", APRIL, DISTRICT, "a", "Chair", "Law", 1, grants))
    house.asleep = False
    house.wake()
    return cases


def reads_of_a_pack(house, count: int, by=AUDITS) -> int:
    """Return how often the house is asked for the pack of a decision of so many cases."""
    granted_at_once(house, count)
    reads = Reads(house)
    try:
        pack = pack_of(Wish(DECISION, PAPER), by, house)
    except Refused:
        return reads.count
    facts = VERIFIER.entries_of(pack)[1]["facts.jsonl"].splitlines()
    assert (len(c.arrived) + 2) * count + 5 == len(facts)
    return reads.count


@pytest.fixture
def houses(tmp_path):
    """Two empty houses."""
    with ExitStack() as opened:
        folders = [tmp_path / name for name in ("small", "big")]
        for one in folders:
            one.mkdir()
        yield [opened.enter_context(house(one)) for one in folders]


def test_four_times_as_many_cases_cost_four_times_the_reads(houses):
    few, many = (reads_of_a_pack(one, count) for one, count in zip(houses, (5, 20), strict=True))

    assert 3.5 < many / few < 4.5


def test_who_may_not_read_costs_no_more_than_the_question(houses):
    few, many = (
        reads_of_a_pack(one, count, ELSEWHERE) for one, count in zip(houses, (5, 20), strict=True)
    )

    assert few == many < 60

"""Two reforms at once beside acts that come in: every case keeps one authority, no act is lost."""

import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from threading import Event, Thread
from time import sleep
from types import UnionType
from uuid import UUID, uuid4

import orjson
import pytest

from domain.access import VIETNAM
from domain.hand import Hand
from domain.nomination.authority import CaseReassigned, CaseUnassigned
from domain.nomination.commands import AddEvidence, WithdrawNomination
from domain.nomination.events import EvidenceAdded, NominationWithdrawn
from domain.refusal import Refused
from infra.ledger.ledger import open_ledger
from infra.rulebooks.reform_files import reform_of_house
from infra.rulebooks.units_file import load_units
from services.handle import Order, handle
from services.ports import Conflict
from tests.builders import sha
from tests.communes import DRAFT, FIRST, LAST, RETURNED, STAGES, a_sample, case_of, fill

pytestmark = pytest.mark.no_cover  # at once they walk lines that others reach alone

AUTHORITY = CaseReassigned | CaseUnassigned
HURRIED = (DRAFT, RETURNED)


def officer(code: str, *heirs: str) -> Hand:
    """Return the nominating officer of an old commune and of all that carry it on."""
    now = datetime.now(UTC)
    today = now.astimezone(VIETNAM).date()
    roles, units = frozenset({"nominating-officer"}), frozenset({code, *heirs})
    return Hand("nominator", roles, units, today, now, now)


def acts(case: UUID, hand: Hand, *, ends: bool) -> list[Order]:
    """Return what an officer does with a case: a paper, and for some the end of it."""
    paper = AddEvidence(
        case, hand, sha(str(case)), 1, "text/plain", "achievement-report", "original", "T"
    )
    orders = [Order(paper, uuid4(), "beside")]
    if ends:
        orders.append(Order(WithdrawNomination(case, hand, "moved away"), uuid4(), "beside"))
    return orders


class Officers(Thread):
    """Officers of every commune at work, each act once; what they were told is kept."""

    def __init__(self, url: str, stage: str) -> None:
        super().__init__()
        self.url, self.stage, self.go = url, stage, Event()
        self.told: dict[UUID, list[str]] = {}

    def run(self) -> None:
        self.go.wait()
        units = load_units()
        with closing(open_ledger(self.url)) as ledger:
            for number, one in enumerate(reversed(a_sample())):
                heirs = [heir.code for heir in units.carrying_on(one.code, LAST, FIRST)]
                case = case_of(one.code, self.stage)
                hand = officer(one.code, *heirs)
                self.told[case] = [said(it, ledger) for it in acts(case, hand, ends=number % 2 > 0)]


def said(order: Order, ledger) -> str:
    """Return what an act is answered with; nothing is wrong but what a reform may say."""
    try:
        handle(order, ledger)
    except Refused as refused:
        codes = {one.code for one in refused.refusals}
        assert codes == {"successor-undecided"}
        return "successor-undecided"
    except Conflict:
        return "conflict"
    return "done"


def reforms(url: str, at_once: int, *beside: Officers) -> list[dict[str, float]]:
    """Run several reforms at once, each in a process of its own; officers begin once one has."""
    asked = [sys.executable, "-m", "bench.reform_runner", url, "2025-07-01"]
    running = [subprocess.Popen(asked, stdout=subprocess.PIPE, text=True) for _ in range(at_once)]
    while not noted(url) and running[0].poll() is None:
        sleep(0.02)
    for one in beside:
        one.go.set()
    told = [one.communicate(timeout=240)[0].splitlines()[-1] for one in running]
    assert [0] * at_once == [one.returncode for one in running]
    return [orjson.loads(one) for one in told]


def noted(url: str) -> bool:
    """Say whether a reform has begun to write."""
    with closing(open_ledger(url)) as ledger:
        return bool(ledger.read(reform_of_house("2025-07-01").stream))


def test_reforms_beside_acts_and_beside_each_other(durable_url):
    with closing(open_ledger(durable_url)) as ledger:
        cases = fill(ledger, a_sample())
    officers = [Officers(durable_url, stage) for stage in HURRIED]
    for one in officers:
        one.start()
    both = reforms(durable_url, 2, *officers)
    for one in officers:
        one.join()
    (again,) = reforms(durable_url, 1)

    assert (0, 0) == (again["moved"], again["choices"])
    assert {cases} == {int(one["cases"]) for one in both}
    told = {case: said for one in officers for case, said in one.told.items()}
    with closing(open_ledger(durable_url)) as ledger:
        assert_kept(ledger, told)


def assert_kept(ledger, told: dict[UUID, list[str]]) -> None:
    """See one authority for each case, and each act that was done once in its history."""
    every = [case_of(one.code, stage) for one in a_sample() for stage in STAGES]
    facts = {case: [one.event for one in held] for case, held in ledger.read_many(every).items()}
    assert {1} == {number(held, AUTHORITY) for held in facts.values() if not ended_before(held)}
    for case, (paper, *end) in told.items():
        counted = number(facts[case], EvidenceAdded), number(facts[case], NominationWithdrawn)
        assert counted == (paper == "done", end == ["done"])


def ended_before(facts) -> bool:
    """Say whether a case was withdrawn before a reform came to it."""
    return number(facts, NominationWithdrawn) == 1 and number(facts, AUTHORITY) == 0


def number(facts, kind: type | UnionType) -> int:
    """Return how many facts are of a kind."""
    return sum(isinstance(one, kind) for one in facts)

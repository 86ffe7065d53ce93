"""The served house may die at any moment: what it acknowledged is there once, views are true."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from subprocess import Popen
from uuid import uuid4

import pytest

from domain.nomination.events import EvidenceAdded
from domain.recorded import Recorded
from infra.ledger.ledger import StoreLedger, open_ledger
from tests.api.commanding import wait_until
from tests.infra.rebuilt import assert_views_as_rebuilt, is_folded
from tests.infra.writing import assert_dense, whole_log
from tests.ports import free_port
from tests.promises.clerk_orders import LAST
from tests.promises.clerks import Clerk, at_work, tokens
from tests.promises.killing import House
from tests.promises.nursery import nursery
from tests.promises.orders_kept import RECEIPT, Log, what_is_wrong

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

CLERKS, CLERK = 4, "clerk-"
PAGE = 5_000


@pytest.fixture(scope="module")
def houses() -> Iterator[Popen[str]]:
    """Start the process that starts houses, once."""
    started = nursery("tests.promises.service")
    yield started
    started.kill()  # a house that a failed test left goes with it
    started.communicate()


def drill(houses: Popen[str], home: Path, url: str, kills: int) -> tuple[list[Clerk], Counter[str]]:
    """
    Kill the house so many times while clerks work, and until they have gone through a letter.

    Its last life ends when all is folded.
    """
    port = free_port()
    names = [f"{CLERK}{number}" for number in range(CLERKS)]
    clerks = [Clerk(name, port, tokens(home, name)) for name in names]
    house = House(home, url, port, lambda: sum(one.answers for one in clerks), houses)
    with at_work(clerks):
        while house.kills.total() < kills or LAST not in answered(clerks):
            house.live()
            assert [] == strange(clerks)
        last = house.start()
        house.wait_for_work()
    wait_until(partial(is_folded, home, url))
    house.stop(last)
    return clerks, house.kills


def answered(clerks: list[Clerk]) -> Counter[str]:
    """Count the acts that were answered, by their kind."""
    return Counter(chain.from_iterable(clerk.kinds.values() for clerk in clerks))


def strange(clerks: list[Clerk]) -> list[str]:
    """Return answers that no clerk expects."""
    return list(chain.from_iterable(clerk.strange for clerk in clerks))


def facts(ledger: StoreLedger) -> Iterator[Recorded]:
    """Read the log page by page."""
    at = 0
    while page := ledger.since(at, PAGE):
        yield from page
        at = page[-1].position


def check(clerks: list[Clerk], home: Path, url: str) -> None:
    """Hold what was answered against what is written."""
    assert [] == strange(clerks)
    kinds = {order: kind for clerk in clerks for order, kind in clerk.kinds.items()}
    with closing(open_ledger(url)) as ledger:
        assert_dense(whole_log(ledger, page=PAGE))
        log = [one for one in facts(ledger) if one.envelope.actor.startswith(CLERK)]
    assert [] == what_is_wrong([(f.envelope.command, type(f.event).__name__) for f in log], kinds)
    assert_papers_are_kept(log, home / "evidence")


def assert_papers_are_kept(log: list[Recorded], folder: Path) -> None:
    """Check that every paper of the log has its bytes."""
    papers = {fact.event.sha256 for fact in log if isinstance(fact.event, EvidenceAdded)}
    whole = {one: (folder / one[:2] / one[2:4] / one).read_bytes() for one in papers}
    assert papers == {sha256(content).hexdigest() for content in whole.values()}


def test_a_house_killed_fifty_times_loses_and_doubles_nothing(houses, durable_url, tmp_path):
    killed_it_keeps_its_word(houses, durable_url, tmp_path, kills=50)


@pytest.mark.drill
@pytest.mark.parametrize("part", [1, 2, 3, 4])
def test_a_house_killed_a_thousand_times_does_not(houses, durable_url, tmp_path, part):
    """A thousand kills a store, in four parts."""
    killed_it_keeps_its_word(houses, durable_url, tmp_path, kills=250)


def killed_it_keeps_its_word(houses: Popen[str], durable_url: str, home: Path, kills: int) -> None:
    """Kill a house, then hold what it answered against its log, and its views against that."""
    url = durable_url.replace("ledger.db", "vinhdanh.db")
    clerks, killed = drill(houses, home, url, kills)
    check(clerks, home, url)
    assert_views_as_rebuilt(home, url)
    tell(clerks, killed)
    assert {"house", "server", "keeper", "worker"} == set(killed)


def tell(clerks: list[Clerk], killed: Counter[str]) -> None:
    """Print what a drill went through."""
    acts, again = answered(clerks), sum(clerk.repeats for clerk in clerks)
    said = f"killed {dict(killed)}; {again} answers asked for again; {acts.total()} acts"
    sys.stdout.write(f"{said}: {dict(acts)}\n")


ONE, TWO = uuid4(), uuid4()
KINDS = {ONE: "filing", TWO: "filing"}
WHOLE: Log = [(one, said) for one in KINDS for said in ("Filed", "Claimed", RECEIPT)]


def test_the_drill_is_content_with_a_whole_log():
    assert [] == what_is_wrong(WHOLE, KINDS)


@pytest.mark.parametrize(
    ("log", "shows"),
    [
        (WHOLE[3:], "lost"),
        ([*WHOLE, *WHOLE[:3]], "2 times"),
        ([*WHOLE[:4], WHOLE[0], *WHOLE[4:]], "2 times"),
        ([WHOLE[0], *WHOLE[2:]], "not whole"),
        ([WHOLE[0], *WHOLE], "not whole"),
        ([*WHOLE, (uuid4(), "Filed")], "unasked for"),
        ([one for one in WHOLE if one[1] != RECEIPT], "no receipt"),
    ],
    ids=[
        "lost",
        "doubled",
        "torn apart",
        "half",
        "doubled within",
        "unasked for",
        "without receipts",
    ],
)
def test_the_drill_sees_what_is_wrong(log, shows):
    assert any(one.startswith(shows) for one in what_is_wrong(log, KINDS))

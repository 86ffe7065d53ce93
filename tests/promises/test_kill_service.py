"""The service may die at any moment: what it acknowledged is there once, views are true."""

import os
import signal
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from random import Random
from threading import Event
from uuid import UUID

import pytest

from domain.nomination.events import NominationOpened, NominationWithdrawn
from infra.database_url import parse_database
from infra.development_key import development_key
from infra.ledger import open_ledger
from infra.tokens import Issuer
from infra.view_check import differences
from infra.view_database import open_views
from projections.catalogue import VIEWS
from services.stores import Claims
from tests.api.commanding import wait_until
from tests.infra.writing import assert_dense, whole_log
from tests.ports import free_port
from tests.promises.clerks import Clerk, at_work
from tests.promises.nursery import nursery

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

CLERKS = 4
LONGEST_LIFE = 0.25
DIE_EARLY = 0.2


class Service:
    """A service that is started and killed again and again."""

    def __init__(self, home: Path, url: str, port: int) -> None:
        self.order = f"{home} {url} {port}"
        self.nursery = nursery("tests.promises.service")

    def live(self, clerks: list[Clerk], dice: Random) -> None:
        """
        Start the service, kill it soon.

        One in five dies wherever it is, mostly before it answers anybody; the others after their
        first answer, so that a slow machine still sees them work.
        """
        assert self.nursery.stdin
        assert self.nursery.stdout
        print(self.order, file=self.nursery.stdin, flush=True)
        before = answers(clerks)
        pid = int(self.nursery.stdout.readline().removeprefix("pid "))
        if dice.random() >= DIE_EARLY:
            wait_until(lambda: answers(clerks) > before)
        time.sleep(dice.uniform(0, LONGEST_LIFE))
        os.kill(pid, signal.SIGKILL)
        assert self.nursery.stdout.readline() == "gone\n"

    def close(self) -> None:
        """End the process that starts services."""
        self.nursery.communicate()


def answers(clerks: list[Clerk]) -> int:
    """Return how many orders were answered so far."""
    return sum(clerk.answers for clerk in clerks)


def token(home: Path) -> str:
    """Return a token of the development key for a nominating officer."""
    claims = Claims("clerk", frozenset({"nominating-officer"}), frozenset({"10531"}), "TM")
    issuer = Issuer(development_key(home / "keys"), "vinhdanh-development", "vinhdanh")
    return issuer.issue(claims, timedelta(hours=6), datetime.now(UTC))


def drill(home: Path, url: str, kills: int) -> list[Clerk]:
    """Kill the service so many times while clerks work; the last life ends in peace and quiet."""
    port, dice, leave = free_port(), Random(), Event()
    clerks = [Clerk(f"clerk-{n}", port, token(home)) for n in range(CLERKS)]
    with closing(Service(home, url, port)) as service:
        threads = at_work(clerks, leave)
        for _ in range(kills):
            service.live(clerks, dice)
        leave.set()
        for thread in threads:
            thread.join()
    return clerks


def acts(url: str) -> tuple[Counter[UUID], Counter[UUID]]:
    """Count how often each case was opened and withdrawn; positions must be dense."""
    with closing(open_ledger(url)) as ledger:
        assert_dense(whole_log(ledger, page=5_000))
        facts = [fact for page in pages(ledger) for fact in page]
    opened = Counter(f.stream for f in facts if isinstance(f.event, NominationOpened))
    withdrawn = Counter(f.stream for f in facts if isinstance(f.event, NominationWithdrawn))
    return opened, withdrawn


def pages(ledger):
    """Read the log page by page."""
    at = 0
    while page := ledger.since(at, 5_000):
        yield page
        at = page[-1].position


def check(clerks: list[Clerk], url: str) -> None:
    """Hold what was acknowledged against what is written."""
    opened, withdrawn = acts(url)
    asked = ids(clerk.acknowledged.values() for clerk in clerks)
    gone = ids(clerk.withdrawn for clerk in clerks)
    assert [] == list(chain.from_iterable(clerk.strange for clerk in clerks))
    assert (set(), set()) == (asked - set(opened), gone - set(withdrawn)), "an act was lost"
    assert {1} == set(opened.values()) | set(withdrawn.values()), "an act was doubled"
    assert CLERKS < len(asked) <= len(opened) <= len(asked) + CLERKS, "more cases than orders"


def ids(texts: Iterable[Iterable[str]]) -> set[UUID]:
    """Return the ids in several lists of them."""
    return {UUID(text) for text in chain.from_iterable(texts)}


def check_views(home: Path, url: str) -> None:
    """Hold the views, wherever the last life left them, against a rebuild up to there."""
    engine = open_views(home, parse_database(url))
    with closing(open_ledger(url)) as ledger:
        found = differences(VIEWS, ledger, engine, lambda *_: None)
    engine.dispose()
    assert len(found) == len(VIEWS)
    assert [] == [one for one in found if not one.ok]


@pytest.mark.parametrize("kills", [50, pytest.param(500, marks=pytest.mark.drill)])
def test_a_killed_service_loses_and_doubles_nothing(durable_url, tmp_path, kills):
    url = durable_url.replace("ledger.db", "vinhdanh.db")
    clerks = drill(tmp_path, url, kills)
    check(clerks, url)
    check_views(tmp_path, url)

"""Services that watch terms die while their clocks jump: each thing is said once, none is lost."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from infra.ledger.ledger import open_ledger
from tests.infra.writing import assert_dense, whole_log
from tests.promises.watched_cases import cases, file_all, of_a_term, said_of
from tests.promises.watches import Houses, Lane, drill, wrong

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

SOME, MANY = 2, 100
FULL = pytest.mark.drill


@pytest.fixture(scope="module")
def houses() -> Iterator[Houses]:
    """Start the process that starts houses, once."""
    with closing(Houses()) as started:
        yield started


@dataclass
class Drill:
    """Houses on one store, how often each lane of them dies, and what is planted in them."""

    houses: Houses
    home: Path
    url: str

    def found(self, lives: int, fault: str = "none") -> list[str]:
        """Let houses live and die beside each other; return what is wrong in the log at the end."""
        some = cases(15 if lives == SOME else 60)
        file_all(some, self.home, self.url)
        lanes = self.houses.lanes(self.home, self.url, 2 if lives == SOME else 3, fault)
        drill(self.houses, lanes, lives)
        assert all((lives, lives) <= (one.kills, one.back) for one in lanes)
        assert all(2 * lives <= one.jumps for one in lanes)
        with closing(open_ledger(self.url)) as ledger:
            assert_dense(whole_log(ledger))
            told = {one: said_of(ledger, one.id) for one in some}
        tell(sum(map(Counter.total, told.values())), lanes)
        return [why for one, said in told.items() for why in wrong(one, said, lanes)]


def tell(said: int, lanes: Sequence[Lane]) -> None:
    """Print what a drill went through."""
    shown = [(one.kills, one.jumps, one.back, len(one.whole)) for one in lanes]
    sys.stdout.write(f"{said} facts; kills, jumps, of these back, days seen: {shown}\n")


@pytest.fixture
def killing(houses, durable_url, tmp_path) -> Drill:
    """Return the drill on a store of each kind."""
    return Drill(houses, tmp_path, durable_url.replace("ledger.db", "vinhdanh.db"))


@pytest.mark.parametrize("lives", [SOME, pytest.param(MANY, marks=FULL)])
def test_each_thing_is_said_once_though_services_die_and_clocks_jump(killing, lives):
    assert [] == killing.found(lives)


@pytest.mark.drill
@pytest.mark.parametrize(
    ("fault", "shows"),
    [("forgets_what_was_said", "said 2 times"), ("makes_up_for_nothing", "lost")],
)
def test_a_planted_fault_is_seen(killing, fault, shows):
    assert any(one.endswith(shows) for one in killing.found(10, fault))


def test_what_is_doubled_lost_or_early_is_told():
    case = of_a_term(0, 1)
    day = case.says["overdue"][0]
    lane = Lane(0, Path(), begun={day, day - timedelta(days=1)}, whole={day})
    right = Counter(["deadline-missed", "overdue"])
    assert [] == wrong(case, right, [lane])
    assert ["overdue said 2 times"] == wrong(case, right + Counter(["overdue"]), [lane])
    assert ["overdue lost"] == wrong(case, Counter(["deadline-missed"]), [lane])
    early = right + Counter(["long-overdue"])
    assert ["long-overdue said too early"] == wrong(case, early, [lane])
    assert date(2025, 4, 29) == case.says["near"][1]

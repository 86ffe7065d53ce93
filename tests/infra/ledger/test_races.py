"""Many writers at once: one wins each version, and a reader of the tail misses nothing."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from random import Random
from threading import Barrier
from uuid import UUID, uuid4, uuid5

import pytest

from domain.facts import Event
from domain.nomination.commands import AddEvidence
from domain.nomination.events import EvidenceAdded, StepEndorsed
from infra.ledger.ledger import StoreLedger, open_ledger
from services.handle import Order, Stale, handle
from services.ports import Append, Conflict
from tests.builders import SECRETARY, WAITING, minutes
from tests.infra.rebuilt import views_beside
from tests.infra.writing import A, assert_dense, envelope, facts, put, whole_log

pytestmark = pytest.mark.no_cover  # weighing would take half of its time and find nothing new

THREADS = 8
PATIENCE = 120
RACES = 20
Act = Callable[[StoreLedger, int, int], bool]


@pytest.fixture(autouse=True)
def _restless_threads() -> Iterator[None]:
    """Let threads interrupt each other far more often than they do by themselves."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@contextmanager
def two_doors(url: str) -> Iterator[list[StoreLedger]]:
    """Open one ledger for each thread, two for four threads each as two processes would."""
    with closing(open_ledger(url)) as one, closing(open_ledger(url)) as other:
        yield [one, other] * (THREADS // 2)


def raced(race: int) -> tuple[UUID, int]:
    """Return the case of a race, and the version they race for: some races a case."""
    return uuid5(A, str(race // RACES)), len(WAITING) + race % RACES


def endorse(ledger: StoreLedger, race: int, number: int) -> bool:
    """Append to a case; say whether the version was ours."""
    try:
        put(ledger, *raced(race), number)
    except Conflict:
        return False
    return True


def bring(ledger: StoreLedger, race: int, number: int) -> bool:
    """Bring a paper to a case at the version that was seen; say whether it was ours."""
    case, seen = raced(race)
    told = (f"{race:032}{number:032}", 9, "text/plain", "council-minutes", "original", "M")
    try:
        handle(Order(AddEvidence(case, SECRETARY, *told), uuid4(), "race", expected=seen), ledger)
    except Stale:
        return False
    return True


def winners_of_each_version(doors: list[StoreLedger], rounds: int, act: Act) -> list[list[int]]:
    """Let one thread per door run for every version of open cases; return who won each."""
    start = Barrier(THREADS, timeout=PATIENCE)
    won: list[list[int]] = [[] for _ in range(rounds)]

    def run(number: int) -> None:
        for race in range(rounds):
            start.wait()
            if act(doors[number], race, number):
                won[race].append(number)

    for race in range(0, rounds, RACES):
        doors[0].append([Append(raced(race)[0], 0, WAITING)], envelope())
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(run, range(THREADS)))
    return won


def assert_one_winner_each(doors: list[StoreLedger], rounds: int, act: Act) -> None:
    """Race, then check that every version has one winner and that its fact is the one kept."""
    won = winners_of_each_version(doors, rounds, act)

    assert [1] * rounds == [len(winners) for winners in won]
    kept = [fact for race in range(0, rounds, RACES) for fact in doors[0].read(raced(race)[0])]
    assert [winners[0] for winners in won] == [
        number for one in kept if (number := winner_of(one)) is not None
    ]
    assert_dense(whole_log(doors[0]))


def winner_of(event: Event) -> int | None:
    """Return which thread a raced fact is of, None for those before the races."""
    match event:
        case StepEndorsed(officer=officer):
            return int(officer.rpartition("-")[2])
        case EvidenceAdded(paper="council-minutes", sha256=sha256) if sha256 != minutes.sha256:
            return int(sha256[32:])
    return None


@pytest.mark.parametrize(("act", "rounds"), [(endorse, 200), (bring, 40)])
def test_eight_threads_race_for_a_version_and_one_wins(ledger, store_url, tmp_path, act, rounds):
    with views_beside(ledger, tmp_path, store_url):
        assert_one_winner_each([ledger] * THREADS, rounds, act)


@pytest.mark.parametrize(("act", "rounds"), [(endorse, 100), (bring, 40)])
def test_two_processes_race_for_a_version_and_one_wins(durable_url, tmp_path, act, rounds):
    with two_doors(durable_url) as doors, views_beside(doors[0], tmp_path, durable_url):
        assert_one_winner_each(doors, rounds, act)


@pytest.mark.drill
@pytest.mark.parametrize(("act", "rounds"), [(endorse, 10_000), (bring, 1_000)])
def test_ten_thousand_races_have_one_winner_each(ledger, store_url, tmp_path, act, rounds):
    with views_beside(ledger, tmp_path, store_url):
        assert_one_winner_each([ledger] * THREADS, rounds, act)


@pytest.mark.drill
@pytest.mark.parametrize(("act", "rounds"), [(endorse, 10_000), (bring, 1_000)])
def test_ten_thousand_races_of_two_processes_have_one_each(durable_url, tmp_path, act, rounds):
    with two_doors(durable_url) as doors, views_beside(doors[0], tmp_path, durable_url):
        assert_one_winner_each(doors, rounds, act)


def write_many(ledger: StoreLedger, seed: int, times: int) -> int:
    """Append to new streams, one to three facts in each of one or two; return how many facts."""
    dice, written = Random(seed), 0
    for _ in range(times):
        appends = [
            Append(uuid4(), 0, facts(*range(dice.randint(1, 3)))) for _ in range(dice.randint(1, 2))
        ]
        ledger.append(appends, envelope())
        written += sum(len(one.events) for one in appends)
    return written


def tail(ledger: StoreLedger, writers: list) -> list[tuple[int, UUID, int]]:
    """Read the tail while the *writers* write; check at every look that no position is missing."""
    seen: list[tuple[int, UUID, int]] = []
    while True:
        done = all(writer.done() for writer in writers)
        found = ledger.since(len(seen), 50)
        assert [one.position for one in found] == list(
            range(len(seen) + 1, len(seen) + len(found) + 1)
        )
        seen += [(one.position, one.stream, one.version) for one in found]
        if done and not found:
            return seen


def assert_tail_misses_nothing(doors: list[StoreLedger], times: int) -> None:
    """Write from every door, read the tail meanwhile, compare with what is there at the end."""
    with ThreadPoolExecutor(THREADS) as pool:
        writers = [pool.submit(write_many, door, seed, times) for seed, door in enumerate(doors)]
        seen = tail(doors[0], writers)

    assert sum(writer.result() for writer in writers) == len(seen)
    assert seen == [one[:3] for one in whole_log(doors[0])]
    assert_dense(whole_log(doors[0]))


def test_a_reader_of_the_tail_misses_nothing(ledger):
    assert_tail_misses_nothing([ledger] * THREADS, times=40)


def test_a_reader_of_the_tail_misses_nothing_of_two_processes(durable_url):
    with two_doors(durable_url) as doors:
        assert_tail_misses_nothing(doors, times=25)


def test_ledgers_may_be_opened_for_the_first_time_all_at_once(durable_url):
    start = Barrier(THREADS, timeout=PATIENCE)

    def open_and_write(number: int) -> None:
        start.wait()
        with closing(open_ledger(durable_url)) as ledger:
            put(ledger, uuid4(), 0, number)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(open_and_write, range(THREADS)))
    with closing(open_ledger(durable_url)) as ledger:
        assert THREADS == ledger.last_position()

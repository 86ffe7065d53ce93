"""Writers that wait are written together, each gets its own answer, and none waits for ever."""

from concurrent.futures import ThreadPoolExecutor
from queue import Queue

import pytest

from infra.ledger import group_commit
from infra.ledger.group_commit import GroupCommit

PATIENCE = 60


class Disk:
    """A disk that forces one group whenever the test says so."""

    def __init__(self):
        self.groups: list[list[int]] = []
        self.turns: Queue[Exception | None] = Queue()

    def write(self, group):
        """Answer odd requests with their number, even ones with an error; fail when told to."""
        self.groups.append(list(group))
        if failure := self.turns.get(timeout=PATIENCE):
            raise failure
        return [asked if asked % 2 else KeyError(asked) for asked in group]


def waiting_behind_the_first(disk, pool, *requests):
    """Return what will be the answers, once the first is being written and the rest wait."""
    writers = GroupCommit(disk.write)
    first = pool.submit(writers, 1)
    while not disk.groups:
        pass
    rest = [pool.submit(writers, asked) for asked in requests]
    while len(writers._waiting) < len(requests):
        pass
    return [first, *rest]


@pytest.fixture
def pool():
    with ThreadPoolExecutor(80) as threads:
        yield threads


def test_a_lone_writer_is_written_at_once():
    disk = Disk()
    disk.turns.put(None)

    assert 7 == GroupCommit(disk.write)(7)
    assert [[7]] == disk.groups


def test_all_who_wait_are_written_in_one_group(pool):
    disk = Disk()
    answers = waiting_behind_the_first(disk, pool, 3, 5, 7)
    disk.turns.put(None)
    disk.turns.put(None)

    assert [1, 3, 5, 7] == [answer.result(PATIENCE) for answer in answers]
    assert [[1], [3, 5, 7]] == [sorted(group) for group in disk.groups]


def test_an_error_of_one_request_is_its_own(pool):
    disk = Disk()
    first, bad, good = waiting_behind_the_first(disk, pool, 2, 3)
    disk.turns.put(None)
    disk.turns.put(None)

    assert (1, 3) == (first.result(PATIENCE), good.result(PATIENCE))
    with pytest.raises(KeyError, match="2"):
        bad.result(PATIENCE)


def test_a_lost_transaction_is_the_error_of_its_whole_group_and_of_no_other(pool):
    disk = Disk()
    first, *others = waiting_behind_the_first(disk, pool, 3, 5)
    disk.turns.put(OSError("disk full"))
    disk.turns.put(None)

    with pytest.raises(OSError, match="disk full"):
        first.result(PATIENCE)
    assert [3, 5] == [answer.result(PATIENCE) for answer in others]


def test_a_group_has_a_limit_and_the_rest_comes_next(pool):
    disk = Disk()
    requests = [2 * number + 1 for number in range(group_commit.MOST + 2)]
    answers = waiting_behind_the_first(disk, pool, *requests)
    for _ in range(3):
        disk.turns.put(None)

    assert [1, *requests] == [answer.result(PATIENCE) for answer in answers]
    assert [1, group_commit.MOST, 2] == [len(group) for group in disk.groups]

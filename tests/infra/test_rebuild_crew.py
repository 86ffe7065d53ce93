"""A crew of processes rebuilds what one process would, or nothing at all."""

from collections.abc import Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from infra.ledger import StoreLedger, open_ledger
from infra.rebuild_crew import HEAD_START, Crew, HelperFailed, dealt
from infra.view_database import open_views
from projections.catalogue import VIEWS
from projections.rebuild import rebuild
from services.ports import Append
from tests.notebook import Notebook
from tests.projections.following import Crash, Following
from tests.projections.made_up import made_up

BOOK = made_up(6, 300)


@pytest.fixture
def ledger(durable_url: str) -> Iterator[StoreLedger]:
    """Keep a made-up log on the disk."""
    with closing(open_ledger(durable_url)) as opened:
        copy(BOOK, opened)
        yield opened


def copy(book: Notebook, ledger: StoreLedger) -> None:
    """Write the facts of a notebook one by one, each under the envelope it has."""
    for one in book.log:
        ledger.append([Append(one.stream, one.version - 1, (one.event,))], one.envelope)


@pytest.fixture
def views(durable_url: str, tmp_path: Path) -> Iterator[Following]:
    """Let views of that database follow the log to its end."""
    following = Following(open_views(tmp_path / "views", database(durable_url)))
    following.book = BOOK
    following.catch_up()
    yield following
    following.engine.dispose()


def database(url: str) -> str:
    """Return the database the views join."""
    return url if urlsplit(url).scheme.startswith("postgres") else "sqlite://"


@pytest.fixture
def crew(durable_url: str, tmp_path: Path) -> Crew:
    """Return three processes for a log of any length."""
    return Crew(durable_url, tmp_path / "views", database(durable_url), hands=3, worth=1)


def test_a_crew_rebuilds_what_one_process_would(ledger, views, crew):
    before, at = views.contents(), views.positions()
    assert BOOK.last_position() == rebuild(VIEWS, ledger, views.engine, crew=crew)
    assert (before, at) == (views.contents(), views.positions())
    assert [] == active_children()


@pytest.mark.no_cover  # weighing would take half of its time and find nothing new
def test_a_share_that_is_not_folded_leaves_the_views_as_they_were(ledger, views, crew):
    before = views.contents()
    with pytest.raises(HelperFailed), crew("_next_nowhere", BOOK.last_position()):
        pass
    elsewhere = Crew("memory:", crew.home, crew.database, hands=2, worth=1)
    with pytest.raises(HelperFailed):
        rebuild(VIEWS, ledger, views.engine, crew=elsewhere)
    assert before == views.contents()


def test_nobody_goes_on_when_this_process_fails(ledger, views, crew):
    def die(*_: object) -> None:
        assert 2 == len(active_children())
        raise Crash

    with pytest.raises(Crash):
        rebuild(VIEWS, ledger, views.engine, die, crew)
    assert [] == active_children()


@pytest.mark.parametrize(("facts", "hands"), [(0, 1), (9, 1), (10, 2), (99, 4)])
def test_a_process_is_started_for_so_many_facts(tmp_path, monkeypatch, facts, hands):
    monkeypatch.setattr(Crew, "help_out", print)
    with Crew("memory:", tmp_path, "sqlite://", hands=4, worth=10)("_next_", facts) as share:
        assert dealt(hands, facts)[0] == share


@pytest.mark.parametrize("hands", [1, 2, 3, 4])
@pytest.mark.parametrize("facts", [0, 1, HEAD_START, 2 * HEAD_START, 1_000_000])
def test_each_stream_is_dealt_to_one_process_and_most_to_the_one_that_runs(hands, facts):
    shares = dealt(hands, facts)

    bytes_dealt = [byte for one in shares for byte in range(one.first, one.last + 1)]
    assert list(range(256)) == bytes_dealt
    sizes = [one.last - one.first for one in shares]
    assert hands == len(sizes)
    assert sizes[0] == max(sizes)
    assert len(set(sizes[1:])) <= 1


def test_a_head_start_is_worth_as_many_facts_as_are_folded_meanwhile():
    first, second = dealt(2, 4 * HEAD_START)

    assert 256 * 5 // 8 == first.last + 1 == second.first

"""A crew of processes rebuilds what one process would, or nothing at all."""

from collections.abc import Iterator
from contextlib import closing
from multiprocessing import active_children
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from infra.ledger.ledger import StoreLedger, open_ledger
from infra.views.database import open_views
from infra.views.rebuild_crew import Crew, HelperFailed, TooLate, dealt, mustered
from projections.catalogue import VIEWS
from projections.rebuild import rebuild
from services.ports import Append
from tests.notebook import Notebook
from tests.projections.following import Crash, Following
from tests.projections.made_up import made_up

BOOK = made_up(6, 300)


@pytest.fixture
def crew(durable_url: str, tmp_path: Path) -> Iterator[Crew]:
    """Lend two more processes for a log of any length; ask for it before anything is opened."""
    home, at = tmp_path / "views", database(durable_url)
    with mustered(durable_url, home, at, hands=3, worth=1) as crew:
        yield crew


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


def test_a_crew_rebuilds_what_one_process_would(crew, ledger, views):
    before, at = views.contents(), views.positions()
    assert BOOK.last_position() == rebuild(VIEWS, ledger, views.engine, crew=crew)
    assert (before, at) == (views.contents(), views.positions())
    assert 2 == len(crew.helpers)
    assert {0} == {one.process.exitcode for one in crew.helpers}


@pytest.fixture
def misled(durable_url: str, tmp_path: Path) -> Iterator[Crew]:
    """Lend a crew that reads another log, which is empty."""
    with mustered("memory:", tmp_path / "views", database(durable_url), hands=2, worth=1) as crew:
        yield crew


@pytest.mark.no_cover  # weighing would take half of its time and find nothing new
def test_a_share_that_is_not_folded_leaves_the_views_as_they_were(crew, misled, ledger, views):
    before = views.contents()
    with pytest.raises(HelperFailed), crew("_next_nowhere", BOOK.last_position()):
        pass
    with pytest.raises(HelperFailed):
        rebuild(VIEWS, ledger, views.engine, crew=misled)
    assert before == views.contents()


def test_a_helper_that_is_gone_before_its_task_is_missed(crew, ledger, views):
    crew.helpers[0].process.kill()
    crew.helpers[0].process.join()
    with pytest.raises(HelperFailed):
        rebuild(VIEWS, ledger, views.engine, crew=crew)


def test_nobody_is_mustered_once_a_file_is_open(tmp_path):
    at = tmp_path / "ledger.db"
    with (
        closing(open_ledger(f"sqlite:///{at}")),
        pytest.raises(TooLate, match="ledger"),
        mustered(f"sqlite:///{at}", tmp_path, "sqlite://"),
    ):
        pass
    with open_views(tmp_path, "sqlite://").connect(), pytest.raises(TooLate, match="views"):
        mustered(at, tmp_path, "sqlite://").__enter__()


def test_nobody_goes_on_when_this_process_fails(durable_url, tmp_path):
    def die(_: Crew) -> None:
        assert 2 == len(active_children())
        raise Crash

    at = database(durable_url)
    with pytest.raises(Crash), mustered(durable_url, tmp_path, at, hands=3, worth=1) as crew:
        die(crew)
    assert [] == active_children()


@pytest.mark.parametrize(("facts", "hands"), [(0, 1), (9, 1), (10, 2), (99, 3)])
def test_a_process_is_woken_for_so_many_facts(tmp_path, monkeypatch, facts, hands):
    monkeypatch.setattr("infra.views.rebuild_crew.fold_share", print)
    monkeypatch.setattr("infra.views.rebuild_crew.Stage.found", print)
    with mustered("memory:", tmp_path, "sqlite://", hands=3, worth=10) as crew:
        with crew("_next_", facts) as share:
            assert dealt(hands)[0] == share
        for one in crew.helpers:
            one.process.join()
        assert [0, 0] == [one.process.exitcode for one in crew.helpers]


@pytest.mark.parametrize("hands", [1, 2, 3, 4])
def test_each_stream_is_dealt_to_one_process_and_each_has_as_many(hands):
    shares = dealt(hands)

    bytes_dealt = [byte for one in shares for byte in range(one.first, one.last + 1)]
    assert list(range(256)) == bytes_dealt
    sizes = {one.last - one.first for one in shares}
    assert hands == len(shares)
    assert max(sizes) - min(sizes) <= 1

"""The file of senders changes while the house runs; what makes no sense changes nothing."""

from contextlib import closing, nullcontext
from io import BytesIO
from threading import Barrier, Thread
from time import monotonic, sleep

import pytest

from infra.bus import senders_file
from infra.bus.senders import BadSenders
from infra.bus.senders_file import SendersFile, watched
from infra.house import build
from infra.logs import configure
from infra.settings import read
from infra.views.database import open_views
from projections.bookkeeping import writing
from projections.bus_state import SENDERS, BusState, make_bus_tables, noted
from tests.infra.bus.test_senders import ONE, written

TWO = ONE.replace("urn:city", "urn:other")


@pytest.fixture
def file(tmp_path):
    found = SendersFile(written(tmp_path, ONE))
    found.current()
    return found


@pytest.fixture
def logged():
    lines = BytesIO()
    configure("INFO", lines)
    yield lambda: lines.getvalue().decode()
    configure("INFO")


def test_what_is_added_or_struck_off_counts_at_once(file, tmp_path, logged):
    first = file.current()
    assert first is file.current()
    written(tmp_path, ONE + TWO)
    assert {"urn:city", "urn:other"} == file.current().keys()
    written(tmp_path, TWO)

    assert {"urn:other"} == file.current().keys()
    assert 2 == logged().count("senders.reloaded")


@pytest.mark.parametrize(
    "spoil", [lambda path: path.unlink(), lambda path: path.write_text("senders = [")]
)
def test_what_cannot_be_used_is_refused_once_and_the_last_good_file_counts(
    file, tmp_path, logged, spoil
):
    spoil(tmp_path / "bus-senders.toml")
    assert [{"urn:city"}, {"urn:city"}] == [file.current().keys() for _ in range(2)]
    assert isinstance(file.trouble, BadSenders)
    assert 1 == logged().count("senders.refused")
    written(tmp_path, TWO)

    assert {"urn:other"} == file.current().keys()
    assert file.trouble is None


def test_a_first_file_may_come_later(tmp_path):
    file = SendersFile(tmp_path / "bus-senders.toml")
    assert {} == file.current()
    written(tmp_path, ONE)

    assert {"urn:city"} == file.current().keys()


def test_a_file_that_makes_no_sense_stops_the_start(tmp_path):
    file = SendersFile(written(tmp_path, "senders = 7"))
    for _ in range(2):
        with pytest.raises(BadSenders):
            file.current()


@pytest.mark.parametrize(("named", "wrong"), [(True, BadSenders), (False, None)])
def test_a_file_that_somebody_named_must_be_there_for_those_who_read_it(
    tmp_path, monkeypatch, named, wrong
):
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path))
    if named:
        monkeypatch.setenv("VINHDANH_BUS_SENDERS", str(tmp_path / "gone.toml"))
    with closing(build(read())) as house, pytest.raises(wrong) if wrong else nullcontext():
        assert {} == house.senders


def test_many_who_look_at_once_read_a_new_file_once(file, tmp_path, logged):
    written(tmp_path, ONE + TWO)
    together, seen = Barrier(8), list[int]()

    def look() -> None:
        together.wait()
        seen.append(len(file.current()))

    hands = [Thread(target=look) for _ in range(8)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()

    assert ([2] * 8, 1) == (seen, logged().count("senders.reloaded"))


@pytest.fixture
def said(file, tmp_path, monkeypatch):
    """Watch the file; lend what waits until its state is said where the bus is watched."""
    monkeypatch.setattr(senders_file, "GLANCE", 0.01)
    engine = open_views(tmp_path, "sqlite://")
    with writing(engine) as tx:
        make_bus_tables(tx)

    def wait_for(mark: int, trouble: str | None) -> BusState | None:
        end = monotonic() + 20
        while True:
            with engine.connect() as tx:
                state = noted(SENDERS, tx)
            if (state and (state.mark, state.trouble) == (mark, trouble)) or monotonic() > end:
                return state
            sleep(0.01)

    with watched(file, engine):
        yield wait_for
    engine.dispose()


def test_how_the_file_is_stands_in_the_state_of_the_bus(said, tmp_path):
    for text, mark, trouble in (
        (ONE, 1, None),
        (ONE + TWO, 2, None),
        ("senders = [", 2, "BadSenders"),
        (TWO, 1, None),
    ):
        written(tmp_path, text)
        state = said(mark, trouble)
        assert (mark, trouble) == (state.mark, state.trouble)


def test_the_house_asks_the_file_of_now(tmp_path, monkeypatch):
    monkeypatch.setenv("VINHDANH_HOME", str(tmp_path))
    with closing(build(read())) as house:
        before = dict(house.senders)
        written(tmp_path, ONE)

        assert {} == before
        assert {"urn:city"} == house.senders.keys()

"""What a witness remembers costs the same at any age; a book that is put back is known for it."""

import shutil
import sqlite3
from contextlib import closing, contextmanager

import pytest

from domain.proof.note import Checkpoint, read_note
from domain.proof.witness import Alarm
from infra.witness.book import WitnessBook, keep
from infra.witness.desk import WitnessDesk
from services.upkeep import CannotOpen
from services.witnessing import Told, Unheard, follow_all
from tests.infra.witness.test_witness import LOG, LOG40, history, refused

YEARS = 20_000
LONG = history(YEARS + 40)


@pytest.fixture
def desk(tmp_path):
    made = WitnessDesk(tmp_path / "witness")
    made.begin("w1.example", LOG.public.written())
    return made


class Counted(WitnessBook):
    """A book that counts the steps its database takes, of which each row that is read is some."""

    steps = 0

    @contextmanager
    def held(self):
        with super().held() as book:
            book.set_progress_handler(self._one_more, 1)
            yield book

    def _one_more(self) -> int:
        self.steps += 1
        return 0


def steps(desk, do) -> int:
    """Return how many steps the book takes while something is done."""
    counted = desk._book = Counted(desk._folder)
    do()
    return counted.steps


def grown_old(desk, size: int) -> None:
    """Put a checkpoint of every size into the book, as after years of looks."""
    note = desk.look(LONG.shown(0, size)).note
    with desk._book.held() as book:
        for one in range(1, size):
            keep(book, Checkpoint(LOG.name, one, bytes(32)), note)


@pytest.mark.parametrize(
    "do",
    [
        lambda desk, size: desk.look(LONG.shown(size, size + 1)),
        lambda desk, size: desk.hear(Told(7, LONG.shown(size, size + 2))),
        lambda desk, size: desk.hear(Told(8, LONG.shown(0, size + 2))),
        lambda desk, _: desk.seen(),
        lambda desk, _: desk.last(),
    ],
    ids=["look", "hear", "hear it untied", "seen", "last"],
)
def test_a_look_takes_as_many_steps_at_any_age(tmp_path, do):
    taken = []
    for size in (20, YEARS):
        desk = WitnessDesk(tmp_path / f"{size}")
        desk.begin("w1.example", LOG.public.written())
        grown_old(desk, size)
        taken.append(steps(desk, lambda desk=desk, size=size: do(desk, size)))

    young, old = taken
    assert 0 < old < 1.5 * young


def test_of_what_was_heard_the_last_one_alone_is_asked_for_again(desk, monkeypatch):
    told = [Told(at, LOG40.shown(at, at + 1)) for at in range(30)]
    follow_all(told, desk)
    monkeypatch.setattr("infra.bus.kafka_checkpoints.told", lambda _, since: since)
    monkeypatch.setattr("infra.witness.desk.needed", lambda bus: bus)

    assert 29 == desk.heard()
    assert 30 == follow_all(told[29:], desk).before == follow_all([], desk).size


def test_a_bus_that_tells_nothing_or_no_proof_is_not_heard_and_accuses_nobody(desk):
    with pytest.raises(Unheard, match="nothing"):
        follow_all([], desk)
    desk.look(LOG40.shown(0, 12))

    for _ in range(2):
        with pytest.raises(Unheard, match="tells 17 facts, and no proof since 12 yet"):
            follow_all([Told(1, LOG40.shown(9, 17))], desk)
    assert (12, [17]) == (desk.seen(), list(desk.last().unproven))


def test_an_alarm_on_the_bus_is_told_at_every_look_and_kept(desk):
    told = [Told(0, LOG40.shown(0, 20)), Told(1, LOG40.forked(3, 30).shown(20))]
    for _ in range(2):
        with pytest.raises(Alarm, match="do not continue"):
            follow_all(told, desk)

    with desk._book.held() as book:
        assert [("forked",)] * 2 == book.execute("SELECT code FROM refused").fetchall()
        assert [(0,)] == book.execute("SELECT place FROM heard").fetchall()


def put_back(desk, size: int, more: int) -> None:
    """Cosign *size* facts and then *more*, and put the book of the first look back."""
    desk.look(LOG40.shown(0, size))
    shutil.copy(desk._book._path, saved := desk._folder / "backup")
    desk.look(LOG40.shown(size, more))
    saved.replace(desk._book._path)


def test_a_book_that_is_put_back_cosigns_no_fork(desk):
    put_back(desk, 10, 30)

    assert 10 == desk.seen()
    for shown in (LOG40.forked(20, 30).shown(10), LOG40.shown(10, 40), LOG40.shown(10, 10)):
        assert "book-behind" == refused(desk, shown)
        with pytest.raises(Alarm, match="the book ends at 10"):
            desk.hear(Told(0, shown))


def test_a_witness_of_before_goes_on_and_its_size_is_kept_from_then(desk):
    desk.look(LOG40.shown(0, 10))
    (desk._folder / "witness.size").unlink()
    with closing(sqlite3.connect(desk._book._path)) as book, book:
        for one in ("proven", "waiting", "heard"):
            book.execute(f"DROP TABLE {one}")

    assert 10 == desk.look(LOG40.shown(10, 30)).before
    assert "30\n" == (desk._folder / "witness.size").read_text()


def test_a_size_that_is_none_is_told(desk):
    (desk._folder / "witness.size").write_text("thirty")

    with pytest.raises(CannotOpen, match="cannot be read"):
        desk.look(LOG40.shown(0, 10))


def test_what_the_house_keeps_of_our_cosignatures_is_held_against_the_book(desk, monkeypatch):
    put_back(desk, 10, 30)
    (desk._folder / "witness.size").unlink()
    lines = [desk._key().cosign(read_note(LOG40.shown(0, 30)[7:]).text, 5).written()]
    cosigned = LOG40.shown(0, 30)[7:] + lines[0]
    monkeypatch.setattr("infra.witness.web.handovers", lambda _: "")
    monkeypatch.setattr("infra.witness.web.cosigned", lambda _: [cosigned])
    monkeypatch.setattr("infra.witness.web.growth", lambda *_: LOG40.forked(20, 30).shown(10))

    with pytest.raises(Alarm) as alarm:
        desk.ask("http://a")
    assert "book-behind" == alarm.value.code

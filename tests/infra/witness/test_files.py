"""The files of a witness are on the disk with what names them, whole, and never go back."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.proof.handover import Handover
from infra.proof.keys import new_key, signed
from infra.witness.desk import WitnessDesk
from infra.witness.size import LastSize
from tests.infra.witness.test_witness import LOG, LOG40

HEIR = new_key(LOG.name)
HANDED = signed(Handover(HEIR.public, 30).text(), [LOG, HEIR]).written()


@pytest.fixture
def synced(monkeypatch):
    """Return what is brought to the disk from now on, folders by their name, and replacements."""
    found, sync, replace = list[str](), os.fsync, Path.replace

    def watched(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        found.append(path.name if path.is_dir() else "file")
        sync(descriptor)

    def watched_replace(path: Path, to: Path) -> None:
        found.append(to.name)
        replace(path, to)

    monkeypatch.setattr(os, "fsync", watched)
    monkeypatch.setattr(Path, "replace", watched_replace)
    return found


@pytest.fixture
def desk(tmp_path):
    made = WitnessDesk(tmp_path / "witness")
    made.begin("w1.example", LOG.public.written())
    return made


def put(name: str) -> list[str]:
    return ["file", name, "witness"]


def test_its_keys_are_on_the_disk_when_it_has_begun(tmp_path, synced):
    WitnessDesk(tmp_path / "witness").begin("w1.example", LOG.public.written())

    assert [tmp_path.name, *put("log-keys.txt"), "file", "witness"] == synced


def test_hand_overs_and_size_are_on_the_disk(desk, synced):
    desk.follow(HANDED)
    assert [*put("handovers.txt"), *put("log-keys.txt")] == synced
    desk.look(LOG40.shown(0, 20))
    assert put("witness.size") == synced[6:]


def test_a_file_that_another_process_left_half_is_in_nobodys_way(desk):
    (desk._folder / ".handovers.txt.new").mkdir()

    assert [HEIR.public.written()] == list(desk.follow(HANDED))


def is_held(book: Path) -> bool:
    with closing(sqlite3.connect(book, 0)) as file:
        try:
            file.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        return False


def test_the_size_is_written_under_the_lock_of_the_book(desk, monkeypatch):
    held, write = list[bool](), LastSize.write

    def watched(size: LastSize, facts: int) -> None:
        held.append(is_held(desk._book._path))
        write(size, facts)

    monkeypatch.setattr(LastSize, "write", watched)
    desk.look(LOG40.shown(0, 20))

    assert ([True], 20) == (held, desk._size.read())


def test_a_slow_look_does_not_lower_the_size(desk, monkeypatch):
    desk.look(LOG40.shown(0, 10))
    keep_size = WitnessDesk._keep_size

    def late(slow: WitnessDesk) -> None:
        monkeypatch.setattr(WitnessDesk, "_keep_size", keep_size)
        WitnessDesk(desk._folder).look(LOG40.shown(20, 30))
        keep_size(slow)

    monkeypatch.setattr(WitnessDesk, "_keep_size", late)
    desk.look(LOG40.shown(10, 20))

    assert 30 == desk._size.read()

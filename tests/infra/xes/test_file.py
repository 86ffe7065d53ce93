"""A log on the disk: read once, kept as it was read, refused when it cannot be trusted."""

import hashlib
import os

import pytest

from infra.xes.file import read_xes
from services.past_log import LogRefused
from tests.data.xes_files import many, simple, write
from tests.infra.reading import ROLE, read


def quiet(*_: object) -> None:
    return None


@pytest.mark.parametrize("name", ["log.xes", "log.xes.gz", "log.xml"])
def test_the_log_is_kept_as_it_was_read(tmp_path, name):
    path = write(tmp_path, many(300), name)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    whole = read(path.read_bytes())

    with read_xes(path, ROLE, quiet) as log:
        path.write_bytes(b"something else")
        path.unlink()

        assert (digest, 300) == (log.digest, log.cases)
        assert whole == list(log.traces()) == list(log.traces())


def test_magic_bytes_tell_gzip_not_the_name(tmp_path):
    packed = write(tmp_path, simple("a"), "log.xes.gz").rename(tmp_path / "log.xes")

    with read_xes(packed, ROLE, quiet) as log:
        assert ["a"] == [one.case for one in log.traces()]


def test_progress_of_a_file_that_grows_never_passes_its_end(tmp_path):
    path = write(tmp_path, simple("a"))
    told = []

    def grow(_stage: str, done: int, total: int) -> None:
        told.append(done <= total)
        if len(told) == 1:
            path.write_bytes(path.read_bytes() + b"\n" * 100)

    with read_xes(path, ROLE, grow):
        assert [True, True] == told


def test_progress_counts_the_bytes_of_the_file(tmp_path):
    path = write(tmp_path, many(2000))
    told = []
    with read_xes(path, ROLE, lambda *step: told.append(step)):
        size = path.stat().st_size

    assert len(told) == -(-size // (1 << 16))
    assert ("read", size, size) == told[-1]


@pytest.mark.parametrize("change", ["overwritten", "replaced"])
def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path, change):
    path = write(tmp_path, many(2000))

    def meddle(_stage: str, done: int, total: int) -> None:
        if done == total and change == "overwritten":
            with path.open("r+b") as file:
                file.write(b" ")
        elif done == total:
            write(tmp_path, simple("b"), "new").rename(path)

    with pytest.raises(LogRefused) as caught, read_xes(path, ROLE, meddle):
        pass

    assert "changed" == caught.value.code


def test_what_is_no_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    for name in ("nothing", "", "pipe"):
        with pytest.raises(LogRefused) as caught, read_xes(tmp_path / name, ROLE, quiet):
            pass
        assert ("unreadable", None) == (caught.value.code, caught.value.line)


def test_a_file_that_goes_away_while_it_is_read_is_refused(tmp_path):
    path = write(tmp_path, simple("a"))

    with pytest.raises(LogRefused) as caught, read_xes(path, ROLE, lambda *_: path.unlink()):
        pass
    assert ("unreadable", "log.xes: No such file or directory") == (
        caught.value.code,
        caught.value.reason,
    )

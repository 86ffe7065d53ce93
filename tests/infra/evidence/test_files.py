"""Evidence files: one address a content, whole or not there, never served once damaged."""

import errno
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from time import time

import pytest

from infra.evidence.files import EvidenceFiles
from infra.evidence.types import ACCEPTED
from services.stores import Damaged, NoSuchFile, Stored, TooLarge
from tests.infra.office_files import SAMPLES, on_disk

PDF = SAMPLES["application/pdf"]
LIMIT = 100_000


@pytest.fixture
def files(tmp_path):
    return EvidenceFiles(tmp_path / "evidence", LIMIT)


def put(files: EvidenceFiles, content: bytes, media_type: str = "application/pdf") -> Stored:
    return files.put(io.BytesIO(content), media_type)


@pytest.mark.parametrize("media_type", sorted(ACCEPTED))
def test_each_accepted_type_comes_back_as_it_went(files, media_type):
    content = SAMPLES[media_type]
    stored = put(files, content, media_type)
    assert Stored(sha256(content).hexdigest(), len(content), media_type) == stored
    with files.open(stored.sha256) as found:
        assert content == found.read()


def test_the_address_is_the_digest(files, tmp_path):
    digest = put(files, PDF).sha256
    assert [f"{digest[:2]}/{digest[2:4]}/{digest}"] == on_disk(tmp_path / "evidence")


def test_the_same_content_twice_is_one_file(files, tmp_path):
    assert put(files, PDF) == put(files, PDF)
    assert 1 == len(on_disk(tmp_path / "evidence"))


def test_a_type_may_be_written_with_parameters_and_capitals(files):
    assert "text/plain" == put(files, b"a", "Text/Plain; charset=UTF-8").media_type


def test_the_limit_is_the_last_length_accepted(files, tmp_path):
    longest = PDF.ljust(LIMIT, b" ")
    assert LIMIT == put(files, longest).size
    with pytest.raises(TooLarge):
        put(files, longest + b" ")
    assert 1 == len(on_disk(tmp_path / "evidence"))


def test_no_more_than_the_limit_is_read(files):
    class Endless:
        taken = 0

        def read(self, size: int) -> bytes:
            self.taken += size
            return bytes(size)

    stream = Endless()
    with pytest.raises(TooLarge):
        files.put(stream, "application/pdf")
    assert LIMIT + 1 == stream.taken


def test_a_stream_may_come_in_drops(files):
    class Drops:
        left = PDF

        def read(self, _: int) -> bytes:
            drop, self.left = self.left[:1], self.left[1:]
            return drop

    assert sha256(PDF).hexdigest() == files.put(Drops(), "application/pdf").sha256


@pytest.mark.parametrize(
    "address",
    [
        "",
        "a",
        "../../etc/passwd",
        "A" * 64,
        "g" * 64,
        "a" * 63,
        "a" * 65,
        "a" * 64 + "\n",
        "a" * 64,
    ],
)
def test_what_is_no_address_of_ours_finds_nothing(files, address):
    with pytest.raises(NoSuchFile):
        files.open(address)


@pytest.mark.parametrize("tail", ["/", "/..", "\n", "\0", "a"])
def test_an_address_is_the_digest_and_nothing_more(files, tail):
    digest = put(files, PDF).sha256
    with pytest.raises(NoSuchFile):
        files.open(digest + tail)


@pytest.mark.parametrize("change", [lambda b: b[:-1], lambda b: b + b"!", lambda b: b"!" + b[1:]])
def test_a_damaged_file_is_never_served(files, tmp_path, change):
    digest = put(files, PDF).sha256
    (path,) = (tmp_path / "evidence").rglob(digest)
    path.chmod(0o600)
    path.write_bytes(change(PDF))
    with pytest.raises(Damaged):
        files.open(digest)


def test_a_damaged_file_is_healed_by_the_same_content(files, tmp_path):
    digest = put(files, PDF).sha256
    (path,) = (tmp_path / "evidence").rglob(digest)
    path.chmod(0o600)
    path.write_bytes(b"")
    put(files, PDF)
    with files.open(digest) as found:
        assert PDF == found.read()


def test_a_stream_that_breaks_leaves_nothing(files, tmp_path):
    class Broken:
        def read(self, _: int) -> bytes:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        files.put(Broken(), "application/pdf")
    assert [] == on_disk(tmp_path / "evidence")


@pytest.mark.parametrize("call", ["fsync", "fchmod"])
def test_a_disk_that_fails_is_not_taken_for_success(files, tmp_path, monkeypatch, call):
    def fail(*_: object) -> None:
        raise OSError(errno.EIO, "disk")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="disk"):
        put(files, PDF)
    assert [] == on_disk(tmp_path / "evidence")


def test_bytes_reach_the_disk_before_the_name_and_the_name_before_the_answer(files, monkeypatch):
    seen: list[str] = []
    sync, rename = os.fsync, Path.replace

    def watched_sync(descriptor: int) -> None:
        seen.append(_kind(descriptor))
        sync(descriptor)

    def watched_rename(path: Path, target: Path) -> Path:
        seen.append("name")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", watched_sync)
    monkeypatch.setattr(Path, "replace", watched_rename)
    put(files, PDF)
    assert ["file", "folder", "folder", "name", "folder"] == seen


def _kind(descriptor: int) -> str:
    return "folder" if Path(f"/proc/self/fd/{descriptor}").is_dir() else "file"


def test_eight_at_once_keep_one_whole_file(files, tmp_path):
    content = PDF.ljust(LIMIT, b"x")
    with ThreadPoolExecutor(8) as pool:
        stored = set(pool.map(lambda _: put(files, content), range(40)))
    assert 1 == len(stored) == len(on_disk(tmp_path / "evidence"))
    with files.open(stored.pop().sha256) as found:
        assert content == found.read()


KILLED = """
import io, sys, pathlib
from infra.evidence.files import EvidenceFiles
files = EvidenceFiles(pathlib.Path(sys.argv[1]), 1 << 22)
for number in range(10**9):
    content = b"%PDF-" + str(number).encode() * 200_000
    print(files.put(io.BytesIO(content), "application/pdf").sha256, flush=True)
"""


def test_a_kill_loses_nothing_that_was_answered(tmp_path):
    folder = tmp_path / "evidence"
    command = [sys.executable, "-c", KILLED, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        answered = [process.stdout.readline().strip() for _ in range(20)]
        process.kill()
        answered += process.stdout.read().split("\n")[:-1]
    files = EvidenceFiles(folder, LIMIT)
    for digest in answered:
        files.open(digest).close()
    files.sweep(timedelta(0))
    assert {Path(path).name for path in on_disk(folder)} >= set(answered)
    for path in on_disk(folder):
        files.open(Path(path).name).close()


def test_the_sweep_takes_what_is_old_and_spares_what_is_under_way(files, tmp_path):
    incoming = tmp_path / "evidence" / "incoming"
    (incoming / "old").write_bytes(b"half")
    os.utime(incoming / "old", (time() - 7200, time() - 7200))
    (incoming / "new").write_bytes(b"half")
    kept = put(files, PDF).sha256
    assert 1 == files.sweep()
    assert ["incoming/new"] == [path for path in on_disk(incoming.parent) if kept not in path]
    assert 0 == files.sweep()


def test_kept_files_can_only_be_read_and_only_by_us(files, tmp_path):
    digest = put(files, PDF).sha256
    (path,) = (tmp_path / "evidence").rglob(digest)
    assert 0o100400 == path.stat().st_mode

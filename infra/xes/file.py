"""A XES file read once to its end and kept, as it was read, until it is brought in."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

import msgspec

from domain.past.trace import Trace
from infra.unpack import BLOCK
from infra.xes.reading import traces
from services.past_log import LogRefused
from services.upkeep import Progress

ENCODER = msgspec.json.Encoder()
DECODER = msgspec.json.Decoder(Trace)


@dataclass(frozen=True, slots=True)
class ReadLog:
    """What stood in the file when it was read; one trace a line in a file of our own."""

    digest: str
    cases: int
    kept: BinaryIO

    def traces(self) -> Iterator[Trace]:
        """Return the traces from the first on; one reading at a time."""
        self.kept.seek(0)
        return map(DECODER.decode, self.kept)


@contextmanager
def read_xes(source: Path, role_attribute: str, progress: Progress) -> Iterator[ReadLog]:
    """
    Read a plain or gzip XES file to its end, then hand out what it held.

    What was checked is what is brought in: the traces are kept in a nameless temporary file, so
    nothing that happens to *source* afterwards matters, and the XML is parsed once.

    Raises:
        LogRefused: the file cannot be read, is not a whole, well-formed log, or changed meanwhile.
    """
    with TemporaryFile() as kept:
        digest = hashlib.sha256()
        cases = 0
        for trace in traces(_blocks(source, digest.update, progress), role_attribute):
            kept.write(ENCODER.encode(trace) + b"\n")
            cases += 1
        if digest.hexdigest() != _digest(source):
            raise LogRefused("changed", "the file changed while it was read")
        yield ReadLog(digest.hexdigest(), cases, kept)


def _blocks(source: Path, note: Callable[[bytes], None], progress: Progress) -> Iterator[bytes]:
    size, done = _size(source), 0
    with _opened(source) as file:
        while block := file.read(BLOCK):
            note(block)
            done += len(block)
            yield block
            progress("read", min(done, size), size)


def _digest(source: Path) -> str:
    with _opened(source) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _size(source: Path) -> int:
    if not source.is_file():
        raise LogRefused("unreadable", f"{source.name} is no file")
    return source.stat().st_size


def _opened(source: Path) -> BufferedReader:
    try:
        return source.open("rb")
    except OSError as err:
        raise LogRefused("unreadable", f"{source.name}: {err.strerror}") from err

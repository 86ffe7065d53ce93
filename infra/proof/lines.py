"""An export read back: each line in the one form that `vinhdanh export` writes, or torn."""

import re
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from uuid import UUID

import msgspec

from domain.proof.leaf import StoredFact
from services.upkeep import CannotOpen
from services.verifying import Torn

LINE = re.compile(
    rb'\{"position":([1-9][0-9]{0,15}),"stream":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",'
    rb'"version":([1-9][0-9]{0,15}),"name":"([^"\\\x00-\x1f]*)","content":("[^\n]*")\}\n'
)
TEXT = msgspec.json.Decoder(str, strict=True)


def rows_of_text(path: Path) -> Generator[StoredFact | Torn]:
    """
    Yield what each line of an export in a file holds.

    Raises:
        CannotOpen: the file cannot be read.
    """
    try:
        with path.open("rb") as lines:
            yield from read_lines(lines)
    except OSError as err:
        raise CannotOpen(f"{path}: cannot be read ({type(err).__name__})") from None


def read_lines(lines: Iterable[bytes]) -> Iterator[StoredFact | Torn]:
    """Yield the facts of an export; a line of another form stands where a fact should."""
    for at, line in enumerate(lines, 1):
        yield _read(line) or Torn(at, "a line that no export has")


def _read(line: bytes) -> StoredFact | None:
    found = LINE.fullmatch(line)
    if found is None:
        return None
    position, stream, version, name, content = found.groups()
    try:
        text = TEXT.decode(content).encode()
        told = name.decode(), UUID(stream.decode())
    except ValueError:  # msgspec's own and those of UTF-8 are of this kind
        return None
    return StoredFact(int(position), told[1], int(version), told[0], text)

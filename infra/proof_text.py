"""The lines that `vinhdanh export` writes, read back as rows."""

from collections.abc import Callable, Generator
from pathlib import Path
from uuid import UUID

import msgspec

from domain.proof.leaf import StoredFact
from services.upkeep import CannotOpen
from services.verifying import Torn


class _Line(msgspec.Struct, frozen=True):
    position: int
    stream: UUID
    version: int
    name: str
    content: str


def rows_of_text(path: Path) -> Generator[StoredFact | Torn]:
    """
    Yield a row for each line.

    Raises:
        CannotOpen: the file cannot be read, or a line is none that was exported.
    """
    decode = msgspec.json.Decoder(_Line).decode
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                yield _row(decode, line, f"{path}, line {number}")
    except OSError as err:
        raise CannotOpen(f"{path}: cannot be read ({type(err).__name__})") from None


def _row(decode: Callable[[bytes], _Line], line: bytes, where: str) -> StoredFact:
    try:
        one = decode(line)
    except msgspec.DecodeError as err:
        raise CannotOpen(f"{where}: no line of an export ({err})") from None
    content = one.content.encode()
    return StoredFact(one.position, one.stream, one.version, one.name, content)

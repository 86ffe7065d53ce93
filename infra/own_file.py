"""An operator's file of rules: read by its form, and what is wrong with it told by line."""

import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec import to_builtins

from infra.rulebook_reading import surplus

F = TypeVar("F")
PLACE = re.compile(r"\$\.(\w+)(?:\[(\d+)\])?")
OWN = "Set by the operator of this house: "


@dataclass(frozen=True, slots=True)
class OwnFile(Generic[F]):
    """What a file of an operator says; `text` finds the lines again."""

    path: Path
    text: str
    says: F

    def told(self, problems: Iterable[str]) -> list[str]:
        """Return problems with the file, and the line of the table that each is about."""
        return [told_of(self.path, self.text, one) for one in problems]


def read_own(path: Path, form: type[F], bad: Callable[[str], Exception]) -> OwnFile[F]:
    """
    Return what the TOML file *path* says.

    Raises:
        Exception: what *bad* makes of the reason: not readable, no TOML, or of another form.
    """
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        said = tomllib.loads(text)
        read = OwnFile(path, text, msgspec.convert(said, form))
    except (OSError, ValueError) as err:
        raise bad(told_of(path, text, str(err))) from err
    kept = to_builtins(read.says)
    if strange := read.told(f"{key}: unknown key" for key in surplus(said, kept, "$")):
        raise bad("\n".join(strange))
    return read


def told_of(path: Path, text: str, problem: str) -> str:
    """Return a problem with the file and, where it names a table, the line this begins in."""
    line = line_of(text, problem)
    return f"{path}: line {line}: {problem}" if line else f"{path}: {problem}"


def line_of(text: str, problem: str) -> int | None:
    """Return the line in which the table that a problem names begins."""
    if (found := PLACE.search(problem)) is None:
        return None
    name, number = found[1], int(found[2] or 0)
    heads = (f"[[{name}]]", f"[{name}]")
    lines = [at for at, line in enumerate(text.splitlines(), 1) if line.strip().startswith(heads)]
    return lines[number] if number < len(lines) else None


def sourceless(at: str, sources: Iterable[str]) -> list[str]:
    """Find entries without a source."""
    bare = (number for number, one in enumerate(sources) if not one.strip())
    return [f"{at}[{number}]: needs a source" for number in bare]

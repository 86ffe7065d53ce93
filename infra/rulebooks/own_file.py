"""An operator's file of rules: read by its form, and what is wrong with it told by line."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar, get_args, get_type_hints

import msgspec
from msgspec import to_builtins

from infra.rulebooks.read_once import ReadOnce, once
from infra.rulebooks.reading import surplus

F = TypeVar("F")
PLACE = re.compile(r"\$\.(\w+)(?:\[(\d+)\])?((?:\.\w+)*)")
MISFIT = re.compile(r"(?P<why>.*?)(?: - at `\$(?P<place>.*)`)?")
OWN = "Set by the operator of this house: "


@dataclass(frozen=True, slots=True)
class OwnFile(Generic[F]):
    """What a file of an operator says; `text` finds the lines again."""

    path: ReadOnce
    text: str
    says: F

    def told(self, problems: Iterable[str]) -> list[str]:
        """Return problems with the file, and the line of the table that each is about."""
        return [told_of(self.path, self.text, one) for one in problems]


def read_own(path: Path | ReadOnce, form: type[F], bad: Callable[[str], Exception]) -> OwnFile[F]:
    """
    Return what the TOML file *path* says, of one reading.

    Raises:
        Exception: what *bad* makes of the reason: not readable, no TOML, or of another form.
    """
    file, text, said = once(path), "", {}
    try:
        text = file.text
        said = tomllib.loads(text)
        read = OwnFile(file, text, msgspec.convert(said, form))
    except (OSError, ValueError, RecursionError) as err:
        found = list(misfits(said, form)) or [str(err)]
        raise bad("\n".join(told_of(file, text, one) for one in found)) from err
    kept = to_builtins(read.says)
    if strange := read.told(f"{key}: unknown key" for key in surplus(said, kept, "$")):
        raise bad("\n".join(strange))
    return read


def misfits(said: Mapping[str, object], form: type[F]) -> Iterator[str]:
    """Find everything in a file that is of another form, and not the first such thing alone."""
    parts = get_type_hints(form, include_extras=True)
    for key, value in said.items():
        if key not in parts:
            yield f"$.{key}: unknown key"
        elif isinstance(value, list):
            entry = entry_of(parts[key])
            for number, one in enumerate(value):
                yield from _misfit(f"$.{key}[{number}]", one, entry)
        else:
            yield from _misfit(f"$.{key}", value, parts[key])


def entry_of(part: object) -> object:
    """Return what a list of tables holds, also where the whole list may be left out."""
    return next((entry_of(one) for one in get_args(part) if get_args(one)), get_args(part)[0])


def _misfit(at: str, value: object, form: object) -> Iterator[str]:
    try:
        msgspec.convert(value, form)
    except msgspec.ValidationError as err:
        if found := MISFIT.fullmatch(str(err)):
            yield f"{found['why']} - at `{at}{found['place'] or ''}`"


def told_of(path: ReadOnce, text: str, problem: str) -> str:
    """Return a problem with the file and, where it names a table, the line this begins in."""
    line = line_of(text, problem)
    return f"{path}: line {line}: {problem}" if line else f"{path}: {problem}"


def line_of(text: str, problem: str) -> int | None:
    """Return the line of the key that a problem names, else that in which its table begins."""
    if (found := PLACE.search(problem)) is None:
        return None
    name, number, keys = found[1], int(found[2] or 0), found[3].split(".")[1:]
    lines = [line.strip() for line in text.splitlines()]
    starts = [at for at, line in enumerate(lines) if line.startswith((f"[[{name}]]", f"[{name}]"))]
    if number >= len(starts):
        return None
    start = starts[number]
    return _line_in(lines, start, end_of(lines, start, f"{name}."), name, keys) + 1


def end_of(lines: Sequence[str], start: int, inner: str) -> int:
    """Return where the table that begins at *start* ends, with the tables inside it."""
    own = (f"[{inner}", f"[[{inner}")
    after = range(start + 1, len(lines))
    heads = (at for at in after if lines[at].startswith("[") and not lines[at].startswith(own))
    return next(heads, len(lines))


def _line_in(lines: Sequence[str], start: int, end: int, name: str, keys: Sequence[str]) -> int:
    """Return the line of a key between two others, else of the innermost table on the way."""
    for key in keys:
        name = f"{name}.{key}"
        found = (at for at in range(start, end) if is_of(lines[at], key, name))
        start = next(found, start)
    return start


def is_of(line: str, key: str, table: str) -> bool:
    """Say whether a line gives a key its value, or begins the table that it is."""
    return line.startswith(f"[{table}]") or line.partition("=")[0].strip() == key


def sourceless(at: str, sources: Iterable[str]) -> list[str]:
    """Find entries without a source."""
    bare = (number for number, one in enumerate(sources) if not one.strip())
    return [f"{at}[{number}]: needs a source" for number in bare]

"""Reading one rulebook file: TOML into a typed document, and its digest."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

D = TypeVar("D")


class BadRulebook(ValueError):
    """Rulebook files are not what they should be; each problem names file and key."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Document(Generic[D]):
    """What a file says, its name under the rulebooks, and the SHA-256 of its bytes."""

    name: str
    digest: str
    says: D

    def named(self, problems: Iterable[str]) -> Iterator[str]:
        """Return problems with the name of the file before the key."""
        return (f"{self.name}: {problem}" for problem in problems)

    def misnamed(self, key: str) -> Iterator[str]:
        """Find a key that is not the name of the file."""
        if key != Path(self.name).stem:
            yield f"{self.name}: $.key: {key} is not the name of the file"


def read(root: Path, name: str, form: type[D]) -> Document[D]:
    """
    Read one file under *root* as *form*; numbers with a point become exact decimals.

    Raises:
        BadRulebook: the file is missing, is no TOML, lacks a key, or has a wrong or unknown one.
    """
    try:
        held = (root / name).read_bytes()
        said = tomllib.loads(held.decode(), parse_float=Decimal)
        says = msgspec.convert(said, form)
    except FileNotFoundError:
        raise BadRulebook(f"{name}: missing") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as wrong:
        raise BadRulebook(f"{name}: {wrong}") from wrong
    unknown = tuple(surplus(said, msgspec.to_builtins(says), "$"))
    if unknown:
        raise BadRulebook(*(f"{name}: unknown key {key}" for key in unknown))
    return Document(name, sha256(held).hexdigest(), says)


def surplus(said: object, kept: object, at: str) -> Iterator[str]:
    """Find keys the form did not take: a misspelt optional key must not pass for a missing one."""
    if isinstance(said, dict) and isinstance(kept, dict):
        for key, value in said.items():
            if key in kept:
                yield from surplus(value, kept[key], f"{at}.{key}")
            else:
                yield f"{at}.{key}"
    elif isinstance(said, list) and isinstance(kept, Sequence):
        for number, (value, twin) in enumerate(zip(said, kept, strict=True)):
            yield from surplus(value, twin, f"{at}[{number}]")

"""Names that bear a mark, and the mark looked for in every form a byte of a name may take."""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain, product
from pathlib import Path
from secrets import choice
from sys import byteorder
from unicodedata import combining, normalize
from urllib.parse import quote
from uuid import UUID

LETTERS = "bcdghklmnpqrstvxy"
Form = Callable[[str], bytes]


def bare(text: str) -> str:
    """Return a text without marks, as it is typed in a hurry."""
    apart = normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(one for one in apart if not combining(one))


def digits(length: int) -> str:
    """Return a number that stands nowhere by chance: a hundred thousand million and more there."""
    return choice("123456789") + "".join(choice("0123456789") for _ in range(length - 1))


def in_base64(shift: int, text: str) -> bytes:
    """Return the middle of a text in base64, as it stands after so many bytes of another."""
    whole = b64encode(bytes(shift) + text.encode())
    return whole[4 * ((shift + 2) // 3) : -4]


FORMS: Mapping[str, Form] = {
    "UTF-8": str.encode,
    "NFD": lambda text: normalize("NFD", text).encode(),
    "without marks": lambda text: bare(text).encode(),
    "lower-case": lambda text: text.lower().encode(),
    "upper-case": lambda text: text.upper().encode(),
    "lower-case without marks": lambda text: bare(text).lower().encode(),
    "UTF-16": lambda text: text.encode("utf-16-le"),
    "UTF-16, big end": lambda text: text.encode("utf-16-be"),
    "UTF-32": lambda text: text.encode("utf-32-le"),
    "JSON": lambda text: text.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00"),
    "percent": lambda text: quote(text).encode(),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "escaped by PostgreSQL": lambda text: b"".join(b"\\%03o" % one for one in text.encode()),
    **{f"base64 after {shift}": partial(in_base64, shift) for shift in range(3)},
}


WORD = 8  # bytes
ZEROS = bytes(4096)


def words_of(secret: bytes) -> Iterator[int]:
    """
    Yield words of which one stands at a multiple of its length wherever the secret stands.

    So one pass over a file tells whether any of thousands of secrets may be in it.
    """
    assert len(secret) >= 2 * WORD, "it may stand between two words"
    yield from (int.from_bytes(secret[at : at + WORD], byteorder) for at in range(WORD))


def words_in(held: bytes) -> memoryview:
    """Return the whole words of a file."""
    return memoryview(held)[: len(held) // WORD * WORD].cast("Q")


def written(held: bytes, longest: int) -> bytes:
    """
    Return a file without the blocks of zeros it ends with, save as many as what is looked for has.

    A broker makes two indexes of 10 MiB a partition ahead of time, and nearly all of it is zeros.
    What is looked for has a byte that is not zero, so it ends before what is left out begins.
    """
    end = len(held)
    while held.endswith(ZEROS, 0, end):
        end -= len(ZEROS)
    return held[: end + longest]


@dataclass
class Drill:
    """The people of one run: `mark` stands in every name, and in no other byte there is."""

    mark: str = field(default_factory=lambda: "Đặngẫ" + "".join(choice(LETTERS) for _ in range(12)))
    identity: str = field(default_factory=lambda: digits(12))
    phone: str = field(default_factory=lambda: digits(15))
    people: list[UUID] = field(default_factory=list)
    cases: list[str] = field(default_factory=list)
    secrets: list[bytes] = field(default_factory=list)

    def particulars(self) -> dict[str, str]:
        """Return particulars of which each but the sex bears a mark."""
        email, street = f"{bare(self.mark).lower()}@example.vn", f"Ngõ {self.mark}"
        told = {"identity_number": self.identity, "phone": self.phone, "email": email}
        return {**told, "sex": "female", "address": street}

    @property
    def marks(self) -> tuple[str, ...]:
        """Return what no byte may hold: of name, e-mail and address, and the two numbers."""
        return self.mark, self.identity, self.phone

    @cached_property
    def _forms(self) -> dict[bytes, str]:
        """Return every form of every mark, once, with what it is called."""
        told = {
            FORMS[form](mark): f"{form} of a number" for form, mark in product(FORMS, self.marks)
        }
        return told | {FORMS[form](self.mark): form for form in FORMS}

    def traces(self, folders: Sequence[Path]) -> list[str]:
        """Return every file that holds a mark in any form, or a key, digest or salt of a person."""
        return [f"{told} in {file}" for file, told in self._found(folders)]

    def _found(self, folders: Sequence[Path]) -> Iterator[tuple[Path, str]]:
        words = frozenset(chain.from_iterable(map(words_of, self.secrets)))
        longest = max(map(len, chain(self._forms, self.secrets)))
        for file in (one for folder in folders for one in folder.rglob("*") if one.is_file()):
            with suppress(FileNotFoundError):  # a server takes its files away meanwhile
                held = written(file.read_bytes(), longest)
                yield from ((file, told) for told in self._told(held, words))

    def _told(self, held: bytes, words: frozenset[int]) -> Iterator[str]:
        yield from (told for form, told in self._forms.items() if form in held)
        if words.isdisjoint(words_in(held)):
            return
        if keys := sum(one in held for one in self.secrets):
            yield f"{keys} keys or digests"

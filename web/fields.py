"""Fields of forms as pages show them: of what kind, with which choices, whether they are needed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from web.words import words

AREA, LINE, NUMBER, DAY, FILE = "area", "line", "number", "day", "file"
NUMBER_FIELDS = frozenset({"measured", "points"})
SELECT, RADIO, SEVERAL, FIXED = "select", "radio", "several", "fixed"


@dataclass(frozen=True, slots=True)
class Choice:
    """
    One of several: what is sent, and what is read, in Vietnamese and in English.

    `why` says that it may not be chosen now, and why not; `there` is where one can look at it.
    """

    value: str
    vi: str
    en: str = ""
    why: Mapping[str, str] | None = None
    there: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """
    What a page asks for; one that is not `needed` may be left empty.

    `how` it is filled in is said in both languages where the words for its name do not do;
    `others` says of what was chosen whether it could have been something else.
    """

    name: str
    kind: str = AREA
    choices: Sequence[Choice] = ()
    needed: bool = True
    how: Mapping[str, str] | None = None
    others: bool = False


def worded(place: str, *keys: str) -> list[Choice]:
    """Return choices that the words of the pages name."""
    named = words()[place]
    return [Choice(one, named[one]["vi"], named[one]["en"]) for one in keys]


def texts(value: object, names: object) -> Choice:
    """Return a choice by a text in both languages, as the API tells it."""
    both = names if isinstance(names, Mapping) else {"vi": str(value)}
    return Choice(str(value), str(both["vi"]), str(both.get("en", "")))

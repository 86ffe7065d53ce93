"""What the pages say, Vietnamese first and English second; the words are data."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import cast

from flask import g
from markupsafe import Markup, escape

from domain.access import VIETNAM
from services.office import Office
from web.house import house

DAY = "%d/%m/%Y"


@cache
def words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return every word of the pages by place and key, in both languages."""
    return tomllib.loads((files("web") / "words.toml").read_text(encoding="utf-8"))


def say(place: str, key: object) -> Markup:
    """Return a word in both languages; a code without words stands for itself."""
    found = words().get(place, {}).get(str(key), {"vi": str(key), "en": ""})
    return both(found["vi"], found["en"])


def hint(key: str, how: Mapping[str, str] | None = None) -> Markup | None:
    """Return how a field is to be filled in, None where nothing needs to be said."""
    found = how or words()["hint"].get(key)
    return both(found["vi"], found["en"]) if found else None


def hinted(key: str, **facts: object) -> dict[str, str]:
    """Return how a field is to be filled in, with facts in it."""
    return {language: text.format(**facts) for language, text in words()["hint"][key].items()}


def both(vietnamese: object, english: object) -> Markup:
    """Return a text in both languages, the second marked as English."""
    first = escape(str(vietnamese))
    if not english or english == vietnamese:
        return first
    return first + Markup(' <span class="en" lang="en">{}</span>').format(english)


def plain(place: str, key: object) -> str:
    """Return a word in Vietnamese alone, for titles."""
    return words()[place][str(key)]["vi"]


def called(place: str, code: object, on: object = None) -> str:
    """Return how a code is called in Vietnamese, today or on a day; nothing where there is none."""
    return "" if code is None else _names()(place, str(code), str(on) if on else None)


def standing(office: Office) -> str:
    """Return an office as people say it."""
    return f"{called('role', office.role)}, {called('unit', office.unit)}"


def seat(act: Mapping[str, object]) -> str:
    """Return the units of the hand of an act by the names they had then; a code without one."""
    named = cast("Sequence[Mapping[str, str]]", act["units"])
    then = {one["code"]: one["name"] for one in named if one["on"] == act["effective_on"]}
    codes = cast("Sequence[str] | None", act["hand_units"]) or ()
    return ", ".join(then.get(code, code) for code in codes)


def day(told: object) -> str:
    """Return a day as it is written in Viet Nam, of a day or a moment; nothing for nothing."""
    if told is None:
        return ""
    text = str(told)
    if "T" in text:
        return datetime.fromisoformat(text).astimezone(VIETNAM).strftime(f"%H:%M {DAY}")
    return date.fromisoformat(text).strftime(DAY)


def _names() -> Callable[[str, str, str | None], str]:
    """Return the names that the house knows, looked up once a page."""
    if "names" not in g:
        g.names = house().api.words()
    found: Callable[[str, str, str | None], str] = g.names
    return found

"""Our own words in both languages: texts of orders, what none may have, states of a case."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

WITHIN = "."


@cache
def text_words() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the words by fact, its value, and language: `vi` or `en`."""
    return tomllib.loads((files("api") / "text_words.toml").read_text(encoding="utf-8"))


def text_word(place: str, value: str, language: str) -> str | None:
    """
    Return how a value of a fact is called, None where this is none of its words.

    One of several things is told by its place among them, from 1: `answers.0.detail` is the first.
    """
    names = value.split(WITHIN)
    word = text_words().get(place, {}).get(WITHIN.join(one for one in names if not one.isdecimal()))
    places = [str(int(one) + 1) for one in names if one.isdecimal()]
    if word is None:
        return None
    return f"{word[language]} ({WITHIN.join(places)})" if places else word[language]

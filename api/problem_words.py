"""What each code of a problem means, in Vietnamese and English, and the page that says it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return the meaning of every code, by language."""
    text = (files("api") / "problem_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def title(code: str, tongue: str = "en") -> str:
    """Return what *code* means, `vi` or `en`; a code nobody explained stands for itself."""
    return words().get(code, {}).get(tongue, code)

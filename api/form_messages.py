"""What is wrong with a field, in Vietnamese: messages of the library and ours, matched by form."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

PLACE = "(.*)"


@cache
def messages() -> Sequence[tuple[re.Pattern[str], str]]:
    """Return the form of each message, and what it says in Vietnamese."""
    text = (files("api") / "form_messages.toml").read_text(encoding="utf-8")
    return [
        (re.compile(PLACE.join(map(re.escape, english.split("{}"))), re.DOTALL), vietnamese)
        for english, vietnamese in tomllib.loads(text)["messages"]
    ]


def translated(detail: str) -> str:
    """Return a message in Vietnamese; one of no known form stands as it is."""
    for form, vietnamese in messages():
        if found := form.fullmatch(detail):
            return vietnamese.format(*found.groups())
    return detail


def wrong_field(detail: str, facts: Mapping[str, str]) -> str:
    """Return what is wrong in Vietnamese, after the field it is about."""
    field = facts.get("field")
    return f"{field}: {translated(detail)}" if field else translated(detail)

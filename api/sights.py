"""What a verdict looked at, as people read it: what a thing is called, and what was seen of it."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TypedDict

from api.fact_names import CRITERION, Names
from domain.eligibility.sight import Seen, Sight
from domain.rulebooks.words import Text

CRITERIA = {"assessed": CRITERION}
"""What is seen of a thing that a fact has another name for."""


class LookedAt(TypedDict):
    """One thing a rule looked at: its key, what it is called, and what was seen."""

    about: str
    label: Text
    says: Text


@cache
def phrases() -> Mapping[str, Mapping[str, str]]:
    """Return the Vietnamese `phrases` of sights, and the `labels` of what they are of."""
    text = (files("api") / "sights.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def seen_vi(about: str, one: Sight, names: Names) -> str:
    """Return what was seen in Vietnamese; a plain fact by its names."""
    phrase = phrases()["phrases"].get(one.code)
    if phrase is None:
        return names.of(CRITERIA.get(about, about), one.detail)
    return phrase.format_map({place: names.of(place, fact) for place, fact in one.facts.items()})


def label_of(about: str, names: Names) -> str:
    """Return what a thing is called: by its own label, one of several by their label and number."""
    labels = phrases()["labels"]
    sort, _, number = about.rpartition("-")
    if sort in labels and number.isdigit():
        return f"{labels[sort]} {number}"
    return labels.get(about) or names.of("condition", about)


def seen_in_english(about: str, one: Sight, names: Names) -> str:
    """Return what was seen in English, codes by their names."""
    facts = one.facts or {CRITERIA.get(about, about): one.detail}
    return names.in_english(one.detail, facts) or "-"


def label_in_english(about: str, names: Names) -> str:
    """Return what a thing is called in English: an award or condition by its name, else its key."""
    told = names.of_in_english("condition", about)
    return told if told != about else about.replace("_", " ")


def looked_at(seen: Seen, names: Names) -> list[LookedAt]:
    """Return everything a rule looked at, in both languages."""
    return [
        LookedAt(
            about=about,
            label=Text(label_of(about, names), label_in_english(about, names)),
            says=Text(seen_vi(about, one, names), seen_in_english(about, one, names)),
        )
        for about, one in seen.items()
    ]

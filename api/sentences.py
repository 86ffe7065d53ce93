"""What a refusal says in Vietnamese, its facts filled in: the sentences are data, by code."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Formatter

from api.fact_names import PLAIN, Names
from api.problem_words import title


@cache
def sentences() -> Mapping[str, Sequence[str]]:
    """Return the sentences of every code, with places for its facts."""
    text = (files("api") / "refusal_sentences.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def facts_of(sentence: str) -> set[str]:
    """Return the facts that a sentence has places for."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def in_vietnamese(code: str, facts: Mapping[str, str], names: Names = PLAIN) -> str:
    """Return the first sentence of *code* whose facts are all there, else what the code means."""
    for one in sentences().get(code, ()):
        places = facts_of(one)
        if places <= facts.keys():
            return one.format_map({place: names.of(place, facts[place]) for place in places})
    return title(code, "vi")

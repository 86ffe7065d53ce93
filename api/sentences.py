"""What a refusal says, its facts filled in: sentences in both languages are data, by code."""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from string import Formatter

from api.fact_names import PLAIN, Names
from api.problem_words import title

VIETNAMESE, ENGLISH = "refusal_sentences.toml", "refusal_sentences_en.toml"


@cache
def sentences(language: str = VIETNAMESE) -> Mapping[str, Sequence[str]]:
    """Return the sentences of every code, with places for its facts."""
    return tomllib.loads((files("api") / language).read_text(encoding="utf-8"))


def facts_of(sentence: str) -> set[str]:
    """Return the facts that a sentence has places for."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def sentence_of(code: str, facts: Mapping[str, str], language: str = VIETNAMESE) -> str | None:
    """Return the first sentence of *code* whose facts are all there, None where there is none."""
    those = sentences(language).get(code, ())
    return next((one for one in those if facts_of(one) <= facts.keys()), None)


def in_vietnamese(code: str, facts: Mapping[str, str], names: Names = PLAIN) -> str:
    """Return the first sentence of *code* whose facts are all there, else what the code means."""
    one = sentence_of(code, facts)
    if one is None:
        return title(code, "vi")
    return filled(one, facts, names.of)


def filled(sentence: str, facts: Mapping[str, str], said: Callable[[str, str], str]) -> str:
    """Return a sentence with its facts in their places, each as it is said there."""
    return sentence.format_map({place: said(place, facts[place]) for place in facts_of(sentence)})


def in_english(code: str, detail: str, facts: Mapping[str, str], names: Names = PLAIN) -> str:
    """
    Return the first English sentence of *code* whose facts are all there, else what it means.

    What has facts and no sentence, as a wrong field has, says its *detail*.
    """
    if own := sentence_of(code, facts, ENGLISH):
        return filled(own, facts, names.of_in_english)
    meant = title(code)
    return names.in_english(detail, facts) if facts or meant == code else meant

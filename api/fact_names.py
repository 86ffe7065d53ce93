"""How people call the codes among the facts of a refusal."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from api.text_words import text_word
from domain.access import VIETNAM
from domain.rulebooks.words import Text
from domain.units import Units

if TYPE_CHECKING:
    from api.system import System

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
UNITS = frozenset(
    {"unit", "units", "may", "granted_by", "agency", "candidates", "successors", "old"}
)
STEPS = frozenset({"step", "current"})
CRITERION = "criterion"
# What people wrote and numbers of papers are never taken for a code that we know.
AS_WRITTEN = frozenset(
    {"number", "reference", "person", "member", "issuer", "source", "words"}
    | {"assessed", "remark", "finding"}
)
NOTHING, NOTHING_IN_ENGLISH = "(trống)", "(nothing)"


@cache
def own_words() -> Mapping[str, str]:
    """Return the words for codes that no rulebook names."""
    text = (files("api") / "fact_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def conditions() -> Mapping[str, Mapping[str, str]]:
    """Return what the conditions of awards are called, by key and language."""
    text = (files("api") / "condition_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Names:
    """Names of codes, Vietnamese but for `english`, and of units by the name they bear on a day."""

    words: Mapping[str, str] = field(default_factory=dict)
    units: Units | None = None
    on: date = date.min
    english: Mapping[str, str] = field(default_factory=dict)

    def of(self, place: str, value: str) -> str:
        """Return how a fact is said; several things side by side are each said."""
        if place in AS_WRITTEN:
            return value
        return ", ".join(self._one(place, one) for one in value.split(", ")) if value else NOTHING

    def _one(self, place: str, value: str) -> str:
        if place == CRITERION:
            return self.words.get(f"{CRITERION}/{value}", value)
        if DAY.fullmatch(value):
            return date.fromisoformat(value).strftime("%d/%m/%Y")
        if place in UNITS and (unit := self._unit(value, "đến hết {:%d/%m/%Y}")):
            return unit
        if place in STEPS:
            return self._step(value)
        if place == "lacking":
            return self._lacking(value)
        return self._word(place, value)

    def _word(self, place: str, value: str) -> str:
        """Return the word for a code: that of the place, of a rulebook, or our own."""
        here = text_word(place, value, "vi") or own_words().get(f"{place}/{value}")
        return here or self.words.get(value) or own_words().get(value) or _condition(value, "vi")

    def _lacking(self, value: str) -> str:
        """Return a thing that a file lacks: its sort, and its name where it is a paper."""
        sort, _, key = value.partition(" ")
        return f"{own_words().get(sort, sort)} {self.of(sort, key)}"

    def in_english(self, detail: str, facts: Mapping[str, str]) -> str:
        """Return an English sentence with the names of those of its *facts* that are codes."""
        found = ((code, self._by_place(place, code)) for place, code in codes_in(facts))
        named = {code: name for code, name in found if name}
        either = "|".join(sorted(map(re.escape, named), key=len, reverse=True))
        whole = rf"(?<![\w-])(?:{either})(?![\w-])"
        return re.sub(whole, lambda found: named[found[0]], detail) if named else detail

    def of_in_english(self, place: str, value: str) -> str:
        """Return how a fact is said in English; several things side by side are each said."""
        if place in AS_WRITTEN:
            return value
        those = (self._one_in_english(place, one) for one in value.split(", "))
        return ", ".join(those) if value else NOTHING_IN_ENGLISH

    def _one_in_english(self, place: str, value: str) -> str:
        unit = self._unit(value, "until {}") if place in UNITS else ""
        named = unit or self._by_place(place, value)
        return named or (value if place == CRITERION else _condition(value, "en"))

    def _unit(self, code: str, until: str) -> str:
        """Return a unit by name and code; one that ended with its last day; else nothing."""
        unit = self.units.lately(code, self.on) if self.units else None
        if unit is None or (unit.in_force_from and unit.in_force_from > self.on):
            return ""
        last = unit.in_force_to
        gone = [until.format(last)] if last is not None and last < self.on else []
        return f"{unit.name} ({', '.join([code, *gone])})"

    def _by_place(self, place: str, code: str) -> str:
        """Return the English name of a code: that of the place, else of a rulebook, or nothing."""
        if place == CRITERION:
            return self.english.get(f"{CRITERION}/{code}", "")
        return text_word(place, code, "en") or self._english(code)

    def _english(self, code: str) -> str:
        """Return the English name of a code, or of a step by its level and act; else nothing."""
        level, _, act = code.rpartition("-")
        if act in self.english and level in self.english:
            return f"{self.english[act].lower()} at {self.english[level]}"
        return self.english.get(code, "")

    def _step(self, key: str) -> str:
        """Return a step by its act and level, which are all that its key tells."""
        level, _, act = key.rpartition("-")
        if act not in self.words or level not in self.words:
            return key
        return f"{self.words[act]} {self.words[level]}"


def codes_in(facts: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return what may be codes among facts, each after its place."""
    told = [one for one in facts.items() if one[0] not in AS_WRITTEN]
    return {one for place, value in told for one in codes_of(place, value)}


def codes_of(place: str, value: str) -> set[tuple[str, str]]:
    """Return what may be codes in a fact: of things that a file lacks, each after its sort."""
    parts = value.split(", ")
    if place != "lacking":
        return {(place, one) for one in parts}
    lacking = (one.partition(" ") for one in parts)
    return {(sort, key) for sort, _, key in lacking if sort not in AS_WRITTEN}


def _condition(key: str, language: str) -> str:
    """Return what a condition is called; what is none stands for itself."""
    return conditions().get(key, {}).get(language, key)


PLAIN = Names()


def names_of(system: "System") -> Names:
    """Return the names that a house knows, as they are today."""
    return names_on(system.clock.now().astimezone(VIETNAM).date(), system)


def names_on(today: date, system: "System") -> Names:
    """Return the names that a house knows, as they are on a day."""
    every = named_by(system, today)
    words = {key: names.vi for key, names in every.items()}
    english = {key: names.en for key, names in every.items()}
    return Names(_grounds(system) | words, system.units, today, english)


def named_by(system: "System", today: date) -> dict[str, Text]:
    """Return what the data of a house name on a day, in both languages."""
    told = system.catalogue
    known = told.vocabulary()
    named = {one.key: one.names for one in (*known.acts, *known.roles, *known.subjects)}
    named |= {one.key: one.names for one in told.paper_kinds()}
    named |= {one.key: one.names for one in told.register_grounds()}
    named |= {one.key: one.names for one in told.refusal_reasons()}
    named |= {one.key: one.names for one in told.regimes()}
    named |= _awards(system, today) | _criteria(system)
    return named | {one.key: Text(one.vi, one.en) for one in system.units.every_level()}


def _awards(system: "System", today: date) -> dict[str, Text]:
    """Return the names of the awards of every regime, as they are today where it has them."""
    told = system.catalogue
    days = [*(one.in_force_from for one in told.regimes()), today]
    return {one.award.key: one.award.names for day in days for one in told.awards(day)}


def _criteria(system: "System") -> dict[str, Text]:
    """Return what the criteria of movements say, by key; not where one key says several things."""
    said: dict[str, set[Text]] = {}
    for nominated in (one for plan in system.catalogue.programmes() for one in plan.classes):
        for one in nominated.criteria:
            text = Text(one.vi.rstrip("."), one.en.rstrip("."))
            said.setdefault(f"{CRITERION}/{one.key}", set()).add(text)
    return {key: texts.pop() for key, texts in said.items() if len(texts) == 1}


def _grounds(system: "System") -> dict[str, str]:
    """Return the names of the grounds on which a request about personal data is refused."""
    return {one.key: one.names.vi for one in system.catalogue.personal().grounds}

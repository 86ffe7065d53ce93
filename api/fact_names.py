"""How people call the codes among the facts of a refusal."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from api.text_words import text_word
from domain.access import VIETNAM
from domain.directory.decide import unit_stream
from domain.directory.events import UnitAnnounced
from domain.directory.state import UNIT
from domain.hearing.required import NAMESAKE
from domain.rulebooks.programme import Programme
from domain.rulebooks.words import Text
from domain.units import Units
from services.histories import Histories

if TYPE_CHECKING:
    from api.system import System

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
UNITS = frozenset(
    {"unit", "units", "may", "granted_by", "agency", "candidates", "successors", "old"}
)
STEPS = frozenset({"step", "current"})
CRITERION, PLACES, LACKING = "criterion", "of", "lacking"
# What people wrote and numbers of papers are never taken for a code that we know.
AS_WRITTEN = frozenset(
    {"number", "reference", "person", "member", "issuer", "source", "words", "remark", "finding"}
)
VI, EN = "vi", "en"
NOTHING = {VI: "(trống)", EN: "(nothing)"}
UNTIL = {VI: "đến hết {:%d/%m/%Y}", EN: "until {}"}
SERIES = re.compile("[^/]+/[^/]+/[0-9]+")
OF_PLACES = {VI: "{} tại {} năm {}", EN: "{} at {} in {}"}
"""How places of a series are said: of which award, unit and year."""
Announced = Callable[[str, date], str]


@cache
def own_words() -> Mapping[str, Mapping[str, str]]:
    """Return the words for codes that no rulebook names, by code and language."""
    text = (files("api") / "fact_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def conditions() -> Mapping[str, Mapping[str, str]]:
    """Return what the conditions of awards are called, by key and language."""
    text = (files("api") / "condition_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Names:
    """
    Names of codes in both languages, and of units by the name they bear on a day.

    `announced` tells the name of a code that is no unit, as the directory has it on a day.
    """

    words: Mapping[str, Text] = field(default_factory=dict)
    units: Units | None = None
    on: date = date.min
    announced: Announced = field(default=lambda _code, _on: "")

    def of(self, place: str, value: str) -> str:
        """Return how a fact is said; several things side by side are each said."""
        return self._each(place, value, VI)

    def of_in_english(self, place: str, value: str) -> str:
        """Return how a fact is said in English; several things side by side are each said."""
        return self._each(place, value, EN)

    def in_english(self, detail: str, facts: Mapping[str, str]) -> str:
        """Return an English sentence with the names of those of its *facts* that are codes."""
        found = ((code, self._named(place, code, EN)) for place, code in codes_in(facts))
        named = {code: name for code, name in found if name}
        either = "|".join(sorted(map(re.escape, named), key=len, reverse=True))
        whole = rf"(?<![\w-])(?:{either})(?![\w-])"
        return re.sub(whole, lambda found: named[found[0]], detail) if named else detail

    def _each(self, place: str, value: str, language: str) -> str:
        if place in AS_WRITTEN:
            return value
        those = (self._one(place, one, language) for one in value.split(", "))
        return ", ".join(those) if value else NOTHING[language]

    def _one(self, place: str, value: str, language: str) -> str:
        if DAY.fullmatch(value) and place != CRITERION:
            return _day(value, language)
        made = self._made_of_others(place, value, language)
        return made or self._named(place, value, language) or value

    def _made_of_others(self, place: str, value: str, language: str) -> str:
        """Return the name of a unit, of what a file lacks or of a series of places; or nothing."""
        if place in UNITS:
            return self._unit(value, UNTIL[language])
        if place == LACKING:
            return self._lacking(value, language)
        return self._places(value, language) if place == PLACES else ""

    def _named(self, place: str, value: str, language: str) -> str:
        """Return the word for a code: that of its place, of a rulebook, or our own; or nothing."""
        told = own_words(), self.words
        scoped = f"{place}/{value}"
        here = [text_word(place, value, language), *(_in(one, scoped, language) for one in told)]
        if place == CRITERION:
            return next(filter(None, here), "")
        every = [*here, self._step(place, value, language), _in(self.words, value, language)]
        ours = [_in(one, value, language) for one in (own_words(), conditions())]
        return next(filter(None, [*every, *ours, _apart(value, language)]), "")

    def _lacking(self, value: str, language: str) -> str:
        """Return a thing that a file lacks: its sort, and its name where it is a paper."""
        sort, _, key = value.partition(" ")
        return f"{_in(own_words(), sort, language) or sort} {self._each(sort, key, language)}"

    def _places(self, value: str, language: str) -> str:
        """Return the places of an award that a unit has for a year."""
        if not SERIES.fullmatch(value):
            return ""
        award, unit, year = value.split("/")
        named = self._named("award", award, language) or award
        return OF_PLACES[language].format(named, self._one("unit", unit, language), year)

    def _unit(self, code: str, until: str) -> str:
        """Return a unit by name and code; one that ended with its last day; else nothing."""
        unit = self.units.lately(code, self.on) if self.units else None
        if unit is None:
            name = self.announced(code, self.on)
            return f"{name} ({code})" if name else ""
        if unit.in_force_from and unit.in_force_from > self.on:
            return ""
        last = unit.in_force_to
        gone = [until.format(last)] if last is not None and last < self.on else []
        return f"{unit.name} ({', '.join([code, *gone])})"

    def _step(self, place: str, key: str, language: str) -> str:
        """Return a step by its act and level, which are all that its key tells; else nothing."""
        level, _, act = key.rpartition("-")
        done, at = _in(self.words, act, language), _in(self.words, level, language)
        if not (done and at):
            return ""
        if language == EN:
            return f"{done.lower()} at {at}"
        return f"{done} {at}" if place in STEPS else ""


PLAIN = Names()


def _in(
    words: Mapping[str, Text] | Mapping[str, Mapping[str, str]], code: str, language: str
) -> str:
    """Return the word for a code in a language, nothing where there is none."""
    found = words.get(code)
    if isinstance(found, Text):
        return found.vi if language == VI else found.en
    return found[language] if found else ""


def _apart(key: str, language: str) -> str:
    """Return the condition that a nominee is another than that of a case; else nothing."""
    _, found, case = key.partition(NAMESAKE)
    return _in(own_words(), NAMESAKE, language).format(case) if found else ""


def _day(value: str, language: str) -> str:
    """Return a day as it is written in a language."""
    return date.fromisoformat(value).strftime("%d/%m/%Y") if language == VI else value


def codes_in(facts: Mapping[str, str]) -> set[tuple[str, str]]:
    """Return what may be codes among facts, each after its place."""
    told = [one for one in facts.items() if one[0] not in AS_WRITTEN]
    return {one for place, value in told for one in codes_of(place, value)}


def codes_of(place: str, value: str) -> set[tuple[str, str]]:
    """Return what may be codes in a fact: of things that a file lacks, each after its sort."""
    parts = value.split(", ")
    if place != LACKING:
        return {(place, one) for one in parts}
    lacking = (one.partition(" ") for one in parts)
    return {(sort, key) for sort, _, key in lacking if sort not in AS_WRITTEN}


def names_of(system: "System") -> Names:
    """Return the names that a house knows, as they are today."""
    return names_on(system.clock.now().astimezone(VIETNAM).date(), system)


def names_on(today: date, system: "System") -> Names:
    """Return the names that a house knows, as they are on a day."""
    announced = cache(partial(announced_name, system))  # one refusal says it in each language
    return Names(named_by(system, today), system.units, today, announced)


def announced_name(system: "System", code: str, on: date) -> str:
    """Return the name that the directory has for a code on a day; nothing where it has none."""
    told = Histories(system.ledger).of(UNIT, unit_stream(code)).values()
    known = [one for one in told if isinstance(one, UnitAnnounced) and one.in_force_from <= on]
    return max(known, key=lambda one: one.in_force_from).name if known else ""


def named_by(system: "System", today: date) -> dict[str, Text]:
    """Return what the data of a house name on a day, in both languages."""
    told = system.catalogue
    known = told.vocabulary()
    named = {one.key: one.names for one in told.personal().grounds}
    named |= {one.key: one.names for one in (*known.acts, *known.roles, *known.subjects)}
    named |= {one.key: one.names for one in told.paper_kinds()}
    named |= {one.key: one.names for one in told.register_grounds()}
    named |= {one.key: one.names for one in told.refusal_reasons()}
    named |= {one.key: one.names for one in told.regimes()}
    named |= _awards(system, today) | _of_movements(system)
    return named | {one.key: Text(one.vi, one.en) for one in system.units.every_level()}


def _awards(system: "System", today: date) -> dict[str, Text]:
    """Return the names of the awards of every regime, as they are today where it has them."""
    told = system.catalogue
    days = [*(one.in_force_from for one in told.regimes()), today]
    return {one.award.key: one.award.names for day in days for one in told.awards(day)}


def _of_movements(system: "System") -> dict[str, Text]:
    """Return what movements call what is theirs, by key; not where one key says several things."""
    said: dict[str, set[Text]] = {}
    for plan in system.catalogue.programmes():
        for key, text in _of(plan):
            said.setdefault(key, set()).add(text)
    return {key: texts.pop() for key, texts in said.items() if len(texts) == 1}


def _of(plan: Programme) -> Iterator[tuple[str, Text]]:
    """Yield what a movement calls itself, its reviews, its classes and their criteria."""
    yield plan.key, plan.names
    yield from ((f"occasion/{one.key}", one.names) for one in plan.occasions)
    yield from ((f"nominee_class/{one.key}", one.names) for one in plan.classes)
    every = (one for nominated in plan.classes for one in nominated.criteria)
    for one in every:
        yield f"{CRITERION}/{one.key}", Text(one.vi.rstrip("."), one.en.rstrip("."))

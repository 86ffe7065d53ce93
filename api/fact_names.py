"""How people call the codes among the facts of a refusal, in Vietnamese."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from domain.access import VIETNAM
from domain.units import Units

if TYPE_CHECKING:
    from api.system import System

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
UNITS = frozenset({"unit", "units", "may", "granted_by", "agency", "candidates", "successors"})
STEPS = frozenset({"step", "current"})
# What people wrote, numbers of papers and criteria are never taken for a code that we know.
AS_WRITTEN = frozenset(
    {"number", "reference", "person", "member", "issuer", "source", "words"}
    | {"criterion", "assessed", "remark", "finding"}
)
NOTHING = "(trống)"


@cache
def own_words() -> Mapping[str, str]:
    """Return the words for codes that no rulebook names."""
    text = (files("api") / "fact_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Names:
    """Vietnamese names of codes, and of units by the name they bear on a day."""

    words: Mapping[str, str] = field(default_factory=dict)
    units: Units | None = None
    on: date = date.min

    def of(self, place: str, value: str) -> str:
        """Return how a fact is said; several things side by side are each said."""
        if place in AS_WRITTEN:
            return value
        return ", ".join(self._one(place, one) for one in value.split(", ")) if value else NOTHING

    def _one(self, place: str, value: str) -> str:
        if DAY.fullmatch(value):
            return date.fromisoformat(value).strftime("%d/%m/%Y")
        unit = self.units.unit(value, self.on) if self.units and place in UNITS else None
        if unit:
            return f"{unit.name} ({value})"
        if place in STEPS:
            return self._step(value)
        if place == "lacking":
            return self._lacking(value)
        return self._word(place, value)

    def _word(self, place: str, value: str) -> str:
        """Return the word for a code: that of the place, of a rulebook, or our own."""
        here = own_words().get(f"{place}/{value}")
        return here or self.words.get(value) or own_words().get(value, value)

    def _lacking(self, value: str) -> str:
        """Return a thing that a file lacks: its sort, and its name where it is a paper."""
        sort, _, key = value.partition(" ")
        return f"{own_words().get(sort, sort)} {self.of(sort, key)}"

    def _step(self, key: str) -> str:
        """Return a step by its act and level, with its key."""
        level, _, act = key.rpartition("-")
        if act not in self.words or level not in self.words:
            return key
        return f"{self.words[act]} {self.words[level]} ({key})"


PLAIN = Names()


def names_of(system: "System") -> Names:
    """Return the names that a house knows, as they are today."""
    return names_on(system.clock.now().astimezone(VIETNAM).date(), system)


def names_on(today: date, system: "System") -> Names:
    """Return the names that a house knows, as they are on a day."""
    told = system.catalogue
    known = told.vocabulary()
    words = {one.key: one.names.vi for one in (*known.acts, *known.roles, *known.subjects)}
    words |= {one.key: one.names.vi for one in told.paper_kinds()}
    words |= {one.key: one.names.vi for one in told.register_grounds()}
    words |= {one.key: one.names.vi for one in told.refusal_reasons()}
    words |= {one.key: one.names.vi for one in told.regimes()}
    words |= {one.award.key: one.award.names.vi for one in told.awards(today)}
    words |= {one.key: one.vi for one in system.units.every_level()}
    return Names(_grounds(system) | words, system.units, today)


def _grounds(system: "System") -> dict[str, str]:
    """Return the names of the grounds on which a request about personal data is refused."""
    return {one.key: one.names.vi for one in system.catalogue.personal().grounds}

"""What an order says in somebody's own words, looked at before it is a fact (ADR 116, 131)."""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from uuid import UUID

from domain.decider import demand
from domain.decision.commands import CorrectDecision
from domain.nomination.commands import CorrectNomination
from domain.personal.name_in_text import no_text_names_its_nominee
from domain.personal.numbers_in_text import no_text_has_a_number_of_a_person
from domain.refusal import Refusal, about
from services.sight import named_in

if TYPE_CHECKING:
    from services.orders import Command

Names = Mapping[UUID, Collection[str]]
"""What persons are called, by the case or honour that is about them."""
NOBODY: Names = {}
WITHIN = "."
CORRECTIONS = (CorrectDecision, CorrectNomination)


def the_texts_may_be_kept(commands: Sequence["Command"], names: Names = NOBODY) -> None:
    """
    Let an order pass whose texts may stand in facts for good.

    It is asked once its rules have let it pass: who may not give an order hears nothing of its
    texts, and a rule of the house that comes later says nothing of facts of before.

    Raises:
        Refused: with every text that has a number of a person, whoever's, or one of the *names* of
            whom its case is about.
    """
    found: list[Refusal] = []
    for number, command in enumerate(commands, start=1):
        told = _wrong_in(command, names)
        part = f"{number} {type(command).__name__}"
        found += about("part", part, told) if len(commands) > 1 else told
    demand(*found)


def _wrong_in(command: "Command", names: Names) -> Iterator[Refusal]:
    """Yield what is wrong with the texts of a command; a correction may carry on what stood."""
    for field, text in texts_of(command):
        stood = command.was if isinstance(command, CORRECTIONS) and field == "now" else ""
        yield from no_text_has_a_number_of_a_person(field, text, stood)
        if text and names:
            own = _names_at(field, command, names)
            yield from no_text_names_its_nominee(field, text, own, stood)


def _names_at(field: str, command: "Command", names: Names) -> list[str]:
    """Return the names of whom a text is about: of the part it is in, else of the whole order."""
    first, *within = field.split(WITHIN)
    part = getattr(command, first)[int(within[0])] if within and within[0].isdecimal() else None
    own: UUID | None = getattr(part, "nomination", None)
    cases = named_in(command) if own is None else (own,)
    return [name for case in cases if case in names for name in names[case]]


def texts_of(command: object) -> Iterator[tuple[str, str]]:
    """Yield each text of a command in somebody's own words, under the name of its field."""
    for path in free_texts().get(type(command).__name__, ()):
        yield from _at(command, path.split(WITHIN), ())


@cache
def free_texts() -> Mapping[str, Sequence[str]]:
    """Return which fields of each command are such, those within a field after a dot."""
    text = (files("services") / "free_texts.toml").read_text(encoding="utf-8")
    told: Mapping[str, Sequence[str]] = tomllib.loads(text)
    return told


def _at(value: object, path: Sequence[str], named: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the texts at a path; of several things each, under its place among them, from 0."""
    if isinstance(value, tuple):
        for place, one in enumerate(value):
            yield from _at(one, path, (*named, str(place)))
    elif path:
        within = getattr(value, path[0], None)
        yield from _at(within, path[1:], (*named, path[0]))
    elif isinstance(value, str):
        yield WITHIN.join(named), value

"""What a rulebook calls confirmed rests on facts that were found, named one by one."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from infra.rulebooks.shelf import ROOT

HERE = Path(__file__).parent
FILES = sorted(path for path in ROOT.rglob("*.toml"))
FACTS: Mapping[str, Sequence[str]] = tomllib.loads((HERE / "facts.toml").read_text())["facts"]
NAMED: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(
    (HERE / "confirmed.toml").read_text()
)
KEYS = ("key", "kind", "subject", "title", "level", "act", "award", "in_force_from", "day")
"""By what an entry of a list is called, the first that it has; else its number."""


def called(said: object, number: int) -> str:
    """Return what an entry of a list is called."""
    known = said if isinstance(said, dict) else {}
    return str(next((known[one] for one in KEYS if one in known), number))


def confirmed_in(said: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Yield where something is called confirmed, and the source that is named for it."""
    if isinstance(said, dict):
        if said.get("confirmed") is True:
            yield at or "$", str(said.get("source", ""))
        for key, one in said.items():
            yield from confirmed_in(one, f"{at}.{key}" if at else key)
    if isinstance(said, list):
        for number, one in enumerate(said):
            yield from confirmed_in(one, f"{at}[{called(one, number)}]")


def stated(source: str) -> set[str]:
    """Return the facts that the sources cited state, as far as they are believed current."""
    cited = re.findall(r"\[(S\d+[a-z]?)\]", source)
    return {fact for one in cited for fact in FACTS.get(one, ())}


def unfounded(said: object, named: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what is confirmed by no fact named, or by one that no source cited states."""
    found = list(confirmed_in(said))
    return [
        at
        for at, source in found
        if not (facts := {*named.get(at, ())}) & stated(source) or facts - stated(source)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_confirmed_names_the_facts_that_its_sources_state(path):
    said, named = tomllib.loads(path.read_text()), NAMED.get(str(path.relative_to(ROOT)), {})
    places = [at for at, _ in confirmed_in(said)]

    assert [] == unfounded(said, named)
    assert sorted(named) == sorted(places)


def test_every_file_named_is_there():
    assert {*NAMED} <= {str(path.relative_to(ROOT)) for path in FILES}


@pytest.mark.parametrize(
    ("source", "facts"),
    [
        ("Old procedures [S36]", ["6.15"]),
        ("Decree 152/2025 art. 42 [S19]", []),
        ("Decree 152/2025 art. 42 [S19]", ["6.1", "3.16"]),
    ],
    ids=["no current fact", "no fact named", "a fact of another source"],
)
def test_what_no_fact_states_is_found(source, facts):
    said = {"steps": [{"key": "vote", "confirmed": True, "source": source}]}

    assert ["steps[vote]"] == unfounded(said, {"steps[vote]": facts})

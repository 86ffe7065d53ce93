"""No sentence of a refusal tells a class, a key or a bracket of facts, in either language."""

import re
from dataclasses import replace

import pytest

from api.fact_names import Names, names_of
from api.sentences import ENGLISH, VIETNAMESE, in_english, in_vietnamese, sentences
from api.sights import looked_at
from domain.eligibility.conditions import AS_IT_STANDS
from domain.eligibility.sight import Sight
from domain.refusal import listed
from tests.api import houses
from tests.api.telling import AGENCY, told
from tests.wording import TABLE

SETS = [(code, tuple(facts)) for code, row in TABLE.items() for facts in row["facts"]]
CLASS = re.compile(r"\b[A-Z][a-z]+[A-Z]\w*")
KEY = re.compile(r"\b[a-z]+(?:[-_][a-z0-9]+)+\b")
BRACKET = re.compile(r"\([\w ]+[:=] ?")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SORTS = {"award": "award", "papers": "paper", "kind": "kinds", "commendation": "commendation"}
WORDS = frozenset({"vice-chair", "e-mail", "sign-in", "commune-level", "district-level"})
"""English words that have a hyphen of their own."""


def raw(sentence: str) -> list[str]:
    """Return what of a sentence is no word of people: classes, keys, brackets of facts."""
    bare = ID.sub("", sentence)
    keys = [one for one in KEY.findall(bare) if one not in WORDS]
    return [*CLASS.findall(bare), *keys, *BRACKET.findall(bare)]


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    """Return the names of a house whose directory knows an agency."""
    with houses.house(tmp_path_factory.mktemp("names")) as lent:
        yield replace(names_of(lent), announced=lambda code, _: {AGENCY: "Công an"}.get(code, ""))


def said(code: str, facts: dict[str, str], names: Names) -> list[str]:
    """Return the sentences of a refusal in both languages, and its bare meaning."""
    rows = [
        re.sub(r"\{(\w*)\}", lambda one: facts.get(one[1], "x"), it) for it in TABLE[code]["says"]
    ]
    english = [in_english(code, detail, facts, names) for detail in rows]
    return [in_vietnamese(code, facts, names), *english]


@pytest.mark.parametrize(("code", "places"), SETS, ids=lambda one: str(one)[:40])
def test_no_refusal_says_a_class_a_key_or_a_bracket_of_facts(code, places, names):
    usual = {place: told(place)[0] for place in places}
    every = [usual | {place: one} for place in places for one in told(place)] or [usual]
    found = {sentence for facts in every for sentence in said(code, facts, names)}
    assert {} == {sentence: raw(sentence) for sentence in found if raw(sentence)}


SEEN = [
    *(("worthy", one) for one in AS_IT_STANDS.values()),
    ("assessed", Sight(listed(told("criterion")))),
    ("lacking", Sight("paper council-minutes, criterion useful-initiative")),
    *((sort, Sight(one)) for sort, place in SORTS.items() for one in told(place)),
]
"""What a verdict may have looked at: outcomes, criteria, papers, and codes as they are."""


@pytest.mark.parametrize(("about", "sight"), SEEN, ids=lambda one: str(one)[:40])
def test_nothing_that_a_verdict_looked_at_is_said_by_a_key(about, sight, names):
    (found,) = looked_at({about: sight}, names)
    assert [] == [*raw(found["says"].vi), *raw(found["says"].en)]


@pytest.mark.parametrize("language", [VIETNAMESE, ENGLISH])
def test_every_sentence_begins_as_one(language):
    every = [one for those in sentences(language).values() for one in those]
    assert [] == [one for one in every if not (one[0].isupper() or one[0] == "{")]


PLANTED = [
    "FileNomination does not go with a case that is Granted",
    "Việc này cần vai trò nominating-officer",
    "it was not applied (reform: 2025-07-01)",
    "Mục nominee_position không đúng",
]


@pytest.mark.parametrize("planted", PLANTED)
def test_what_is_no_word_of_people_is_seen(planted):
    assert raw(planted)

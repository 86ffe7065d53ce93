"""Who may do what with things that are no case: policy and HTTP against the table by hand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import product
from typing import Any

import pytest

from api.app import application
from domain.council import policies as council
from domain.force import Forces
from domain.hand import Hand
from domain.house_acts import decide as acts
from domain.house_acts import policies as house_rules
from domain.personal import policies as personal
from domain.refusal import Kind, Refusal
from domain.register import complaints, titles
from domain.review import rules
from infra.ledger.ledger import open_ledger
from services.histories import Histories
from services.possible_acts import acts_elsewhere, seen_of
from services.sight import Sight
from tests.api import houses
from tests.api.badges import token
from tests.api.speech import Speaker
from tests.authority.cells import BOOKS, OFFICES
from tests.authority.elsewhere import PEOPLE, ROWS, STORIES, happened
from tests.authority.rows import Office
from tests.authority.story import CODES
from tests.builders import NOON
from tests.plain_house import RULEBOOKS, UNITS

pytestmark = pytest.mark.no_cover
STRANGER, PART, LEAST = "somebody-else", 8, 5_000
# To who must not know of it, a review or an act on the house is one that nobody opened.
OUT_OF_SIGHT = {"review-unknown", "house-act-none"}
Who = tuple[Office, str]
# By a seat anybody acts, whatever their office: these stand for all.
SEATED = {("council-member", "district"), ("operator", "neighbour"), ("clerk", "ward")}


def offices(row: Mapping[str, Sequence[str]]) -> set[Office]:
    """Return the offices that a row names."""
    named = [words.split(" of ") for words in row["who"]]
    return {
        (role, unit)
        for said, where in named
        for role, unit in OFFICES
        if said in {"anybody", role} and where in {"any unit", unit}
    }


def everybody(name: str) -> list[Who]:
    """Return strangers in every office, and everybody of the stories in those that open a door."""
    rows = [row for row in ROWS if name in row["in"]]
    named = {one for row in rows for one in admitted(row)}
    return [*product(OFFICES, [STRANGER]), *product(sorted(named), PEOPLE.values())]


def admitted(row: Mapping[str, Sequence[str]]) -> set[Office]:
    """Return the offices that open a door, or some of them where all do by a seat."""
    found = offices(row)
    return (SEATED & found or found) if "only" in row else found


def of_story(name: str) -> Collection[Mapping[str, Any]]:
    """Return a row an act: where one has several, that of the story, if there is one."""
    rows = [row for row in ROWS if row["sort"] == STORIES[name][0]]
    return {row["act"]: row for row in sorted(rows, key=lambda it: name in it["in"])}.values()


def may(row: Mapping[str, Sequence[str]], one: Who) -> bool:
    """Say whether a row lets somebody act."""
    barred = {PEOPLE[who] for who in row.get("bars", ())}
    seated = "only" not in row or one[1] in {PEOPLE[who] for who in row["only"]}
    return one[0] in offices(row) and seated and one[1] not in barred


def tried(name: str, one: Who, *, in_sight: bool = True) -> dict[str, tuple[Refusal, ...]]:
    """Return what the policy says of every act on a thing, to somebody; or of what they see."""
    sort, thing, told = STORIES[name]
    (role, unit), who = one
    held = frozenset({role}), frozenset({CODES[unit]})
    forces = Forces() if in_sight else RULEBOOKS.forces()  # over HTTP the house knows its units
    hand = Hand(who, *held, NOON.date(), NOON, NOON, "TM", forces=forces)
    with closing(open_ledger("memory:")) as ledger:
        happened(told, ledger)
        sight = Sight(hand, UNITS, lambda *_: ())
        past = Histories(ledger) if in_sight else seen_of(sort, thing, sight, ledger)
        found = acts_elsewhere(sort, thing, hand, past, BOOKS)
        return {each.act: each.broken for each in found}


def fits(row: Mapping[str, Sequence[str]], name: str, one: Who, broken: Sequence[Refusal]) -> bool:
    """Say whether an answer is what the table says of a cell."""
    forbidden = any(no.kind is Kind.FORBIDDEN or no.code in OUT_OF_SIGHT for no in broken)
    if name not in row["in"]:
        return bool(broken)
    return forbidden is not may(row, one)


def cells(name: str) -> Iterator[tuple[str, Who, Sequence[Refusal], bool]]:
    """Hold every act on a thing against the table."""
    rows = of_story(name)
    for one in everybody(name):
        said = tried(name, one)
        assert said.keys() == {row["act"] for row in rows}, said.keys()
        for row in rows:
            broken = said[row["act"]]
            yield row["act"], one, broken, fits(row, name, one, broken)


@pytest.mark.parametrize("name", STORIES)
def test_the_policy_is_the_table_for_what_is_no_case(name):
    found = list(cells(name))
    wrong = [(act, one, [no.code for no in broken]) for act, one, broken, good in found if not good]
    assert (len(found) > 0, wrong[:10]) == (True, []), f"{len(wrong)} of {len(found)}"


FAULTS = {
    "any secretary": (council, "the_hand_sits_in_the_unit", "called session", "opening"),
    "any role": (council, "the_hand_has_the_role", "running session", "roll-closing"),
    "own letter": (complaints, "nobody_settles_what_they_entered", "honour", "complaint-settling"),
    "one person": (titles, "the_second_person_is_another", "nominee", "confirmation"),
    "auditors answer": (rules, "who_audits_does_not_answer", "concluded review", "measures"),
    "another unit answers": (rules, "the_hand_sits_in_the_unit", "review", "answer"),
    "one hand": (acts, "another_person_answers", "proposed choice", "agreement"),
    "any keeper": (house_rules, "the_hand_sits_in_the_unit", "proposed choice", "agreement"),
    "whoever": (acts, "one_of_them_withdraws", "agreed choice", "withdrawal"),
    "any officer": (personal, "the_hand_is_of_their_unit", "nominee", "request"),
}


def nothing(*_: object) -> None:
    """Forget a rule."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_rule_forgotten_elsewhere_is_seen(monkeypatch, fault):
    where, rule, name, act = FAULTS[fault]
    monkeypatch.setattr(where, rule, nothing)
    assert {told for told, _, _, good in cells(name) if not good} >= {act}


def test_the_cells_are_thousands():
    hands = {name: len(everybody(name)) for name in STORIES}
    assert sum(hands[name] for row in ROWS for name in STORIES if about(row, name)) >= LEAST


def about(row: Mapping[str, str], name: str) -> bool:
    """Say whether a row is about the sort of thing of a story."""
    return row["sort"] == STORIES[name][0]


@pytest.mark.parametrize("name", STORIES)
def test_a_caller_is_told_what_the_policy_says_of_what_is_no_case(name, tmp_path):
    sort, thing, told = STORIES[name]
    query = {} if sort == "start" else {"id": str(thing)}
    with houses.house(tmp_path) as lent:
        lent.asleep = True
        happened(told, lent.ledger)
        client = application(lent).test_client()
        for (role, unit), who in everybody(name)[::PART]:
            speaker = Speaker(client, token(who, role, CODES[unit]))
            items = speaker.get("/possible-acts", sort=sort, **query).get_json()["items"]
            said = tried(name, ((role, unit), who), in_sight=False)
            assert {one["act"]: [no["code"] for no in one["broken"]] for one in items} == {
                act: [no.code for no in broken] for act, broken in said.items()
            }

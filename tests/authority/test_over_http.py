"""The cells over HTTP: what a caller is told of every act, held against the table by hand."""

import sys
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from api.app import application
from tests.api import houses
from tests.api.badges import badge
from tests.api.speech import Speaker, of
from tests.authority.cells import (
    ALONE,
    NO,
    YES,
    Cell,
    Hands,
    all_hands,
    by_hand,
)
from tests.authority.persons import NOBODY
from tests.authority.places import GONE, JUDGES, LETTER, TABLE, Place, places
from tests.authority.rows import ROWS, named
from tests.authority.stage import staged
from tests.authority.story import CODES, actor, case_of

pytestmark = pytest.mark.no_cover
ALL = list(places())
PART, LEAST, LEAST_WHOLE = 24, 21_000, 510_000  # of 22,248 and 537,372


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[houses.House]:
    """Lend a house in which a case stands at every place; its views sleep."""
    with houses.house(tmp_path_factory.mktemp("street")) as lent:
        lent.asleep = True
        staged(lent.ledger, ALL)
        yield lent


@pytest.fixture(scope="module")
def client(street):
    """Return what asks the house."""
    return application(street).test_client()


def speaker(client, hands: Hands, place: Place) -> Speaker:
    """Return somebody of the cells with a token of their office."""
    role, unit = hands.office
    return Speaker(client, badge(actor(hands.who, place), role, CODES[unit]))


def alone(place: Place, part: int) -> list[Hands]:
    """Return every so many of those who act for themselves, others at each place."""
    found = [one for one in all_hands(place) if one.way == ALONE]
    return found[case_of(place).int % part :: part]


def unread(code: str, place: Place, hands: Hands) -> Iterator[Cell]:
    """Return the cells of who may not read a case, so may do nothing with it (ADR 84)."""
    for act in ROWS if hands.office[0] != "service" else ():  # the clock acts on what it reads not
        yield Cell(place, act, hands, by_table(act, hands, place), NO, (code,))


def by_table(act: str, hands: Hands, place: Place) -> str:
    """Return what the table says of a cell where units are known: an agency that ended says no."""
    said = by_hand(act, hands, place)
    return NO if said == YES and place.life == GONE and act in by_heirs(place) else said


def broken(said, act: str) -> tuple[str, ...]:
    """Return the codes of what keeps a caller from an act."""
    found = said[act]["broken"] if act in said else [{"code": "not-offered"}]
    return tuple(one["code"] for one in found)


def told(client, place: Place, hands: Hands) -> Iterator[Cell]:
    """Return the cells of one hand, as the answer tells them."""
    reply = speaker(client, hands, place).get(of(case_of(place), "acts"))
    if reply.status_code == 404:
        yield from unread(reply.get_json()["code"], place, hands)
        return
    assert reply.status_code == 200, reply.text
    said = {one["act"]: one for one in reply.get_json()["items"]}
    assert said.keys() <= ROWS.keys()
    for act in ROWS:
        codes = broken(said, act)
        answer = NO if TABLE["of_the_hand"].keys() & {*codes} else YES
        yield Cell(place, act, hands, by_table(act, hands, place), answer, codes)


def held_against(client, part: int) -> tuple[int, list[str]]:
    """Return how many cells were told, and those that are not as the table says."""
    found = [
        cell for place in ALL for one in alone(place, part) for cell in told(client, place, one)
    ]
    return len(found), [str(one) for one in found if not one.agrees]


def test_what_a_caller_is_told_of_every_act_is_the_table(client):
    count, wrong = held_against(client, PART)
    assert (count >= LEAST, wrong[:20]) == (True, []), f"{count} cells, {len(wrong)} wrong"


@pytest.mark.drill
def test_what_every_caller_is_told_of_every_act_is_the_table(client, capsys):
    count, wrong = held_against(client, 1)
    with capsys.disabled():
        sys.stdout.write(f"\n{count} cells, {len(wrong)} unlike the table\n")
    assert (count >= LEAST_WHOLE, wrong[:20]) == (True, []), f"{count} cells, {len(wrong)} wrong"


def of_the_table(act: str, place: Place) -> set[tuple[str, str]]:
    """Return who may do an act there, by role and code; the clock of the house is none of them."""
    open_rows = [row for row in ROWS[act] if row.opens(place)]
    codes = CODES | TABLE["heirs"] if act in by_heirs(place) else CODES
    found = named(open_rows, place)
    return {(role, codes[unit]) for role, unit in found if role != "service"}


def by_heirs(place: Place) -> list[str]:
    """Return the acts that fall to who stands for an ended unit, where a case stands."""
    acts: list[str] = TABLE["by_heirs"]["acts" if place.over else "running"]
    return acts


def told_to(speaker: Speaker, place: Place) -> dict[str, Any]:
    """Return what somebody is told of each act on a case; nothing of one they may not read."""
    items = speaker.get(of(case_of(place), "acts")).get_json().get("items", [])
    return {one["act"]: one for one in items}


def test_who_may_is_told_as_the_table_says(client):
    wrong = []
    for place in ALL:
        auditor = speaker(client, Hands(("auditor", "central"), NOBODY), place)
        for act, one in told_to(auditor, place).items():
            who = {(each["role"], each["unit"]) for each in one["who"]}
            if (wanted := of_the_table(act, place)) and who != wanted:
                wrong.append((act, str(place), sorted(who), sorted(wanted)))
    assert wrong == []


LETTERS = [place for place in ALL if LETTER in place.marks]
LAST_WORDS = [place for place in LETTERS if place.over] + LETTERS[2:3]  # and one that runs
ASKED = [place for place in ALL if place.life == GONE]
JUDGING = sorted({*JUDGES.values(), "clerk"})


@pytest.mark.parametrize("place", [*LAST_WORDS, *ASKED], ids=str)
def test_who_stands_for_an_ended_unit_acts_as_the_table_says_and_nobody_else_there(client, place):
    wrong: list[tuple[object, ...]] = []
    for role, heir in product(JUDGING, sorted({*TABLE["heirs"].values()})):
        said = told_to(Speaker(client, badge(NOBODY, role, heir)), place)
        wrong += [
            (act, role, heir, broken(said, act))
            for act in [*TABLE["by_heirs"]["acts"], *TABLE["by_heirs"]["running"]]
            if ((role, heir) in of_the_table(act, place)) is (broken(said, act) != ())
        ]
    assert wrong == []

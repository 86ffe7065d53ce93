"""Real orders over HTTP: each answer is what the table says of its cell, and writes or does not."""

import sys
from collections import Counter as Tally
from collections.abc import Iterable, Iterator

import pytest

from tests.authority import counter as desk
from tests.authority.cells import ALONE, NO, YES, Hands, admitted, all_hands, by_hand, some
from tests.authority.counter import Answer, Counter
from tests.authority.persons import NOBODY
from tests.authority.places import TABLE, Place, places
from tests.authority.rows import ROLES, ROWS, UNITS, Office, is_open, may

pytestmark = pytest.mark.no_cover
ALL = list(places())
ORDERED = list(ROWS)
STRANGERS = [("auditor", "central"), ("clerk", "ward"), ("leader", "neighbour")]
PART, LEAST, LEAST_WHOLE = 6, 500, 60_000
HAND, NO_PLACE = TABLE["of_the_hand"].keys(), TABLE["no_place"].keys()
PAPERS = TABLE["not_of_the_hand"].keys()
Cell = tuple[str, Place, Hands]


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """Open a house of this module's own, in which a case stands at every place."""
    with desk.counter(tmp_path_factory.mktemp("counter"), ALL) as lent:
        yield lent


def sample() -> Iterator[Cell]:
    """Return acts, places and hands that may not, a few of each."""
    for turn, place in enumerate(ALL):
        for at, act in enumerate(ORDERED):
            if (turn + at) % PART == 0:
                yield act, place, kept_out(act, place, turn)


def kept_out(act: str, place: Place, turn: int) -> Hands:
    """Return somebody who may not: one the table bars, else one of an office it does not name."""
    mine = [Hands(office, who) for office in admitted(place) for who in some(place)]
    lets = lets_in(act, place)
    barred = [one for one in mine if one.office in lets and by_hand(act, one, place) == NO]
    return ([*barred, Hands(STRANGERS[turn % 3], NOBODY)])[turn % (len(barred) + 1)]


def lets_in(act: str, place: Place) -> set[Office]:
    """Return the offices that the table lets do an act there, where nothing bars the person."""
    return {one for one in admitted(place) if may(act, one, frozenset(), place)}


def whole() -> Iterator[Cell]:
    """
    Return at each place for each act: each role once, all who may, all whom a relation bars.

    What is left out are the same strangers in other units, and people of the story in offices
    that the table does not let do the act: their cells are told by GET (`test_over_http`).
    """
    for turn, place in enumerate(ALL):
        mine = [one for one in all_hands(place) if one.way == ALONE]
        for at, act in enumerate(ORDERED):
            yield from ((act, place, one) for one in told_apart(act, place, mine, turn + at))


def told_apart(act: str, place: Place, mine: Iterable[Hands], turn: int) -> dict[Hands, None]:
    """Return, of some hands, those whose cells the table tells apart, and one of each role."""
    lets = lets_in(act, place)
    strangers = (
        Hands((role, UNITS[(turn + at) % len(UNITS)]), NOBODY) for at, role in enumerate(ROLES)
    )
    named = (
        one
        for one in mine
        if is_open(act, place) and (one.office in lets or by_hand(act, one, place) == YES)
    )
    return dict.fromkeys([*strangers, *named])


UNREAD = ({"nomination-unknown"}, {"submission-unknown"})
"""All that is said to who may not read the case, or what brings it: it is not there (ADR 84)."""
PUBLISHED = {"unit-unknown"}
"""Of a unit that a paper names: it does not stand that day (ADR 113), which everybody may know."""


def fits(answer: Answer, said: str, role: str) -> bool:
    """Say whether an answer is what the table says of a cell; the clock of the house reads none."""
    status, codes = answer
    if "form-invalid" in codes:
        return False
    if said == YES:
        return fits_who_may(answer, role)
    if said == NO:
        return codes - PUBLISHED in UNREAD or (status == 403 and bool(codes & HAND))
    return status in {403, 404, 409, 422}


def fits_who_may(answer: Answer, role: str) -> bool:
    """Say whether somebody who may is kept out neither for who they are nor for the place."""
    status, codes = answer
    if codes in UNREAD:
        return role == "service"
    return not codes & {*HAND, *NO_PLACE} and (status != 403 or bool(codes & PAPERS))


def held(counter: Counter, cells: Iterable[Cell]) -> tuple[Tally[str], list[str]]:
    """Send an order of each cell; return how often what was told, and what is not the table's."""
    told, wrong = Tally[str](), []
    for act, place, hands in cells:
        said, answer = by_hand(act, hands, place), counter.order(act, place, hands)
        told[f"{said}: {answer[0]}"] += 1
        if not fits(answer, said, hands.office[0]):
            wrong.append(f"{act}, {place}: {hands}: the table says {said}, told {answer}")
    return told, wrong


def test_real_orders_are_refused_as_the_table_says(counter):
    told, wrong = held(counter, sample())
    assert (told.total() >= LEAST, wrong[:10]) == (True, []), f"{told}, {len(wrong)} wrong"


@pytest.mark.drill
def test_real_orders_of_every_role_act_and_place_are_answered_as_the_table_says(counter, capsys):
    told, wrong = held(counter, whole())
    with capsys.disabled():
        sys.stdout.write(f"\n{told.total()} real orders, {len(wrong)} unlike: {dict(told)}\n")
    assert (told.total() >= LEAST_WHOLE, wrong[:20]) == (True, []), f"{len(wrong)} wrong"


def test_the_whole_has_every_role_act_and_place_and_all_who_may():
    place = ALL[len(ALL) // 2]
    mine = [one for one in all_hands(place) if one.way == ALONE]
    for act in ORDERED:
        found = told_apart(act, place, mine, 3)
        assert {one.office[0] for one in found} == {*ROLES}
        assert {one for one in mine if by_hand(act, one, place) == YES} <= {*found}


def open_at(act: str) -> int:
    """Return at how many places an act is open: the rarest takes its place first."""
    return sum(is_open(act, one) for one in ALL)


def test_real_orders_of_whom_the_table_names_are_not_refused_for_the_hand(counter):
    left, told = list(ALL), {}
    for act in sorted(ORDERED, key=open_at):
        place = next(one for one in left if is_open(act, one))
        left.remove(place)
        office = next(one for one in admitted(place) if may(act, one, frozenset(), place))
        told[act] = counter.order(act, place, Hands(office, NOBODY)), office[0]
    assert {act: (one, role) for act, (one, role) in told.items() if not fits(one, YES, role)} == {}
    assert sum(one[0] < 300 for one, _ in told.values()) > len(ORDERED) // 2

"""Every cell of the table: somebody in an office, a place where a case stands, an act on it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from domain.acting import ActingFor
from domain.hand import Hand
from domain.refusal import Kind, Refusal
from infra.ledger.ledger import StoreLedger
from infra.rulebooks.reform_files import reform_in_force, reform_of_house
from services.histories import Histories
from services.possible_acts import Books, acts_on_a_case
from services.verdicts import known_case
from tests.authority import persons as p
from tests.authority.places import PROPOSES, TABLE, Place
from tests.authority.rows import ROLES, ROWS, UNITS, Office, is_open, may, named
from tests.authority.story import CODES, actor, case_of
from tests.builders import APRIL, NOON
from tests.plain_house import RULEBOOKS

BOOKS = Books(RULEBOOKS, RULEBOOKS, reform_of_house, reform_in_force)
ALONE, LENT = "alone", "by delegation"
OFFICES: tuple[Office, ...] = tuple((role, unit) for role in ROLES for unit in UNITS)
YES, NO, CLOSED = "may", "may not", "nobody may"


@dataclass(frozen=True)
class Hands:
    """Somebody in an office, acting for themselves or by what somebody lent them."""

    office: Office
    who: str
    way: str = ALONE

    def hand(self, place: Place) -> Hand:
        """Return the hand of the policy; a delegation is looked up already."""
        role, unit = self.office
        me = actor(self.who, place)
        lent = ActingFor(UUID(int=7), me, "1/QĐ", APRIL) if self.way == LENT else None
        by = "a-delegate" if lent else me
        held = frozenset({role}), frozenset({CODES[unit]})
        return Hand(by, *held, NOON.date(), NOON, NOON, "KT" if lent else "TM", lent)


def all_hands(place: Place) -> Iterator[Hands]:
    """Return every office in a stranger's hand, and those that open a door in everybody's."""
    yield from (Hands(office, p.NOBODY) for office in OFFICES)
    for way in (ALONE, LENT):
        yield from (Hands(office, who, way) for office in admitted(place) for who in some(place))


def some(place: Place) -> list[str]:
    """Return one of all who are the same to a case."""
    found = {what: who for who, what in traits_at(place).items() if what}
    return sorted(found.values())


def admitted(place: Place) -> list[Office]:
    """Return the offices that some row lets act there; of the service's one."""
    rows = [row for rows in ROWS.values() for row in rows if row.opens(place)]
    return sorted(one for one in named(rows, place) if one[0] != "service" or one[1] == PROPOSES)


def share(place: Place, part: int) -> list[Hands]:
    """Return every so many of the hands at a place, others at each."""
    turn = case_of(place).int % part
    return [one for at, one in enumerate(all_hands(place)) if at % part == turn]


@cache
def traits_at(place: Place) -> dict[str, frozenset[str]]:
    """Return who is what to a case that stands there."""
    return p.traits(place)


def by_hand(act: str, hands: Hands, place: Place) -> str:
    """Return what the table says of a cell."""
    if not is_open(act, place):
        return CLOSED
    return YES if may(act, hands.office, traits_at(place)[hands.who], place) else NO


def verdict(broken: Sequence[Refusal]) -> str:
    """Return what a policy says of a cell: who is kept out for who they are, and who is not."""
    return NO if any(is_of_the_hand(one.code, one.kind) for one in broken) else YES


def is_of_the_hand(code: str, kind: Kind) -> bool:
    """Say whether a refusal is about the hand; the table lists every code of the kind."""
    listed = code in TABLE["of_the_hand"]
    assert (kind is Kind.FORBIDDEN) is (listed or code in TABLE["not_of_the_hand"]), code
    return listed


@dataclass(frozen=True)
class Cell:
    """One cell, what the table says of it and what was answered, with the codes."""

    place: Place
    act: str
    hands: Hands
    table: str
    answer: str
    codes: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Say whether the answer is the table's; where nobody may, any refusal will do."""
        if self.table == CLOSED:
            return bool(self.codes)
        placed = self.table == NO or not TABLE["no_place"].keys() & {*self.codes}
        return placed and self.table == self.answer

    def __str__(self) -> str:
        """Return it as somebody reads it who looks for a fault."""
        role, unit = self.hands.office
        who = f"{self.hands.who}, {role} of {unit}, {self.hands.way}"
        said = f"the table says {self.table}, the answer is {self.answer} {list(self.codes)}"
        return f"{self.act}, {self.place}: {who}: {said}"


def cells(place: Place, ledger: StoreLedger, hands: Iterable[Hands]) -> Iterator[Cell]:
    """Hold every act of some hands on one case against the table; its history is folded once."""
    past, case = Histories(ledger), case_of(place)
    state = known_case(case, past)
    for one in hands:
        tried = acts_on_a_case(case, state, one.hand(place), BOOKS, past)
        said = {act.act: act.broken for act in tried}
        assert said.keys() <= ROWS.keys(), said.keys() - ROWS.keys()
        for act in ROWS:
            yield cell(place, act, one, said.get(act, NOT_OFFERED))


NOT_OFFERED = (Refusal("not-offered", Kind.CONFLICT, "there is no such act here"),)


def cell(place: Place, act: str, hands: Hands, broken: Sequence[Refusal]) -> Cell:
    """Return one cell, answered."""
    codes = tuple(one.code for one in broken)
    return Cell(place, act, hands, by_hand(act, hands, place), verdict(broken), codes)

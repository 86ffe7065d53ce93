"""Who may read what: the reading policy held against the table by hand, cell by cell."""

import sys
from collections.abc import Iterator

import pytest

from domain import reading
from domain.hearing import complain
from domain.reading import Scope, concerned, may_read, scope_lent, scope_of
from infra.ledger.ledger import StoreLedger
from services import letters
from services.histories import Histories
from tests.authority import reading as table
from tests.authority.cells import LENT, Hands, all_hands, some, traits_at
from tests.authority.others import concerned as concerned_ones
from tests.authority.places import LEVELS, Place, places
from tests.authority.reading import CODE, READERS
from tests.authority.rows import Office
from tests.authority.story import case_of
from tests.builders import NOON
from tests.plain_house import UNITS

pytestmark = pytest.mark.no_cover
ALL = list(places())
TODAY, PART = NOON.date(), 12
LEAST, LEAST_LETTERS, LEAST_WHOLE = 36_000, 2_300, 28_000  # of 2,462 and 29,544 letters
Cell = tuple[str, bool, bool]


def scope(office: Office) -> Scope:
    """Return what the policy lets an office read."""
    role, unit = office
    return scope_of(frozenset({role}), frozenset({CODE[unit]}), UNITS, TODAY)


def lent(office: Office) -> Scope:
    """Return what the policy lets read who was lent an office."""
    return scope_lent(office[0], CODE[office[1]], UNITS, TODAY)


def cases(whole: StoreLedger) -> Iterator[Cell]:
    """Hold the reading of every case, session and submission, own or lent, against the table."""
    past = Histories(whole)
    for thing, about in concerned_ones().items():
        found = concerned(past.dated(thing))
        for office in READERS:
            mine = "case" if about else "case of others"
            for rule, seen in ((mine, scope(office)), ("lent", lent(office))):
                said = table.may_read(rule, office, about)
                yield f"{rule}: {office}, {thing}", said, may_read(seen, found)


def letter_readers(place: Place) -> Iterator[Hands]:
    """Return everybody of the cells of acts, and every auditor, whoever they are to the case."""
    yield from all_hands(place)
    for role in ("auditor", "inspector"):
        for unit in LEVELS:
            yield from (Hands((role, unit), who) for who in some(place))
            yield from (Hands((role, unit), who, LENT) for who in some(place))


def of_letters(stage: StoreLedger, part: int) -> Iterator[Cell]:
    """Hold the reading of letters by everybody of the story against the table."""
    for place in ALL:
        for one in [*letter_readers(place)][case_of(place).int % part :: part]:
            said = table.may_read_letters(one.office, traits_at(place)[one.who], place)
            answer = letters.may_read(case_of(place), one.hand(place), stage)
            yield f"letters: {one}, {place}", said, answer


def held(cells: Iterator[Cell]) -> tuple[int, list[str]]:
    """Return how many cells there are, and those that are not as the table says."""
    found = list(cells)
    return len(found), [f"{one}: the table says {said}" for one, said, is_ in found if said != is_]


def test_reading_a_case_is_the_table_in_every_cell(whole):
    count, wrong = held(cases(whole))
    assert (count >= LEAST, wrong[:20]) == (True, []), f"{count} cells, {len(wrong)} wrong"


def test_reading_letters_is_the_table_cell_by_cell(stage):
    count, wrong = held(of_letters(stage, PART))
    assert (count >= LEAST_LETTERS, wrong[:20]) == (True, []), f"{count} cells, {len(wrong)} wrong"


@pytest.mark.drill
def test_reading_is_the_table_in_every_cell(stage, capsys):
    count, wrong = held(of_letters(stage, 1))
    with capsys.disabled():
        sys.stdout.write(f"\n{count} cells of letters, {len(wrong)} unlike the table\n")
    assert (count >= LEAST_WHOLE, wrong[:20]) == (True, [])


FAULTS = {
    "an operator too": ("NAMELESS", frozenset[str]()),
    "a leader audits": ("AUDITING", frozenset({"auditor", "inspector", "leader"})),
    "an inspector does not": ("AUDITING", frozenset({"auditor"})),
    "who is asked does not count": ("_widened", lambda _: iter(())),
    "nobody carries on": ("carried_on_by", lambda _, code, __: frozenset({code})),
    "those above are those below": ("below", lambda *_: frozenset({"VN"})),
    "a scope wider than the unit": ("carried_on_by", lambda *_: frozenset({"10531", "288"})),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_planted_in_the_policy_of_reading_is_seen(whole, monkeypatch, fault):
    name, instead = FAULTS[fault]
    monkeypatch.setattr(reading, name, instead)
    assert held(cases(whole))[1]


LETTER_FAULTS = {
    "an inspector too": ("AUDITOR", "inspector"),
    "own case": ("nobody_judges_their_own_case", lambda *_: None),
    "any auditor": ("the_audit_is_of_one_of", lambda *_: None),
}


@pytest.mark.parametrize("fault", LETTER_FAULTS)
def test_a_fault_planted_in_the_rule_of_letters_is_seen(stage, monkeypatch, fault):
    monkeypatch.setattr(complain, *LETTER_FAULTS[fault])
    assert held(of_letters(stage, PART))[1]

"""Who is told what over HTTP: every address that is read, held against the table by hand."""

import sys
from collections.abc import Iterator
from uuid import UUID

import pytest

from domain import reading
from domain.register.decide import honour_of
from domain.review import rules
from tests.authority import reading as table
from tests.authority.cells import ALONE, traits_at
from tests.authority.elsewhere import CHOICE, MESSAGE
from tests.authority.persons import NOBODY
from tests.authority.places import Place, places
from tests.authority.reading import OPERATIONS, READERS, READS
from tests.authority.rows import Office
from tests.authority.story import actor, case_of
from tests.authority.street import Street
from tests.authority.test_reads import Cell, held, letter_readers
from tests.builders import CASE, DECISION, NOMINEE, PAPER, report
from tests.council import SESSION
from tests.reviewing import REVIEW

pytestmark = pytest.mark.no_cover
ALL = list(places())
FIRST, PACK = "show_nomination", "fetch_pack_of_nomination"
PART, OTHERS, LEAST = 150, 10, 700
LEAST_WHOLE = {"below cases": 31_300, "elsewhere": 2_770, "letters": 4_750}
"""Of 32,956, 2,926 and 5,000."""
PROPOSED = frozenset({"ward"})
IDS: dict[str, UUID] = {
    "submission": PAPER,
    "session": SESSION,
    "nominee": NOMINEE.ref,
    "honour": honour_of(CASE),
    "review": REVIEW,
    "decision": DECISION,
    "message": MESSAGE,
    "act": CHOICE,
}


def below_a_case(house: Street) -> list[str]:
    """Return the operations below a case, whatever their rule."""
    return [one for one in OPERATIONS if "{nomination}" in house.paths[one]]


def said(operation: str, office: Office, place: Place) -> bool:
    """Return what the table says to a stranger in an office."""
    rule = OPERATIONS[operation]
    if rule == "letters":
        return table.may_read_letters(office, frozenset(), place)
    about = PROPOSED if rule == "pack" else table.concerned_at(place)
    return table.may_read(rule, office, about, alone=True)


def cells(house: Street, part: int, others: int) -> Iterator[Cell]:
    """Hold every so many offices at every place against the table, and some at each address."""
    below = below_a_case(house)
    for place in ALL:
        case, turn = case_of(place), case_of(place).int
        for office in READERS[turn % part :: part]:
            for operation in below:
                turn += 1
                if operation != FIRST and turn % others:
                    continue
                named = {"nomination": case, "sha256": report.sha256}
                answer = house.told(NOBODY, office, operation, **named)
                yield f"{operation}: {office}, {place}", said(operation, office, place), answer


def of_others(house: Street, part: int) -> Iterator[Cell]:
    """Hold what is no case against the table: sessions, papers, records, reviews, persons."""
    for turn, (operation, about) in enumerate(READS["others"].items()):
        for office in READERS[turn % part :: part]:
            lets = table.may_read(OPERATIONS[operation], office, frozenset(about), alone=True)
            yield f"{operation}: {office}", lets, house.told(NOBODY, office, operation, **IDS)


def of_letters(house: Street, part: int) -> Iterator[Cell]:
    """Hold letters against the table, for everybody of the story who acts for themselves."""
    for place in ALL:
        mine = [it for it in letter_readers(place) if it.way == ALONE]
        for one in mine[case_of(place).int % part :: part]:
            lets = table.may_read_letters(one.office, traits_at(place)[one.who], place)
            who, case = actor(one.who, place), case_of(place)
            answer = house.told(who, one.office, "list_letters", nomination=case)
            yield f"letters: {one}, {place}", lets, answer


def test_what_is_told_over_http_is_the_table(read_house):
    told = [
        held(cells(read_house, 40, 40)),
        held(of_others(read_house, 12)),
        held(of_letters(read_house, PART)),
    ]
    wrong = [one for _, some in told for one in some]
    assert (sum(one for one, _ in told) >= LEAST, wrong[:20]) == (True, []), f"{len(wrong)} wrong"


def test_after_a_reform_the_auditor_of_the_heir_is_given_the_pack(read_house):
    moved = [one for one in ALL if one.life == "after a reform"][::5]
    given = {
        (office, read_house.told(NOBODY, office, PACK, nomination=case_of(one)))
        for one in moved
        for office in (("auditor", "ward"), ("auditor", "ended"))
    }
    assert {(("auditor", "ward"), True), (("auditor", "ended"), False)} == given


@pytest.mark.drill
def test_what_everybody_is_told_over_http_is_the_table(read_house, capsys):
    told = {
        "below cases": held(cells(read_house, 1, OTHERS)),
        "elsewhere": held(of_others(read_house, 1)),
        "letters": held(of_letters(read_house, 4)),
    }
    with capsys.disabled():
        for name, (count, wrong) in told.items():
            sys.stdout.write(f"\n{count} cells of reading over HTTP, {name}, {len(wrong)} unlike\n")
    assert [one for _, wrong in told.values() for one in wrong][:20] == []
    assert [name for name, (count, _) in told.items() if count < LEAST_WHOLE[name]] == []


def test_every_address_that_is_read_has_a_rule_and_its_lock(read_house):
    assert OPERATIONS.keys() == read_house.paths.keys()
    public = {one for one, rule in OPERATIONS.items() if rule == "public"}
    assert public == {one for one, locked in read_house.locks.items() if not locked}
    assert {*OPERATIONS.values()} <= READS["rule"].keys()


def test_every_address_that_names_something_is_asked(read_house):
    narrow = {
        one for one, rule in OPERATIONS.items() if rule not in {"public", "everybody", "lines"}
    }
    assert narrow == {*below_a_case(read_house), *READS["others"]}


def test_an_operator_who_reads_a_review_is_seen(read_house, monkeypatch):
    for one in (rules, reading):
        monkeypatch.setattr(one, "NAMELESS", frozenset())
    office = ("operator", "ward")
    assert not table.may_read("review", office, frozenset(READS["others"]["show_review"]))
    assert read_house.told(NOBODY, office, "show_review", review=REVIEW)

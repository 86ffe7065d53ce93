"""What the rulebooks promise: every number has a source, every day its route and its units."""

import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from domain.ladder import Act, Ladder
from domain.nomination.policies import REASONS
from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.shelf import ROOT
from infra.rulebooks.units_file import load_units

SPRING_2025 = date(2025, 5, 5)
AUGUST_2025 = date(2025, 8, 5)
NOVEMBER_2026 = date(2026, 11, 5)
BEFORE = ("10531", SPRING_2025)
AFTER = ("10532", AUGUST_2025)
TODAY = ("10532", NOVEMBER_2026)
UNITS = {
    BEFORE: {"ward": "10531", "district": "288", "province": "30", "central": "VN"},
    AFTER: {"ward": "10532", "province": "31", "central": "VN"},
    TODAY: {"ward": "10532", "province": "31", "central": "VN"},
}
FORMS = ("hcld1", "hcld2", "hcld3", "co-cp", "bk-ttg", "co-tinh", "bk-tinh", "gk-phuong")
TITLES = ("ldtt", "cstdcs", "cstd-tinh", "cstdtq", "ttldtt", "ttldxs", "xa-tb", "thon-vh", "gdvh")
AWARDS = (*FORMS, *TITLES)
FILES = sorted(path for path in ROOT.rglob("*.toml"))


@pytest.fixture(scope="module")
def books() -> RulebookFiles:
    return RulebookFiles(load_units().at_level)


def the(ladder: Ladder | None) -> Ladder:
    assert ladder is not None
    return ladder


def acts(ladder: Ladder) -> list[tuple[str, Act, tuple[str, ...]]]:
    """Return what is done at which level, with which papers: the route without its wording."""
    return [(step.level, step.act, step.papers) for step in ladder.steps]


def tables(said: object, at: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Walk every table of a file."""
    if isinstance(said, dict):
        yield at, said
        for key, value in said.items():
            yield from tables(value, f"{at}.{key}")
    elif isinstance(said, list):
        for number, value in enumerate(said):
            yield from tables(value, f"{at}[{number}]")


def unfounded_numbers(text: str) -> list[str]:
    """Return the tables that hold a number or a confirmation without a source beside it."""
    return [
        at
        for at, table in tables(tomllib.loads(text, parse_float=Decimal), "$")
        if any(type(value) in {int, Decimal, bool} for value in table.values())
        and not (str(table.get("source", "")).strip() and type(table.get("confirmed")) is bool)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_number_stands_beside_its_source(path: Path):
    assert [] == unfounded_numbers(path.read_text())


def test_a_number_without_a_source_is_found():
    assert ["$.term"] == unfounded_numbers("[term]\nworking_days = 10\nconfirmed = true\n")


def test_there_is_a_file_for_each_award_of_each_regime(books):
    keys = {on: {rule.award.key for rule in books.awards(on)} for _, on in UNITS}

    assert {*AWARDS, "gk-tp"} == keys[SPRING_2025]
    assert set(AWARDS) == keys[AUGUST_2025] == keys[NOVEMBER_2026]


@pytest.mark.parametrize("case", UNITS, ids=["thanh-binh", "le-thanh-nghi", "law06"])
@pytest.mark.parametrize("award", AWARDS)
def test_every_step_names_the_unit_competent_that_day(books, award, case):
    ladder = the(books.ladder(award, *case))

    assert [UNITS[case][step.level] for step in ladder.steps] == [s.unit for s in ladder.steps]
    assert (Act.DECIDE, "leader") == (ladder.steps[-1].act, ladder.steps[-1].role)


def test_the_city_chairmans_commendation_ended_with_the_district_level(books):
    assert "288" == the(books.ladder("gk-tp", *BEFORE)).steps[-1].unit
    assert books.ladder("gk-tp", *AFTER) is None


def test_thanh_binh_ward_files_nothing_once_it_is_gone(books):
    assert books.ladder("bk-tinh", "10531", AUGUST_2025) is None


def test_no_regime_is_known_before_2024(books):
    assert books.ladder("bk-tinh", "10531", date(2023, 12, 31)) is None
    assert () == books.awards(date(2023, 12, 31))


def test_the_same_case_takes_three_different_routes_under_three_regimes(books):
    routes = [the(books.ladder("cstdcs", *case)) for case in (BEFORE, AFTER, TODAY)]

    assert ["nd98-2023", "nd152-2025", "law06-2026"] == [route.regime for route in routes]
    assert ["district", "ward", "ward"] == [route.steps[-1].level for route in routes]
    asked = [set(route.papers) >= {"initiative-certificate"} for route in routes]
    assert [False, False, True] == asked
    for one, other in ((0, 1), (1, 2), (0, 2)):
        assert acts(routes[one]) != acts(routes[other])


def test_a_provincial_certificate_skips_the_district_after_the_reform(books):
    levels = [
        list(dict.fromkeys(step.level for step in the(books.ladder("bk-tinh", *case)).steps))
        for case in (BEFORE, AFTER)
    ]

    assert [["ward", "district", "province"], ["ward", "province"]] == levels


def test_a_labour_order_climbs_every_level_of_its_day(books):
    for case in (BEFORE, AFTER):
        ladder = the(books.ladder("hcld3", *case))
        assert list(UNITS[case]) == list(dict.fromkeys(step.level for step in ladder.steps))


def test_nothing_of_the_law_of_2026_is_confirmed(books):
    ladders = [the(books.ladder(award, *TODAY)) for award in AWARDS]

    assert not any(ladder.confirmed for ladder in ladders)
    assert not any(step.confirmed for ladder in ladders for step in ladder.steps)
    assert not any(one.confirmed for ladder in ladders for one in ladder.coefficients)


def test_the_coded_reasons_are_those_the_domain_takes(books):
    assert {reason.key for reason in books.refusal_reasons()} == REASONS


def test_the_plan_sets_eleven_numbers_for_a_ward(books):
    movement = books.movement("hai-duong-2025")
    targets = [one.target for one in movement.nominee_class("ward-committee").criteria]

    assert [80, 90, *[100] * 8, 70] == [target for target in targets if target is not None]
    assert 6 == targets.count(None)


def test_the_plan_has_what_the_paper_says(books):
    plan = books.programme("hai-duong-2025")

    assert ("", date(2025, 4, 4)) == (plan.number, plan.dated)
    assert ["phase-1", "phase-2"] == [phase.key for phase in plan.phases]
    assert 7 == len(plan.contents)
    assert ["ward-committee", "enterprise", "individual", "other"] == [c.key for c in plan.classes]
    assert [6 + 11, 3, 1, 1] == [len(one.criteria) for one in plan.classes]
    assert (5, 6) == (len(plan.duties), len(plan.recipients))


def test_each_review_gives_the_forms_the_plan_names(books):
    awards = {one.key: set(one.awards) for one in books.movement("hai-duong-2025").occasions}

    assert {"bk-tinh", "gk-tp", "gk-phuong"} == awards["interim"]
    assert {*FORMS, "gk-tp"} == awards["final"]
    assert {*AWARDS, "gk-tp"} == awards["annual"]


def test_a_case_of_spring_2025_is_inside_the_annual_review(books):
    annual = books.movement("hai-duong-2025").occasion("annual")

    assert annual.opens_on <= date(2025, 4, 4) <= SPRING_2025 <= annual.closes_on

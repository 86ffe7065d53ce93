"""Rulebook files answer for a day: route, units, money, texts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

import msgspec
import pytest

from infra.rulebooks.files import RulebookFiles
from infra.rulebooks.shelf import ROOT, load
from services.catalogue import Catalogue
from services.ports import Rulebooks

SPRING = date(2025, 5, 5)
AUTUMN = date(2025, 9, 5)


@dataclass(frozen=True)
class Place:
    """A unit as far as the rulebooks care."""

    code: str


def four_levels(code: str, level: str, on: date) -> Place | None:
    """Answer for one ward; its district ends on 2025-06-30."""
    if code != "10531" or (level == "district" and on > date(2025, 6, 30)):
        return None
    return Place({"ward": "10531", "district": "288", "province": "30", "central": "VN"}[level])


@pytest.fixture
def books() -> RulebookFiles:
    return RulebookFiles(four_levels)


def test_the_files_answer_both_ports(books):
    port: Rulebooks = books
    texts: Catalogue = books

    assert [port, texts] == [books, books]


def test_the_digest_is_that_of_the_files_bytes(books):
    held = (ROOT / "nd98-2023" / "bk-tinh.toml").read_bytes()

    assert sha256(held).hexdigest() == books.ladder("bk-tinh", "10531", SPRING).digest


def test_the_movements_digest_is_that_of_its_files_bytes(books):
    held = (ROOT / "movements" / "hai-duong-2025.toml").read_bytes()

    assert sha256(held).hexdigest() == books.movement("hai-duong-2025").digest


@pytest.mark.parametrize(
    ("award", "unit", "on"),
    [
        ("no-such-award", "10531", SPRING),
        ("bk-tinh", "99999", SPRING),
        ("gk-tp", "10531", AUTUMN),
        ("bk-tinh", "10531", date(1999, 1, 1)),
    ],
    ids=["no award", "no unit", "not in this regime", "no regime"],
)
def test_there_is_no_route_where_award_unit_or_regime_is_unknown(books, award, unit, on):
    assert books.ladder(award, unit, on) is None


@pytest.mark.parametrize(
    ("by", "levels"),
    [
        (date(2023, 12, 31), set()),
        (date(2024, 1, 1), {"ward", "district", "province", "central"}),
        (date.max, {"ward", "district", "province", "central"}),
    ],
)
def test_levels_are_those_of_every_regime_that_began(books, by, levels):
    assert (levels, None) == (books.levels(by), books.level_of("10531", by))


def test_an_unknown_movement_is_none(books):
    assert (None, None) == (books.movement("none"), books.programme("none"))


@pytest.mark.parametrize(
    ("on", "dong"),
    [
        (date(2024, 6, 30), None),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), None),
    ],
    ids=["unknown", "first day", "last day", "announced only"],
)
def test_a_base_salary_counts_from_its_first_day_once_confirmed(books, on, dong):
    assert dong == books.base_salary(on)


def test_an_announced_salary_is_still_told_as_such(books):
    entry = books.base_salary_entry(date(2026, 7, 1))

    assert (2_530_000, False) == (entry.dong_a_month, entry.confirmed)


@pytest.mark.parametrize(
    ("on", "times"), [(SPRING, Decimal("0.15")), (AUTUMN, Decimal("0.3"))], ids=["before", "after"]
)
def test_the_wards_commendation_doubled_with_the_reform(books, on, times):
    one = books.ladder("gk-phuong", "10531", on).times("person")

    assert (times, True) == (one.times, one.confirmed)


def test_regimes_stand_in_order_of_their_days(books):
    assert ["nd98-2023", "nd152-2025", "law06-2026"] == [one.key for one in books.regimes()]
    assert "nd98-2023" == books.regime(date(2025, 6, 30)).key
    assert "nd152-2025" == books.regime(date(2025, 7, 1)).key


def test_everything_people_read_is_a_plain_document(books):
    said = [books.awards(SPRING), books.programmes(), books.regimes(), books.vocabulary()]
    said += [books.paper_kinds(), books.refusal_reasons(), books.base_salaries(), books.sources()]

    assert "Bằng khen" in msgspec.json.encode(said).decode()


def test_the_rulebooks_are_read_once_in_a_process_however_they_are_asked_for():
    assert load() is load(ROOT) is load(root=ROOT)

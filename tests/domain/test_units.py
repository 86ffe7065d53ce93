"""Units and levels between their dates, and the way from an old unit to what carried it on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.unit_names import Names, fold
from domain.units import Fate, Level, Successor, Unit, Units, within

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
LATER = date(2026, 7, 1)


def unit(code, level, parent, name, **days):
    """Build a unit with `since`, `until` and `into`, its successors as (code, day)."""
    since, until, into = days.get("since"), days.get("until"), days.get("into", ())
    fate = Fate.SUCCEEDED if into else Fate.DISSOLVED if until else Fate.STANDING
    links = tuple(Successor(*link) for link in into)
    kind = name.split()[0].lower()
    return Unit(code, level, parent, name, kind, since, until, fate, links, "test", confirmed=False)


UNITS = Units(
    [
        unit("VN", "central", None, "Trung ương"),
        unit("30", "province", "VN", "Tỉnh Hải Dương", until=LAST, into=[("31", FIRST)]),
        unit("31", "province", "VN", "Thành phố Hải Phòng", since=FIRST),
        unit("288", "district", "30", "Quận Hải Dương", until=LAST),
        unit("10531", "ward", "288", "Phường Thanh Bình", until=LAST, into=[("10532", FIRST)]),
        unit("10532", "ward", "288", "Phường Tân Bình", until=LAST, into=[("10532", FIRST)]),
        unit(
            "10533", "ward", "288", "Xã Đôi", until=LAST, into=[("10532", FIRST), ("10540", FIRST)]
        ),
        unit("10532", "ward", "31", "Phường Lê Thanh Nghị", since=FIRST),
        unit("10540", "ward", "31", "Xã Tạm", since=FIRST, until=LATER, into=[("10541", LATER)]),
        unit("10541", "ward", "31", "Xã Đồng", since=LATER),
        unit("99999", "ward", "31", "Xã Lạc", since=FIRST, until=FIRST, into=[("00000", LATER)]),
    ],
    [
        Level("ward", "cấp xã", "ward level", None, None, "test", confirmed=True),
        Level("district", "cấp huyện", "district level", None, LAST, "test", confirmed=True),
    ],
)


def names(units):
    return [one.name for one in units]


def the(one):
    """Return the unit that must be there."""
    assert one is not None
    return one


def test_one_code_names_two_units_at_two_times():
    assert "Phường Tân Bình" == the(UNITS.unit("10532", LAST)).name
    assert "Phường Lê Thanh Nghị" == the(UNITS.unit("10532", FIRST)).name


def test_a_code_nobody_bears_that_day_names_nothing():
    assert UNITS.unit("10531", FIRST) is None
    assert UNITS.unit("31", LAST) is None
    assert UNITS.unit("12345", LAST) is None


@pytest.mark.parametrize(
    ("code", "on", "found"),
    [
        ("10531", LAST, "30"),
        ("10532", FIRST, "31"),
        ("10531", LATER, "30"),  # ended a year before: as on its last day
        ("31", LATER, "31"),
        ("VN", LATER, "VN"),
        ("12345", LATER, "12345"),
    ],
)
def test_a_unit_lies_in_the_one_right_below_the_country(code, on, found):
    assert found == UNITS.right_below_the_country(code, on)


@pytest.mark.parametrize(
    ("code", "level", "on", "found"),
    [
        ("10531", "ward", LAST, "10531"),
        ("10531", "district", LAST, "288"),
        ("10531", "province", LAST, "30"),
        ("10531", "central", LAST, "VN"),
        ("10532", "province", FIRST, "31"),
        ("VN", "central", FIRST, "VN"),
    ],
)
def test_the_unit_above_is_the_one_competent_that_day(code, level, on, found):
    assert found == the(UNITS.at_level(code, level, on)).code


@pytest.mark.parametrize(
    ("code", "level", "on"),
    [
        ("10532", "district", FIRST),
        ("10531", "province", FIRST),
        ("30", "ward", LAST),
        ("12345", "central", FIRST),
    ],
)
def test_nobody_is_competent_at_a_level_gone_or_below_or_for_a_unit_gone(code, level, on):
    assert UNITS.at_level(code, level, on) is None


def test_above_a_unit_stand_those_of_the_day():
    assert {"288", "30", "VN"} == UNITS.above("10531", LAST)
    assert {"31", "VN"} == UNITS.above("10532", FIRST)
    assert set() == UNITS.above("10531", FIRST)


def test_children_are_those_of_the_day():
    assert ["Phường Thanh Bình", "Phường Tân Bình", "Xã Đôi"] == names(UNITS.children("288", LAST))
    assert ["Phường Lê Thanh Nghị", "Xã Đồng"] == names(
        UNITS.children("31", LATER + (LATER - LAST))
    )
    assert () == UNITS.children("288", FIRST)
    assert () == UNITS.children("10532", FIRST)


@pytest.mark.parametrize(
    ("code", "on", "named"),
    [
        ("10531", FIRST, "Phường Thanh Bình"),
        ("10532", LAST, "Phường Tân Bình"),
        ("10532", FIRST, "Phường Lê Thanh Nghị"),
        ("288", FIRST, "Quận Hải Dương"),
    ],
)
def test_a_code_is_called_by_who_bears_it_or_bore_it_last(code, on, named):
    assert named == UNITS.lately(code, on).name
    assert UNITS.lately("12345", on) is None


def test_a_divided_unit_has_several_successors_the_likeliest_first():
    assert ["Phường Lê Thanh Nghị", "Xã Tạm"] == names(UNITS.successors("10533", LAST))


def test_what_still_stands_or_was_dissolved_or_never_was_has_no_successor():
    assert () == UNITS.successors("10532", FIRST)
    assert () == UNITS.successors("288", LAST)
    assert () == UNITS.successors("12345", LAST)


def test_a_link_to_nowhere_is_told():
    with pytest.raises(LookupError, match="no unit 00000 on 2026-07-01"):
        UNITS.successors("99999", FIRST)


def test_the_way_leads_over_several_reforms_and_a_standing_unit_answers_for_itself():
    after = date(2026, 7, 2)
    assert ["Phường Lê Thanh Nghị", "Xã Đồng"] == names(UNITS.carrying_on("10533", LAST, after))
    assert ["Phường Thanh Bình"] == names(UNITS.carrying_on("10531", date(2024, 1, 1), LAST))
    assert ["Phường Lê Thanh Nghị"] == names(UNITS.carrying_on("10532", FIRST, after))
    assert () == UNITS.carrying_on("288", LAST, FIRST)
    assert () == UNITS.carrying_on("12345", LAST, FIRST)


def test_a_way_that_meets_again_is_told_once():
    split = [("A", FIRST), ("B", FIRST)]
    units = Units(
        [
            unit("X", "ward", None, "Xã X", until=LAST, into=split),
            *(
                unit(
                    code, "ward", None, f"Xã {code}", since=FIRST, until=FIRST, into=[("C", LATER)]
                )
                for code in "AB"
            ),
            unit("C", "ward", None, "Xã C", since=LATER),
        ]
    )
    assert ["Xã C"] == names(units.carrying_on("X", LAST, LATER))


def test_levels_are_those_of_the_day_the_lowest_first():
    assert ["ward", "district"] == [level.key for level in UNITS.levels(LAST)]
    assert ["ward"] == [level.key for level in UNITS.levels(FIRST)]


@pytest.mark.parametrize("text", ["le thanh nghi", "LÊ THANH", "phuong le", "nghị", "10532", "105"])
def test_a_unit_is_found_by_name_without_diacritics_by_part_or_by_code(text):
    assert "10532" in [one.code for one in UNITS.find(text, "ward", FIRST)]


def test_the_search_keeps_to_level_day_and_limit():
    assert ["30", "288"] == [one.code for one in UNITS.find("hai duong", None, LAST)]
    assert ["288"] == [one.code for one in UNITS.find("hai duong", "district", LAST)]
    assert () == UNITS.find("hai duong", None, FIRST)
    assert 2 == len(UNITS.find("", None, FIRST, limit=2))
    assert () == UNITS.find("Đà Lạt", None, LAST)


def test_the_best_fit_comes_first_and_diacritics_decide_between_equals():
    given_names = ["Xã Bình Sơn Hà", "Xã Nguyên Sơn", "Xã Sơn Hạ", "Xã Sơn Hà", "Xã Sơn Hải"]
    found = Names(("0", name, "xã") for name in given_names)
    assert [3, 2, 4, 0] == found.fitting("Sơn Hà")
    assert [2, 3, 4, 0] == found.fitting("Sơn hạ")
    assert [2, 3, 4, 0] == found.fitting("SON HA")
    assert [1] == found.fitting("uyen")


def test_folding_drops_case_diacritics_and_signs():
    assert "dak lak ea hleo phan rang thap cham" == fold(" Đắk LẮK  Ea H'leo Phan Rang-Tháp Chàm")


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹíìỉĩịýỳỷỹỵ ĐÂƯƠ'-."))
def test_vietnamese_folds_to_plain_letters_and_folds_no_further(text):
    folded = fold(text)
    assert folded.isascii()
    assert folded == fold(folded) == fold(text.upper())


@given(st.dates(), st.dates() | st.none(), st.dates() | st.none())
def test_both_days_of_force_count(on, first, last):
    inside = within(first, last, on)
    assert inside == ((first or on) <= on <= (last or on))

"""The prepared file of units: its numbers, its links, and what became of Thanh Bình ward."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.units import Fate
from infra.rulebooks.units_file import COLUMNS, UNITS, BadUnitsFile, load_units, read_units, written

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
TEXT = UNITS.read_text(encoding="utf-8")
ALL = tuple(read_units(TEXT))
OLD_WARDS = [one for one in ALL if one.level == "ward" and one.in_force_to]

# Merged long before 2025-06-30, and no source says where to: docs/data-units.md.
UNTRACED = {
    "03988",
    "03991",
    "04003",
    "16411",
    "18448",
    "20176",
    "20674",
    "25102",
    "25186",
}


def the(one):
    """Return the unit that must be there."""
    assert one is not None
    return one


def in_force(on):
    return [one for one in ALL if one.in_force(on)]


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (LAST, {"central": 1, "province": 63, "district": 696, "ward": 10051}),
        (FIRST, {"central": 1, "province": 34, "ward": 3321}),
    ],
)
def test_each_level_counts_what_the_country_had(on, counts):
    assert counts == Counter(one.level for one in in_force(on))


def test_hai_phong_has_the_wards_its_resolution_names():
    kinds = Counter(one.division for one in load_units().children("31", FIRST))
    assert {"xã": 67, "phường": 45, "đặc khu": 2} == kinds


def test_thanh_binh_lies_in_hai_duong_until_the_last_day():
    units = load_units()
    assert "Phường Thanh Bình" == the(units.unit("10531", LAST)).name
    assert ("288", "Thành phố Hải Dương") == _named(units.at_level("10531", "district", LAST))
    assert ("30", "Tỉnh Hải Dương") == _named(units.at_level("10531", "province", LAST))
    assert "VN" == the(units.at_level("10531", "central", LAST)).code
    assert units.unit("10531", FIRST) is None
    assert units.unit("288", FIRST) is None


def test_le_thanh_nghi_of_hai_phong_carries_thanh_binh_on_but_unconfirmed():
    units = load_units()
    (heir,) = units.carrying_on("10531", LAST, FIRST)
    assert ("10532", "Phường Lê Thanh Nghị") == _named(heir)
    assert ("31", "Thành phố Hải Phòng") == _named(units.at_level("10532", "province", FIRST))
    assert not the(units.unit("10531", LAST)).confirmed
    assert units.at_level("10532", "district", date(2025, 7, 2)) is None


def test_one_code_may_name_another_unit_after_the_reform():
    units = load_units()
    assert "Phường Tân Bình" == the(units.unit("10532", LAST)).name
    assert "Phường Lê Thanh Nghị" == the(units.unit("10532", FIRST)).name
    assert "Tỉnh Yên Bái" == the(units.unit("15", LAST)).name
    assert "Tỉnh Lào Cai" == the(units.unit("15", FIRST)).name


def test_eleven_provinces_went_through_the_reform_unchanged():
    kept = [one for one in ALL if one.level == "province" and one.in_force_from is None]
    standing = [one.code for one in kept if one.in_force_to is None]
    assert ["01", "04", "11", "12", "14", "20", "22", "38", "40", "42", "46"] == standing


def test_every_old_ward_has_a_successor_but_the_nine_no_source_traces():
    units = load_units()
    without = {one.code for one in OLD_WARDS if not units.carrying_on(one.code, LAST, FIRST)}
    assert UNTRACED == without
    assert UNTRACED == {one.code for one in ALL if one.fate is Fate.UNTRACED}


def test_successors_stand_one_day_later_at_the_level_of_the_ward():
    units = load_units()
    for one in ALL:
        for heir in units.successors(one.code, one.in_force_to or FIRST):
            assert heir.in_force(FIRST)
            assert heir.level == (one.level if one.level != "district" else "ward")


def test_every_new_ward_carries_somebody_on():
    carried = {link.code for one in ALL for link in one.successors}
    wards = {one.code for one in in_force(FIRST) if one.level == "ward"}
    assert set() == wards - carried


def test_wards_of_one_old_province_went_to_one_new_province():
    units = load_units()
    ways: dict[str, set[str | None]] = {}
    for one in OLD_WARDS:
        province = the(units.at_level(one.code, "province", LAST))
        for heir in units.successors(one.code, LAST):
            ways.setdefault(province.code, set()).add(heir.parent)
    for code, into in ways.items():
        assert into == {heir.code for heir in units.carrying_on(code, LAST, FIRST)}
    assert 63 == len(ways)


def test_districts_are_dissolved_but_for_five_islands_that_became_special_zones():
    units = load_units()
    districts = [one for one in ALL if one.level == "district"]
    islands = {one.code for one in districts if one.fate is Fate.SUCCEEDED}
    assert {"318", "471", "498", "536", "755"} == islands
    assert {"đặc khu"} == {
        heir.division for code in islands for heir in units.successors(code, LAST)
    }
    assert {Fate.DISSOLVED} == {one.fate for one in districts if one.code not in islands}


def test_every_parent_stands_as_long_as_its_child():
    units = load_units()
    for one in ALL:
        for day in (one.in_force_from or LAST, one.in_force_to or FIRST):
            assert one.parent is None or units.unit(one.parent, day) is not None, one


def test_every_way_up_ends_at_the_centre_without_turning():
    units = load_units()
    for one in ALL:
        day = one.in_force_to or FIRST
        way = _way_up(units, one.code, day)
        assert "VN" == way[-1]
        assert len(way) <= 4


def test_no_two_units_bear_one_code_on_one_day():
    for on in (LAST, FIRST):
        codes = Counter(one.code for one in in_force(on))
        assert 1 == max(codes.values())


def test_every_unit_names_its_source_and_only_what_was_found_is_confirmed():
    assert all(one.source for one in ALL)
    assert [("VN", None), ("30", None), ("31", None), ("31", FIRST)] == [
        (one.code, one.in_force_from) for one in ALL if one.confirmed
    ]


def test_the_district_level_ends_with_june_2025():
    units = load_units()
    assert ["ward", "district", "province", "central"] == [one.key for one in units.levels(LAST)]
    assert ["ward", "province", "central"] == [one.key for one in units.levels(FIRST)]


@pytest.mark.no_cover
@given(st.sampled_from(ALL))
def test_any_unit_is_found_by_its_own_name_and_code(one):
    day = one.in_force_from or LAST
    for text in (one.name, one.name.upper(), one.code):
        found = load_units().find(text, one.level, day)
        assert one in found
        assert text == one.code or one.name in {best.name for best in found[:60]}


@given(st.sampled_from(OLD_WARDS), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_whoever_carries_an_old_ward_on_stands_that_day(one, day):
    heirs = load_units().carrying_on(one.code, LAST, day)
    assert all(heir.in_force(day) and heir.level == "ward" for heir in heirs)


def test_the_file_is_written_as_it_was_read():
    assert TEXT == written(ALL)


def test_units_are_read_once():
    assert load_units() is load_units()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "line 1"),
        ("code\tname\n", "line 1"),
        ("\t".join(COLUMNS) + "\n01\tprovince\n", "line 2"),
        (TEXT[:400].rsplit("\t", 1)[0] + "\n", "line"),
        (TEXT.replace("2025-06-30", "2025-06-31", 1), "line 4"),
        (TEXT.replace("standing", "gone", 1), "line 2"),
    ],
)
def test_a_damaged_file_is_refused_with_the_line(text, place):
    with pytest.raises(BadUnitsFile, match=place):
        list(read_units(text))


def _named(one):
    return one.code, one.name


def _way_up(units, code, day):
    way = [code]
    while (parent := units.unit(way[-1], day).parent) and parent not in way:
        way.append(parent)
    return way

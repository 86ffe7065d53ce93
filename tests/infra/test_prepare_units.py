"""Preparing the units: matching the lists, tracing what became of a commune, the same bytes."""

import sqlite3
import sys
from datetime import date

import pytest

from domain.units import Fate
from infra.prepare import traced
from infra.prepare import units as preparing
from infra.prepare.names import kind, spelling, tidy, with_kind
from infra.prepare.packages import Packages, Rules, read_conversion
from infra.rulebooks.units_file import UNITS

LAST, FIRST = date(2025, 6, 30), date(2025, 7, 1)
RULES: Rules = {
    "DICT_PROVINCE": {"hp": ["hd", "hp"], "hn": ["hn"]},
    "DICT_PROVINCE_WARD_NO_DIVIDED": {"hp": {"ltn": ["hd_tp_tb"], "zone": ["hp_island_"]}},
    "DICT_PROVINCE_WARD_DIVIDED": {
        "hp": {
            "hd_tp_split": [
                {"newWardKey": "ltn", "isDefaultNewWard": False},
                {"newWardKey": "hd", "isDefaultNewWard": True},
            ]
        },
        "hn": {"hn_q_hh": [{"newWardKey": "hh", "isDefaultNewWard": True}]},
    },
}
NEW_ROWS = [
    ("hp", "ltn", "31", "Phường Lê Thanh Nghị"),
    ("hp", "hd", "31", "Phường Hải Dương"),
    ("hp", "zone", "31", "Đặc khu Bạch Long Vĩ"),
    ("hn", "hh", "01", "Phường Hồng Hà"),
]
OLD_ROWS = [
    ("hd", "tp", "tb", "30", "288", "10531", "Phường Thanh Bình"),
    ("hd", "tp", "split", "30", "288", "10500", "Phường Hoà"),
    ("hp", "island", None, "31", "318", None, None),
    ("hn", "q", "hh", "01", "001", "00001", "Phường Hồng Hà"),
]


def listed(name, code, **inside):
    return {"name": name, "code": code} | inside


OLD = [
    listed(
        "Tỉnh Hải Dương",
        30,
        districts=[
            listed(
                "Thành phố Hải Dương",
                288,
                wards=[
                    listed("Phường  Thanh Bình", 10531),
                    listed("Phường Hòa", 10501),
                    listed("Xã Không Rõ", 10599),
                ],
            )
        ],
    ),
    listed("Thành phố Hải Phòng", 31, districts=[listed("Huyện Bạch Long Vĩ", 318, wards=[])]),
    listed(
        "Thành phố Hà Nội",
        1,
        districts=[listed("Quận Một", 1, wards=[listed("Phường Hồng Hà", 1)])],
    ),
]
NEW = [
    listed(
        "Thành phố Hải Phòng",
        31,
        wards=[
            listed("Phường Lê Thanh Nghị", 10532),
            listed("Phường Hải Dương", 10507),
            listed("Đặc khu Bạch Long Vĩ", 11948),
        ],
    ),
    listed("Thành phố Hà Nội", 1, wards=[listed("Phường Hồng Hà", 97)]),
]


@pytest.fixture
def packages():
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE admin_units (provinceKey, wardKey, provinceCode, ward)")
        database.execute(
            "CREATE TABLE admin_units_legacy"
            " (provinceKey, districtKey, wardKey, provinceCode, districtCode, wardCode, ward)"
        )
        database.executemany("INSERT INTO admin_units VALUES (?, ?, ?, ?)", NEW_ROWS)
        places = ", ".join("?" * 7)
        database.executemany(f"INSERT INTO admin_units_legacy VALUES ({places})", OLD_ROWS)
        converted, provinces = read_conversion(database, RULES)
    database.close()
    return Packages(OLD, NEW, converted, provinces)


@pytest.fixture
def prepared(packages):
    return {(one.code, one.in_force_from): one for one in preparing.prepare(packages)}


def codes(one):
    return [link.code for link in one.successors]


def test_a_ward_is_traced_by_its_code(prepared):
    assert ["10532"] == codes(prepared["10531", None])
    assert "Phường Thanh Bình" == prepared["10531", None].name


def test_a_ward_with_another_code_is_traced_by_its_name_the_default_part_first(prepared):
    assert ["10507", "10532"] == codes(prepared["10501", None])
    assert "vietnamadminunits==1.0.4 by name" in prepared["10501", None].source


def test_a_ward_merged_before_goes_where_its_host_went(packages, monkeypatch):
    monkeypatch.setattr(traced, "MERGED_BEFORE", {"10599": ("10531", "a resolution")})
    (ward,) = (one for one in preparing.prepare(packages) if one.code == "10599")
    assert ["10532"] == codes(ward)
    assert "for 10531, a resolution" in ward.source


def test_a_ward_no_source_knows_is_untraced(prepared):
    assert Fate.UNTRACED is prepared["10599", None].fate
    assert "vietnam-provinces==0.6.0" == prepared["10599", None].source


def test_an_island_district_becomes_a_special_zone_and_others_are_dissolved(prepared):
    assert ["11948"] == codes(prepared["318", None])
    assert Fate.DISSOLVED is prepared["288", None].fate


def test_a_province_that_took_none_in_goes_on_in_one_record(prepared):
    assert prepared["01", None].in_force_to is None
    assert ("01", FIRST) not in prepared
    assert ["31"] == codes(prepared["31", None])
    assert prepared["31", FIRST].in_force(FIRST)


def test_units_stand_sorted_by_level_and_code(packages):
    units = preparing.prepare(packages)
    assert ["VN", "01", "30", "31", "31", "001", "288", "318"] == [one.code for one in units[:8]]


@pytest.mark.parametrize(
    ("name", "word"),
    [("Thị trấn Me", "thị trấn"), ("Thị Xã Me", "thị xã"), ("Phường 1", "phường")],
)
def test_the_kind_of_a_unit_heads_its_name(name, word):
    assert word == kind(name)


def test_a_new_province_gets_the_word_its_list_leaves_out():
    assert "Tỉnh Cao Bằng" == with_kind("Cao Bằng") == with_kind("Tỉnh Cao Bằng")
    assert "Thành phố Huế" == with_kind("Thành phố Huế")


def test_spellings_agree_where_only_the_place_of_the_tone_or_a_sign_differs():
    assert spelling("Xã Hoà  Ea H\u2019leo") == spelling("xã Hòa Ea H'Leo")
    assert spelling("Xã Sơn Hà") != spelling("Xã Sơn Hạ")
    assert "Xã Đại Hải" == tidy("Xã  Đại Hải")


@pytest.mark.drill
def test_the_packages_give_the_committed_file_byte_for_byte(tmp_path, monkeypatch):
    target = tmp_path / "units.tsv"
    monkeypatch.setattr(sys, "argv", ["units", str(target)])
    preparing.main()
    assert UNITS.read_bytes() == target.read_bytes()

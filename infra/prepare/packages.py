"""What three packages know about units: each unpacked alone, its data read, its code never run."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from infra.prepare.names import tidy

OLD = "vietnam-provinces==0.6.0"
NEW = "vietnam-provinces==2025.10.1"
CONVERSION = "vietnamadminunits==1.0.4"


class Ward(TypedDict):
    """A commune-level unit of the lists; codes are numbers there."""

    name: str
    code: int


class District(Ward):
    """A district of the old list, and what is in it."""

    wards: list[Ward]


class OldProvince(Ward):
    """A province until 2025-06-30."""

    districts: list[District]


class NewProvince(Ward):
    """A province since 2025-07-01; the name lacks the word "Tỉnh"."""

    wards: list[Ward]


class Part(TypedDict):
    """One of the new units a divided one went to."""

    newWardKey: str
    isDefaultNewWard: bool


class Rules(TypedDict):
    """The conversion by keys, as its package keeps it."""

    DICT_PROVINCE: dict[str, list[str]]
    DICT_PROVINCE_WARD_NO_DIVIDED: dict[str, dict[str, list[str]]]
    DICT_PROVINCE_WARD_DIVIDED: dict[str, dict[str, list[Part]]]


@dataclass(frozen=True, slots=True)
class Converted:
    """
    An old unit as the conversion knows it, and the new ones as (province code, name).

    `code` is empty where a whole island district became a special zone. The first of several
    new units is the one the package takes when it knows no street.
    """

    code: str
    district: str
    name: str
    into: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Packages:
    """The three packages, read; `provinces` leads from old to new province codes."""

    old: list[OldProvince]
    new: list[NewProvince]
    converted: list[Converted]
    provinces: dict[str, str]


def read_packages(folder: Path) -> Packages:
    """
    Unpack the packages under *folder*, each into a place of its own, and read them.

    Raises:
        CalledProcessError: uv cannot bring a package.
    """
    data = unpacked(CONVERSION, folder / "conversion") / "vietnamadminunits" / "data"
    with sqlite3.connect(data / "dataset.db") as database:
        rules: Rules = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
        converted, provinces = read_conversion(database, rules)
    database.close()
    nested = Path("vietnam_provinces", "data", "nested-divisions.json")
    old: list[OldProvince] = json.loads(
        (unpacked(OLD, folder / "old") / nested).read_text(encoding="utf-8")
    )
    new: list[NewProvince] = json.loads(
        (unpacked(NEW, folder / "new") / nested).read_text(encoding="utf-8")
    )
    return Packages(old, new, converted, provinces)


def unpacked(requirement: str, into: Path) -> Path:
    """Unpack one package, without what it needs, into a folder of its own."""
    beside = Path(sys.executable).with_name("uv")
    uv = str(beside) if beside.exists() else shutil.which("uv") or "uv"
    order = [uv, "pip", "install", "--quiet", "--no-deps", "--target", str(into), requirement]
    subprocess.run(order, check=True)  # noqa: S603 - a fixed order, no shell
    return into


def read_conversion(
    database: sqlite3.Connection, rules: Rules
) -> tuple[list[Converted], dict[str, str]]:
    """Return what each old unit became, and what each old province became, by code."""
    news = {
        (province_key, ward_key): (province, tidy(name))
        for province_key, ward_key, province, name in database.execute(
            "SELECT provinceKey, wardKey, provinceCode, ward FROM admin_units"
        )
    }
    ways = _ways(rules)
    converted, provinces = [], {}
    for key, province_key, province, district, code, name in database.execute(
        "SELECT provinceKey || '_' || districtKey || '_' || coalesce(wardKey, ''),"
        " provinceKey, provinceCode, districtCode, coalesce(wardCode, ''), coalesce(ward, '')"
        " FROM admin_units_legacy"
    ):
        into = tuple(news[way] for way in ways[key])
        converted.append(Converted(code, district, tidy(name), into))
        provinces[province] = _new_province(province_key, rules, news)
    return converted, provinces


def _ways(rules: Rules) -> Mapping[str, list[tuple[str, str]]]:
    """Return for each old key the new (province key, ward key), the default one first."""
    ways = {
        old: [(province, ward)]
        for province, wards in rules["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for ward, olds in wards.items()
        for old in olds
    }
    for province, divided in rules["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in divided.items():
            ordered = sorted(parts, key=lambda part: not part["isDefaultNewWard"])
            ways[old] = [(province, part["newWardKey"]) for part in ordered]
    return ways


def _new_province(
    old_key: str, rules: Rules, news: Mapping[tuple[str, str], tuple[str, str]]
) -> str:
    (new_key,) = (new for new, olds in rules["DICT_PROVINCE"].items() if old_key in olds)
    return next(code for (province, _), (code, _) in news.items() if province == new_key)

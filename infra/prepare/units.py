"""
Prepare the file of administrative units: `python -m infra.prepare.units`.

The same packages give the same bytes; what is decided here is told in docs/data-units.md.
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from domain.units import Fate, Successor, Unit
from infra.prepare.names import kind, tidy, with_kind
from infra.prepare.packages import CONVERSION, NEW, OLD, Packages, read_packages
from infra.prepare.traced import Traced
from infra.rulebooks.units_file import UNITS, written

LAST_OLD_DAY = date(2025, 6, 30)
FIRST_NEW_DAY = date(2025, 7, 1)
CENTRAL = "VN"
ORDER = ("central", "province", "district", "ward")

# Provinces whose merger was found in a source of its own (domain facts 5.2).
HAI_PHONG = "Nghị quyết 202/2025/QH15 and 1669/NQ-UBTVQH15, domain facts 5.2"
CONFIRMED = {"30": HAI_PHONG, "31": HAI_PHONG}


def main() -> None:
    """Write the file named on the command line, or the one of the house."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(UNITS))
    with tempfile.TemporaryDirectory() as folder:
        units = prepare(read_packages(Path(folder)))
    target.write_text(written(units), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(units)} units in {target}\n")


def prepare(packages: Packages) -> list[Unit]:
    """Return every unit, sorted by level, code and date."""
    units = [_central(), *_provinces(packages), *_new_wards(packages), *_old_units(packages)]
    return sorted(
        units,
        key=lambda unit: (ORDER.index(unit.level), unit.code, unit.in_force_from or date.min),
    )


def _central() -> Unit:
    source = "a code of our own for the State above the provinces"
    return _standing(CENTRAL, "central", None, "Trung ương", source, confirmed=True)


def _provinces(packages: Packages) -> Iterator[Unit]:
    """
    Yield provinces old and new.

    One that took in no other and kept code and name goes on in one record without dates.
    """
    names = {f"{one['code']:02}": tidy(one["name"]) for one in packages.old}
    merged = [new for old, new in packages.provinces.items() if old != new]
    for one in packages.new:
        code, name = f"{one['code']:02}", with_kind(tidy(one["name"]))
        if code in merged or names.get(code) != name:
            yield _new(code, "province", CENTRAL, name)
        else:
            del names[code]
            yield _standing(code, "province", CENTRAL, name, f"{OLD}, {NEW}")
    for code, name in names.items():
        yield _old(code, "province", CENTRAL, name, (packages.provinces[code],), CONVERSION)


def _new_wards(packages: Packages) -> Iterator[Unit]:
    for province in packages.new:
        for ward in province["wards"]:
            code, parent = f"{ward['code']:05}", f"{province['code']:02}"
            yield _new(code, "ward", parent, tidy(ward["name"]))


def _old_units(packages: Packages) -> Iterator[Unit]:
    traced = Traced(packages)
    for province in packages.old:
        for district in province["districts"]:
            code, name = f"{district['code']:03}", tidy(district["name"])
            yield _old(code, "district", f"{province['code']:02}", name, *traced.district(code))
            for ward in district["wards"]:
                ward_code, ward_name = f"{ward['code']:05}", tidy(ward["name"])
                way = traced.ward(ward_code, code, ward_name)
                yield _old(ward_code, "ward", code, ward_name, *way)


def _standing(
    code: str, level: str, parent: str | None, name: str, source: str, *, confirmed: bool = False
) -> Unit:
    return Unit(
        code, level, parent, name, kind(name), None, None, Fate.STANDING, (), source, confirmed
    )


def _new(code: str, level: str, parent: str, name: str) -> Unit:
    found = CONFIRMED.get(code) if level == "province" else None
    return Unit(
        code,
        level,
        parent,
        name,
        kind(name),
        in_force_from=FIRST_NEW_DAY,
        in_force_to=None,
        fate=Fate.STANDING,
        successors=(),
        source=_told((NEW, found)),
        confirmed=bool(found),
    )


def _old(code: str, level: str, parent: str, name: str, into: Iterable[str], told_by: str) -> Unit:
    found = CONFIRMED.get(code) if level == "province" else None
    successors = tuple(Successor(one, FIRST_NEW_DAY) for one in into)
    gone = Fate.DISSOLVED if level == "district" else Fate.UNTRACED
    return Unit(
        code,
        level,
        parent,
        name,
        kind(name),
        in_force_from=None,
        in_force_to=LAST_OLD_DAY,
        fate=Fate.SUCCEEDED if successors else gone,
        successors=successors,
        source=_told((OLD, told_by, found)),
        confirmed=bool(found),
    )


def _told(sources: Iterable[str | None]) -> str:
    return ", ".join(source for source in sources if source)


if __name__ == "__main__":
    main()

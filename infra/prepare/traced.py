"""Where the old communes went, from the conversion and from what the press told of the rest."""

from collections.abc import Iterable, Mapping

from infra.prepare.names import spelling
from infra.prepare.packages import CONVERSION, Converted, NewProvince, Packages

# Communes of the old list that had been merged into another of it before the conversion's day.
MERGED_BEFORE = {
    "03751": ("03748", "Nghị quyết 1280/NQ-UBTVQH15 as the press reports it"),
    "03898": ("03910", "Nghị quyết 1280/NQ-UBTVQH15 as the press reports it"),
    "03913": ("03910", "Nghị quyết 1280/NQ-UBTVQH15 as the press reports it"),
    "07693": ("07682", "plan of Bắc Giang for 2019 as the province's site reports it"),
    "07732": ("07681", "plan of Bắc Giang for 2019 as the province's site reports it"),
    "07744": ("07681", "plan of Bắc Giang for 2019 as the province's site reports it"),
    "25174": ("25171", "resolution on Lâm Đồng's communes as the press reports it"),
    "25177": ("25189", "resolution on Lâm Đồng's communes as the press reports it"),
}


class Traced:
    """Where old communes and island districts went: codes of new units, and who says so."""

    def __init__(self, packages: Packages) -> None:
        wards = [one for one in packages.converted if one.code]
        self._codes = _codes(packages.new)
        self._by_code = {one.code: one for one in wards}
        self._by_name = {(one.district, spelling(one.name)): one for one in wards}
        self._islands = {one.district: one for one in packages.converted if not one.code}

    def district(self, code: str) -> tuple[tuple[str, ...], str]:
        """Return the special zone an island district without communes became; else nothing."""
        island = self._islands.get(code)
        return (self._into(island), CONVERSION) if island else ((), "")

    def ward(self, code: str, district: str, name: str) -> tuple[tuple[str, ...], str]:
        """Return the new units of a commune: by its code, else by its name in its district."""
        if code in self._by_code:
            return self._into(self._by_code[code]), CONVERSION
        if namesake := self._by_name.get((district, spelling(name))):
            return self._into(namesake), f"{CONVERSION} by name"
        if code in MERGED_BEFORE:
            host, source = MERGED_BEFORE[code]
            return self._into(self._by_code[host]), f"{CONVERSION} for {host}, {source}"
        return (), ""

    def _into(self, one: Converted) -> tuple[str, ...]:
        return tuple(self._codes[province, spelling(name)] for province, name in one.into)


def _codes(provinces: Iterable[NewProvince]) -> Mapping[tuple[str, str], str]:
    """Return the code of a new unit by its province and the spelling of its name."""
    return {
        (f"{province['code']:02}", spelling(ward["name"])): f"{ward['code']:05}"
        for province in provinces
        for ward in province["wards"]
    }

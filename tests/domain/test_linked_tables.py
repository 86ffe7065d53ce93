"""No table tells what another of the same cases holds back, not even to who knows the awards."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import combinations, product
from random import Random
from uuid import UUID

import pytest

from domain.audit.breakdown import Ended, by_subject, by_unit, days_by_award

LIMIT = 3
PLAIN = Ended(UUID(int=1), "u1", "p", "ldtt", "person", "granted", "", 0)
FIELDS = ("award", "subject", "position", "sex", "above", "unit")
AWARDS = (  # one for households, one for persons, one for both: what an award rules out is known
    replace(PLAIN, award="gdvh", subject="household"),
    replace(PLAIN, award="ldtt"),
    replace(PLAIN, award="mixed", subject="household"),
    replace(PLAIN, award="mixed"),
)
PERSONS = tuple(
    replace(PLAIN, award=award, position=position)
    for award in ("ldtt", "mixed")
    for position in ("leader", "direct-worker", "not-recorded")
)
SEXES = tuple(
    replace(PLAIN, position=position, sex=sex)
    for position in ("leader", "direct-worker")
    for sex in ("female", "male", "not-recorded")
)
UNITS = tuple(replace(PLAIN, above=above, unit=above + unit) for above in "pq" for unit in "abc")
OF_UNITS = tuple(
    replace(PLAIN, award=award, unit=unit) for award in ("ldtt", "mixed") for unit in "abc"
)
World = tuple[Ended, ...]
WORLDS: Mapping[str, tuple[World, int]] = {
    "awards": (AWARDS, 9),
    "positions": (PERSONS, 7),
    "sexes": (SEXES, 7),
    "units": (UNITS, 7),
    "awards of units": (OF_UNITS, 7),
}
Counts = tuple[int, ...]


def ended_of(world: World, counts: Counts) -> list[Ended]:
    return [one for one, count in zip(world, counts, strict=True) for _ in range(count)]


def seen_of(ended: list[Ended]) -> str:
    """Return all that is published of some cases, in one writing."""
    return repr((by_subject(ended, LIMIT), by_unit(ended, LIMIT)))


@cache
def all_years(name: str) -> Mapping[str, list[Counts]]:
    """Return every year that somebody who knows the rules can think of, by what it publishes."""
    world, most = WORLDS[name]
    found = defaultdict[str, list[Counts]](list)
    for counts in product(range(most + 1), repeat=len(world)):
        if sum(counts) <= most:  # the whole is told, so a year that publishes the same is as large
            found[seen_of(ended_of(world, counts))].append(counts)
    return found


def groups_of(world: World, counts: Counts) -> list[int]:
    """Return how many each group holds: by each thing that differs, and by each two of them."""
    by = Counter[tuple[tuple[str, str], ...]]()
    differ = [name for name in FIELDS if len({getattr(one, name) for one in world}) > 1]
    for count, case in zip(counts, world, strict=True):
        told = [(name, getattr(case, name)) for name in differ]
        for wide in (1, 2):
            by.update(dict.fromkeys(combinations(told, wide), count))
    return [by[key] for key in sorted(by)]


@pytest.mark.parametrize("name", WORLDS)
def test_no_small_group_is_the_same_in_all_years_that_publish_the_same(name):
    world, _ = WORLDS[name]
    for seen, years in all_years(name).items():
        for sizes in zip(*(groups_of(world, one) for one in years), strict=True):
            assert len({*sizes}) > 1 or not 0 < sizes[0] < LIMIT, (seen, years)


def many(**told: int) -> list[Ended]:
    """Return so many ends of each award, of the subject that its key names first."""
    return [
        replace(PLAIN, subject=subject, award=award)
        for key, count in told.items()
        for subject, award in [key.split("_")]
        for _ in range(count)
    ]


def test_awards_are_told_within_their_subject():
    told = by_subject(many(person_gk=40, household_gk=7, person_ldtt=6, collective_gk=2), 5)

    assert ({"person": 46}, 9) == (told.table.cells, told.table.others)
    assert {"person"} == told.within.keys()
    assert {"gk": 40, "ldtt": 6} == told.within["person"]["award"].cells
    assert {"award", "position", "sex"} == told.within["person"].keys()


def test_only_persons_are_told_by_position_and_sex():
    told = by_subject(many(household_gk=7), 5)
    assert {"household": {"award"}} == {key: {*one} for key, one in told.within.items()}


def test_small_units_are_told_together_under_the_unit_above_them():
    sizes = {"31/a": 9, "31/b": 1, "31/c": 2, "31/d": 8, "22/x": 6, "79/y": 1}
    ended = [
        replace(PLAIN, above=code[:2], unit=code)
        for code, many in sizes.items()
        for _ in range(many)
    ]
    told = by_unit(ended, 5)

    assert ({"31": 20}, 7) == (told.table.cells, told.table.others)
    assert ({"31/d": 8}, 12) == (
        told.within["31"]["unit"].cells,
        told.within["31"]["unit"].others,
    )


def test_days_are_told_by_subject_and_award():
    ended = [replace(one, days=3) for one in many(person_gk=5, household_gk=6, person_ldtt=1)]
    told = by_subject(ended, 5)
    assert {"household": {"gk": 3}, "person": {}} == days_by_award(ended, told)


def a_year(rng: Random) -> list[Ended]:
    """Return a made-up year: 300 grants in ten units of one province, of three awards."""
    units = [f"u{number}" for number in range(10)]
    drawn = rng.choices(units, weights=range(1, 11), k=300)
    subjects = rng.choices(["person", "household"], weights=[9, 1], k=300)
    awards = rng.choices(["gk", "ldtt", "cstdcs"], weights=[8, 3, 1], k=300)
    told = zip(drawn, subjects, awards, strict=True)
    return [replace(PLAIN, unit=unit, subject=kind, award=award) for unit, kind, award in told]


def test_of_made_up_years_nearly_all_grants_are_told_by_unit_and_by_award():
    """Where tables were linked, the one by unit was withheld whole in 200 of 200 such years."""
    years = [a_year(Random(seed)) for seed in range(50)]
    by_units = [by_unit(year, 5).within["p"]["unit"] for year in years]
    awards = [by_subject(year, 5).within["person"]["award"] for year in years]

    assert all(sum(one.cells.values()) > 270 for one in by_units), by_units
    assert all(sum(one.cells.values()) > 200 for one in awards), awards

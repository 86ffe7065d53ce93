"""In PostgreSQL the service's role, which owns nothing, gets the rows of the table by hand."""

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import cast
from uuid import UUID

import pytest
from sqlalchemy import Engine, select, text

from domain.reading import EVERYTHING, NOTHING, Scope
from infra.settings import Settings
from infra.views.database import open_views
from infra.views.reading import ViewReader
from projections.catalogue import VIEWS
from projections.columns import Row
from projections.row_security import guard, spelt
from projections.runner import catch_up
from tests import parting
from tests.authority import reading as table
from tests.authority.others import concerned
from tests.authority.reading import CODE, READERS, READS
from tests.authority.rows import Office
from tests.authority.test_reads import lent, scope
from tests.builders import APRIL

pytestmark = [pytest.mark.postgres, pytest.mark.no_cover]
TABLES = {view.table.name.rpartition("_v")[0]: view.table for view in VIEWS}
NAMES = {code: unit for unit, code in CODE.items()}
ABOUT: Mapping[UUID, frozenset[str]] = concerned()
OPEN = {*READS["history"]["open"]}
KEPT = {"review": "review", "parked": "parked"}
BESIDE = {
    **dict.fromkeys(READS["history"]["parties"], "review"),
    **dict.fromkeys(READS["history"]["operators"], "parked"),
}
LEAST = 887_000  # of 934,780
Key = tuple[object, ...]
Said = Callable[[str, str, Office], frozenset[Key]]
KEYS = {name: [one.name for one in it.primary_key.columns] for name, it in TABLES.items()}


@pytest.fixture(scope="module")
def house(whole, postgres_server, tmp_path_factory) -> Iterator[Settings]:
    """Lend a database of three roles whose keeper folded a case at every place, and the rest."""
    home = tmp_path_factory.mktemp("cells")
    with parting.parted(postgres_server, home, "cells_service", "cells_keeper") as given:
        keeper = open_views(given.home, given.kept)
        while catch_up(VIEWS, whole, keeper) < whole.last_position():
            pass
        keeper.dispose()
        yield given


@pytest.fixture(scope="module")
def rows(house) -> Mapping[str, list[Row]]:
    """Return every row of every table, as the keeper of the views sees them."""
    keeper = open_views(house.home, house.kept)
    with keeper.connect() as tx:
        found = {one: [*tx.execute(select(it)).mappings()] for one, it in TABLES.items()}
    keeper.dispose()
    return {name: [dict(row) for row in some] for name, some in found.items()}


@pytest.fixture(scope="module")
def said(rows: Mapping[str, list[Row]]) -> Said:
    """Return what the table by hand says each office gets of a table; worked out once of each."""

    @cache
    def told(name: str, rule: str, office: Office) -> frozenset[Key]:
        found = rows[name]
        return frozenset(key(name, row) for row in found if says(name, row, rule, office))

    return told


@pytest.fixture(scope="module")
def service(house) -> Iterator[Engine]:
    """Lend what the service's role, as it is in production, asks the views by."""
    engine = open_views(house.home, house.database)
    yield engine
    engine.dispose()


def says(name: str, row: Row, rule: str, office: Office) -> bool:
    """Say whether the table lets an office be told a row; cases by *rule*, the rest by its own."""
    how = table.VIEWS[name]
    if kept := of_its_own(name, row):
        return rule != "lent" and table.may_read(kept, office, as_parties(name, row))
    if how["rule"] == "its own unit":
        return table.may_read(rule, office, {named(row)})
    if how["rule"] == "everybody" and is_open(name, row):
        return True
    about = ABOUT.get(cast("UUID", row[how["of"]]), frozenset())
    mine = how["rule"] if (rule, how["rule"]) == ("case", "case of others") else rule
    return table.may_read(mine, office, about)


def named(row: Row) -> str:
    """Return which unit a row is of: before the reform another bore the code of "bearer"."""
    name = NAMES[str(row["unit"])]
    return "divided" if name == "bearer" and row.get("asked_on") == APRIL else name


def of_its_own(name: str, row: Row) -> str | None:
    """Return the rule of a row that tells of a review or of what was put aside, None of others."""
    if name == "history" and row["subject"] == row["stream"]:
        return BESIDE.get(str(row["thing"]))
    return {"its own review": "review"}.get(rule := table.VIEWS[name]["rule"], KEPT.get(rule))


def as_parties(name: str, row: Row) -> frozenset[str]:
    """Return the units that a review is about, of whom it audits that one alone."""
    if name == "review_parties":
        return frozenset({NAMES[str(row["unit"])]})
    return frozenset(READS["others"]["show_review"])


def is_open(name: str, row: Row) -> bool:
    """Say whether a row of a table that tells everybody is about no case."""
    if name == "history":
        return row["subject"] == row["stream"] and row["thing"] in OPEN
    return name != "documents" or row["kind"] != "submission"


def key(name: str, row: Row) -> Key:
    """Return what a row is known by."""
    return tuple(row[one] for one in KEYS[name])


def directly(service: Engine, name: str, seen: Scope | None) -> frozenset[Key]:
    """Return the rows that somebody gets who asks the table itself, with no condition of ours."""
    columns = ", ".join(f'"{one}"' for one in KEYS[name])
    with service.connect() as tx:
        if seen is not None:
            tx.execute(text(SAID), said_of(seen))
        asked = text(f"SELECT {columns} FROM {TABLES[name].name}")
        return frozenset(tuple(row) for row in tx.execute(asked))


def said_of(seen: Scope) -> dict[str, object]:
    """Return what the settings of a transaction say of a reader."""
    words = {"whole": seen.everything, "aside": seen.aside}
    units = {"units": sorted(seen.units), "reviewed": sorted(seen.reviewed)}
    said = {name: "yes" if one else "" for name, one in words.items()}
    return {**units, **said, "spans": spelt(seen.spans)}


SAID = (
    "SELECT set_config('vinhdanh.units', CAST(CAST(:units AS text[]) AS text), true),"
    " set_config('vinhdanh.everything', :whole, true),"
    " set_config('vinhdanh.reviewed', CAST(CAST(:reviewed AS text[]) AS text), true),"
    " set_config('vinhdanh.aside', :aside, true),"
    " set_config('vinhdanh.spans', :spans, true)"
)


def held(service: Engine, name: str, said: Said) -> list[str]:
    """Hold every row against the table for every office, own and lent; return the faults."""
    got: dict[Scope, frozenset[Key]] = {}
    wrong = []
    for office in READERS:
        for rule, seen in (("case", scope(office)), ("lent", lent(office))):
            if seen not in got:
                got[seen] = directly(service, name, seen)
            unlike = said(name, rule, office) ^ got[seen]
            wrong += [f"{name}, {rule}, {office}: {sorted(map(str, unlike))[:3]}"] if unlike else []
    return wrong


def test_row_level_security_is_the_table_in_every_cell(service, rows, said, capsys):
    wrong = [one for name in rows for one in held(service, name, said)]
    count = sum(map(len, rows.values())) * len(READERS) * 2
    with capsys.disabled():
        sys.stdout.write(f"\n{count} cells of rows\n")
    assert (count >= LEAST, wrong[:10]) == (True, [])


@pytest.mark.parametrize("name", sorted(TABLES))
def test_what_the_service_asks_is_what_the_database_shows(name, service, rows):
    views = ViewReader(VIEWS, service)
    for seen in dict.fromkeys([*map(scope, READERS), *map(lent, READERS), NOTHING, EVERYTHING]):
        told = {key(name, row) for row in views.read(select(TABLES[name]), seen).rows}
        assert told == directly(service, name, seen), seen


def test_every_table_has_a_row_in_the_table_by_hand_and_rows_to_show(rows):
    assert table.VIEWS.keys() == TABLES.keys()
    assert [name for name, found in rows.items() if not found] == []


ALL_SEE = "CREATE POLICY planted ON {0} USING (true)"
FAULTS = {
    "a policy is dropped": ("inbox", "DROP POLICY {1} ON {0}", None),
    "a policy is dropped elsewhere": ("paths", "DROP POLICY {1} ON {0}", None),
    "the guard is off": ("case_file", "ALTER TABLE {0} DISABLE ROW LEVEL SECURITY", None),
    "another policy lets in": ("documents", ALL_SEE, "DROP POLICY planted ON {0}"),
    "the door of units is open": ("concerned", ALL_SEE, "DROP POLICY planted ON {0}"),
    "lines of reviews have no policy": ("history", "DROP POLICY {1} ON {0}", None),
    "lines of reviews are told to all": (
        "history",
        "CREATE POLICY planted ON {0} USING (thing = 'review')",
        "DROP POLICY planted ON {0}",
    ),
    "lines of what was put aside are told to all": (
        "history",
        "CREATE POLICY planted ON {0} USING (thing = 'parked-message')",
        "DROP POLICY planted ON {0}",
    ),
    "reviews have no policy": ("reviews", "DROP POLICY {1} ON {0}", None),
    "the parties are told to all": ("review_parties", ALL_SEE, "DROP POLICY planted ON {0}"),
    "what was put aside has no guard": (
        "parked_messages",
        "ALTER TABLE {0} DISABLE ROW LEVEL SECURITY",
        None,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_planted_in_the_database_is_seen(fault, house, service, said):
    name, plant, back = FAULTS[fault]
    assert held(service, name, said) == []
    keeper = open_views(house.home, house.kept)
    with keeper.begin() as tx:
        policy = tx.scalar(text(POLICY), {"table": TABLES[name].name})
        tx.exec_driver_sql(plant.format(TABLES[name].name, policy))
    wrong = held(service, name, said)
    with keeper.begin() as tx:
        tx.exec_driver_sql((back or ENABLE).format(TABLES[name].name))
        guard([TABLES[name]], tx)
    keeper.dispose()
    assert wrong
    assert held(service, name, said) == []


ENABLE = "ALTER TABLE {0} ENABLE ROW LEVEL SECURITY"
POLICY = "SELECT policyname FROM pg_policies WHERE tablename = :table AND policyname ~ '^reading_'"

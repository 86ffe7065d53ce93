"""On a real PostgreSQL: the service's role owns nothing, and reads what the policy lets it read."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import select

from domain.bearing import AskedAgency, Concern, Span
from domain.reading import EVERYTHING, NOTHING, Scope, scope_of
from infra.ledger.ledger import open_ledger
from infra.postgres_roles import THREE, WITHOUT_KEEPER, prepare
from infra.settings import Settings
from infra.views.database import open_views
from infra.views.reading import ViewReader
from projections import bookkeeping
from projections.catalogue import VIEWS
from projections.columns import Row
from projections.rebuild import rebuild
from projections.row_security import spelt
from projections.runner import catch_up
from projections.scoping import NARROWED
from services.ports import Append
from services.upkeep import CannotOpen
from tests import parting
from tests.builders import APRIL, CASE, WARD, opened
from tests.infra.rows_told import AUDITED, BOOK, UNITS_OF, allowed
from tests.plain_house import PAST, UNITS

pytestmark = pytest.mark.postgres

ROLES = ("nominating-officer", "leader", "consulted-agency", "auditor", "inspector", "operator")
REFUSED = (
    "UPDATE public.stored_events SET topic = 'x'",
    "DELETE FROM public.stored_events",
    "TRUNCATE public.stored_events",
    "ALTER TABLE public.stored_events DISABLE TRIGGER ALL",
    "DROP TABLE public.stored_events",
    "CREATE TABLE public.mine (a int)",
    "CREATE TRIGGER t BEFORE INSERT ON public.stored_events EXECUTE FUNCTION suppress()",
    "DROP FUNCTION public.ledger_append",
    "ALTER TABLE public.subjects RENAME TO others",
    "UPDATE views.views SET position = 0",
    "DELETE FROM views.{case_file}",
    "ALTER TABLE views.{case_file} NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE views.{case_file} DISABLE ROW LEVEL SECURITY",
    "CREATE POLICY mine ON views.{case_file} USING (true)",
    "DROP FUNCTION views.reads",
    "CREATE TABLE views.mine (a int)",
    "DROP SCHEMA views CASCADE",
    "SET ROLE rls_keeper",
)
TABLES = {table.name.rpartition("_v")[0]: table for table in NARROWED}
NAMES = {name: table.name for name, table in TABLES.items()}


@pytest.fixture(scope="module")
def parted(postgres_server, tmp_path_factory) -> Iterator[Settings]:
    """A database with three roles; its views are folded from a log of every kind of fact."""
    home = tmp_path_factory.mktemp("rls")
    with parting.parted(postgres_server, home, "rls_service", "rls_keeper") as given:
        yield given


@pytest.fixture(scope="module")
def keeper(parted):
    """The views as their keeper enters them, folded."""
    engine = open_views(parted.home, parted.kept)
    while catch_up(VIEWS, BOOK, engine) < BOOK.last_position():
        pass
    yield engine
    engine.dispose()


@pytest.fixture
def service(parted):
    """A connection of the service's role, as anybody who has its password may open it."""
    address = parted.address.replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def rows_of(engine, name) -> list[Row]:
    """Return all rows of a table."""
    with engine.connect() as tx:
        return [dict(row) for row in tx.execute(select(TABLES[name])).mappings()]


KEY = {name: [c.name for c in table.primary_key.columns] for name, table in TABLES.items()}


def readers() -> list[Scope]:
    """Return what every role reads at every unit that stands on some case, and at others."""
    there = (*UNITS_OF.values(), *AUDITED.values(), ("VN", "30", "00004"))
    every = {one for found in there for one in found}
    units = sorted({one.agency if isinstance(one, AskedAgency) else one for one in every})
    hands = [(role, unit) for role in ROLES for unit in units]
    found = [scope_of(frozenset({r}), frozenset({u}), UNITS, APRIL) for r, u in hands]
    return list(dict.fromkeys([*found, *parts(every), NOTHING, EVERYTHING]))


def parts(every: Iterable[Concern]) -> Iterator[Scope]:
    """Return who reads of a code the days before one, or from it on, and of a unit likewise."""
    days = sorted({one.on for one in every if isinstance(one, AskedAgency)})
    middle = days[len(days) // 2]
    for first, last in ((date.min, middle - timedelta(days=1)), (middle, date.max)):
        yield Scope(spans=frozenset({Span("TAX", first, last)}))
        yield Scope(frozenset({"00004"}), spans=frozenset({Span(WARD, first, last)}))


def key(name: str, row: Row) -> tuple[object, ...]:
    return tuple(row[column] for column in KEY[name])


def settings_of(scope: Scope) -> dict[str, str]:
    """Return what is said of a reader, as anybody may say it."""
    units = {"units": scope.units, "reviewed": scope.reviewed}
    words = {"everything": scope.everything, "aside": scope.aside}
    lists = {name: "{" + ",".join(sorted(one)) + "}" for name, one in units.items()}
    said = {name: "yes" if one else "" for name, one in words.items()}
    return {**lists, **said, "spans": spelt(scope.spans)}


def directly(service, name: str, scope: Scope | None) -> set[tuple[object, ...]]:
    """Return the keys somebody sees who asks the table itself, under a setting or under none."""
    columns = ", ".join(f'"{one}"' for one in KEY[name])
    with service.transaction():
        if scope is not None:
            for setting, said in settings_of(scope).items():
                service.execute(f"SELECT set_config('vinhdanh.{setting}', %s, true)", [said])
        return {*service.execute(f"SELECT {columns} FROM views.{NAMES[name]}").fetchall()}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_row_level_security_agrees_with_the_policy_cell_by_cell(name, keeper, service, parted):
    rows = rows_of(keeper, name)
    engine = open_views(parted.home, parted.database)
    views = ViewReader(VIEWS, engine)
    for scope in readers():
        told = {key(name, row) for row in rows if allowed(name, row, scope)}
        assert told == directly(service, name, scope), scope
        assert told == {key(name, row) for row in views.read(select(TABLES[name]), scope).rows}
    engine.dispose()
    assert rows


@pytest.mark.parametrize("name", sorted(TABLES))
def test_with_no_setting_nothing_of_a_case_is_seen(name, keeper, service):
    published = {key(name, row) for row in rows_of(keeper, name) if allowed(name, row, NOTHING)}
    assert published == directly(service, name, None)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_service_changes_no_fact_and_nothing_it_reads_through(statement, keeper, service):
    with pytest.raises(InsufficientPrivilege):
        service.execute(statement.format(**NAMES))


def test_the_service_adds_facts_and_reads_them(parted):
    with closing(open_ledger(parted.address)) as ledger:
        ledger.append([Append(CASE, 0, (opened,))], PAST)
        assert (1, [opened]) == (ledger.last_position(), list(ledger.read(CASE)))


def test_a_rebuild_leaves_the_policy_in_force(parted, keeper, service):
    rebuild(VIEWS, BOOK, keeper)
    assert set() == directly(service, "case_file", NOTHING)
    rows = {key("case_file", row) for row in rows_of(keeper, "case_file")}
    assert rows == directly(service, "case_file", EVERYTHING)


HANDLED = ("reviews", "review_parties", "parked_messages")
POLICIES = "SELECT policyname FROM pg_policies WHERE tablename = %s"
OF_BEFORE = (
    "subject = stream AND thing IN ('decision', 'honour', 'announcement', 'reform', 'council',"
    " 'delegation', 'parked-message', 'review')"
)


def as_before(keeper) -> None:
    """Let the policies stand as versions made them that left these rows to the doors."""
    with keeper.begin() as tx:
        tx.exec_driver_sql("DROP FUNCTION party(uuid) CASCADE")
        for name in HANDLED:
            tx.exec_driver_sql(f"ALTER TABLE {NAMES[name]} DISABLE ROW LEVEL SECURITY")
            for policy in tx.exec_driver_sql(POLICIES, (NAMES[name],)).scalars().all():
                tx.exec_driver_sql(f"DROP POLICY {policy} ON {NAMES[name]}")
        of_history = f"ON {NAMES['history']} FOR SELECT USING ({OF_BEFORE} OR reads(subject))"
        tx.exec_driver_sql(f"CREATE POLICY reading_0123456789ab {of_history}")


def test_a_database_of_before_gets_the_policies_of_today_at_the_next_start(keeper, service):
    names = ("history", *HANDLED)
    today = {name: directly(service, name, NOTHING) for name in names}
    as_before(keeper)
    told = {name: directly(service, name, NOTHING) for name in names}
    assert all(len(told[name]) > len(today[name]) for name in ("history", "reviews"))
    bookkeeping.prepare(VIEWS, keeper)
    assert today == {name: directly(service, name, NOTHING) for name in names}
    assert not any(today[name] for name in HANDLED)


@pytest.mark.parametrize("off", ["DISABLE", "NO FORCE"])
def test_what_was_switched_off_by_hand_is_put_back_at_the_next_start(off, keeper, service):
    with keeper.begin() as tx:
        tx.exec_driver_sql(f"ALTER TABLE {NAMES['case_file']} {off} ROW LEVEL SECURITY")
    bookkeeping.prepare(VIEWS, keeper)
    assert set() == directly(service, "case_file", NOTHING)
    with keeper.begin() as tx:
        switched = "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s"
        assert (True, True) == tuple(tx.exec_driver_sql(switched, (NAMES["case_file"],)).one())


def test_preparing_again_is_harmless_and_three_roles_are_needed(parted, postgres_server):
    owner = parted.address.replace("rls_service", "postgres").replace("+psycopg", "")
    assert ("postgres", "rls_service", "rls_keeper") == prepare(parted, owner)
    for wrong, why in ((None, WITHOUT_KEEPER), (parted.address, THREE)):
        with pytest.raises(CannotOpen, match=why):
            prepare(replace(parted, keeper=wrong), owner)

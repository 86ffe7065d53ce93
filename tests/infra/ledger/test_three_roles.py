"""On a real PostgreSQL, three roles: names are scoured, a bus starts, to prepare again is quiet."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace

import psycopg
import pytest

from infra.house import build
from infra.people.database import open_people
from infra.people.names import PeopleStore
from infra.people.personal_keeping import personal_watch
from infra.people.scouring import TABLES, scour
from infra.postgres_roles import prepare
from infra.settings import Settings, read
from infra.verifying.roles_check import ALONE, PARTED, PREPARE, roles
from infra.views.database import open_views
from infra.views.reading import ViewReader
from projections import case_file, documents
from projections.bookkeeping import prepare as prepare_views
from projections.catalogue import VIEWS
from projections.runner import catch_up
from services.stores import Name
from tests.builders import CASE
from tests.parting import as_role
from tests.projections.made_up import made_up

pytestmark = pytest.mark.postgres

ROLES = ("parts_service", "parts_keeper")
PLAIN_OWNER = "parts_owner"
CASES, PAPERS = case_file.view.table.name, documents.view.table.name
PLANTED: dict[str, str] = {
    "ALTER ROLE parts_service BYPASSRLS": "passes every policy",
    "GRANT parts_keeper TO parts_service": "is a member of parts_keeper",
    "ALTER TABLE subjects OWNER TO parts_service": "owns subjects",
    "GRANT DELETE ON stored_events TO parts_service": "may DELETE facts",
    "GRANT TRUNCATE ON stored_events TO PUBLIC": "may TRUNCATE facts",
    f"ALTER TABLE views.{CASES} NO FORCE ROW LEVEL SECURITY": f"reads {CASES} without a policy",
    f"ALTER TABLE views.{PAPERS} DISABLE ROW LEVEL SECURITY": f"reads {PAPERS} without a policy",
}
BUS = {
    "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1",
    "BUS_SOURCE": "/test",
    "KAFKA_SECURITY": "PLAINTEXT",
}
FILES = (
    "SELECT array_agg(pg_relation_filenode(CAST(one AS regclass))) FROM unnest(%s::text[]) AS one"
)
POLICIES = "SELECT array_agg(oid ORDER BY oid) FROM pg_policy"
MARKS = "SELECT erased, scoured FROM erasure_marks"


@pytest.fixture
def superuser(postgres_server) -> Iterator[str]:
    """The address of a database for all rights, beside which three plain roles stand."""
    with postgres_server.database() as url:
        with psycopg.connect(url, autocommit=True) as tx:
            for role in (PLAIN_OWNER, *ROLES):
                tx.execute(f"CREATE ROLE {role} LOGIN")
            name = tx.info.dbname
            tx.execute(f'ALTER DATABASE "{name}" OWNER TO {PLAIN_OWNER}')
            tx.execute(f"ALTER SCHEMA public OWNER TO {PLAIN_OWNER}")
            tx.execute(f"GRANT {ROLES[1]} TO {PLAIN_OWNER}")
        yield url
        with psycopg.connect(url, autocommit=True) as tx:
            tx.execute(f'ALTER DATABASE "{name}" OWNER TO CURRENT_USER')
            for role in (*ROLES, PLAIN_OWNER):
                tx.execute(f"DROP OWNED BY {role} CASCADE")
                tx.execute(f"DROP ROLE {role}")


@pytest.fixture
def owner(superuser: str) -> str:
    """The owner's address of that database, here of who has all rights."""
    return superuser


@pytest.fixture
def given(owner, tmp_path) -> Settings:
    """Settings that name the three roles; nothing is made yet."""
    service, keeper = (as_role(owner, role) for role in ROLES)
    return replace(read(), home=tmp_path, named=service, keeper=keeper)


def asked(url: str, question: str, *about: object):
    with psycopg.connect(url) as tx:
        return tx.execute(question, about).fetchone()


def erase_one(settings: Settings) -> None:
    """Keep a name and erase it, as the service does."""
    names = open_people(settings.home, settings.database)
    people = PeopleStore(names)
    people.add(CASE, "person", Name("Nguyễn Văn A", ""))
    people.erase(CASE)
    names.dispose()


def scour_by_the_watch(settings: Settings) -> None:
    with closing(build(settings)) as house, ExitStack() as opened:
        watch = personal_watch(settings, house.ledger, house.views._engine, opened)
        watch._stores.people.scour()


def fold(settings: Settings) -> int:
    """Fold made-up facts as the keeper; return how many cases there are then."""
    engine, book = open_views(settings.home, settings.kept), made_up(2, 300)
    prepare_views(VIEWS, engine)
    while catch_up(VIEWS, book, engine) < book.last_position():
        pass
    with engine.connect() as tx:
        found = tx.exec_driver_sql("SELECT count(*) FROM concerned_v2").scalar_one()
    engine.dispose()
    return int(found)


def test_the_watch_writes_the_tables_of_names_anew(given, owner):
    prepare(given, owner)
    erase_one(given)
    before = asked(owner, FILES, [*TABLES])[0]
    assert (1, 0) == asked(owner, MARKS)
    scour_by_the_watch(given)
    after = asked(owner, FILES, [*TABLES])[0]
    assert not set(before) & set(after)
    assert (1, 1) == asked(owner, MARKS)


def test_what_could_not_be_written_anew_is_told_and_not_marked(given, owner, capsys):
    prepare(given, owner)
    erase_one(given)
    with psycopg.connect(owner, autocommit=True) as tx:
        tx.execute("ALTER TABLE subjects OWNER TO CURRENT_USER")
        tx.execute("REVOKE ALL ON subjects FROM parts_keeper")
    names = open_people(given.home, given.kept)
    assert not scour(names)
    names.dispose()
    told = capsys.readouterr().out
    assert "personal.not-scoured" in told
    assert "subjects" in told
    assert "vinhdanh postgres prepare" in told
    prepare(given, owner)
    scour_by_the_watch(given)
    assert (1, 1) == asked(owner, MARKS), "prepared again it is done"


@pytest.mark.parametrize("lost", [False, True])
def test_with_a_bus_the_service_starts(given, owner, lost, monkeypatch):
    prepare(given, owner)
    if lost:
        with psycopg.connect(owner) as tx:
            tx.execute("DROP TABLE views.bus_state_v1")
    for name, value in BUS.items():
        monkeypatch.setenv(f"VINHDANH_{name}", value)
    with closing(build(replace(given, bus=read().bus))) as house:
        house.start()
        assert 0 == house.bus().unsent


def test_preparing_again_waits_for_nobody_who_reads_and_drops_no_policy(given, owner, monkeypatch):
    prepare(given, owner)
    cases, policies = fold(given), asked(owner, POLICIES)
    monkeypatch.setenv("PGOPTIONS", "-c lock_timeout=3s")
    with psycopg.connect(given.address.replace("+psycopg", "")) as tx:
        tx.execute("SELECT set_config('vinhdanh.everything', 'yes', true)")
        assert (cases,) == tx.execute("SELECT count(*) FROM views.concerned_v2").fetchone()
        tx.execute(f"SELECT FROM views.{case_file.view.table.name}, subjects")
        prepare(given, owner)
    assert cases
    assert policies == asked(owner, POLICIES)


def test_a_house_that_one_role_made_is_kept_on_after_it_is_parted(given, owner):
    alone = replace(given, named=owner, keeper=None)
    before = fold(alone)
    erase_one(alone)
    prepare(given, owner)
    assert before == fold(given) > 0, "the keeper reads what it keeps"
    scour_by_the_watch(given)
    assert (1, 1) == asked(owner, MARKS)
    reader = open_views(given.home, given.database)
    assert 0 < min(ViewReader(VIEWS, reader).positions().values())
    reader.dispose()


def test_an_owner_without_all_rights_prepares_what_the_doctor_finds_in_order(given, superuser):
    plain = as_role(superuser, PLAIN_OWNER)
    for _ in range(2):
        prepare(given, plain)
    assert [(True, False, PARTED)] == [(one.ok, one.warns, one.seen) for one in roles(given)]
    assert fold(given)
    erase_one(given)
    scour_by_the_watch(given)
    assert (1, 1) == asked(superuser, MARKS)


def test_the_doctor_names_what_the_service_may_do_and_should_not(given, owner):
    prepare(given, owner)
    with psycopg.connect(owner) as tx:
        for planted in PLANTED:
            tx.execute(planted)
    (found,) = roles(given)
    assert (False, f"the service {', '.join(PLANTED.values())}; {PREPARE}") == (
        found.ok,
        found.seen,
    )
    with psycopg.connect(owner) as tx:
        tx.execute("ALTER ROLE parts_service SUPERUSER")
    assert next(roles(given)).seen.startswith("the service is superuser")


def test_the_doctor_warns_where_one_role_does_everything(given, owner):
    (found,) = roles(replace(given, named=owner, keeper=None))
    assert (True, True, ALONE) == (found.ok, found.warns, found.seen)
    assert not [*roles(replace(given, named="sqlite:///x.db", keeper=None))]

"""The reading policy in PostgreSQL: row-level security on the tables of cases (ADR 84)."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Connection, func, select
from sqlalchemy.sql.functions import Function

from domain.reading import Scope
from projections.columns import Sheet
from projections.concerned import concerned
from projections.rows import is_postgres
from projections.scoping import NARROWED

UNITS, EVERYTHING = "vinhdanh.units", "vinhdanh.everything"
OURS = f"nullif(current_setting('{UNITS}', true), '')::text[]"
WHOLE = f"coalesce(current_setting('{EVERYTHING}', true), '') = 'yes'"
# Asked by name when it is called, so that a rebuild may put another table in the place of this one.
READS = f"""
    CREATE OR REPLACE FUNCTION %(home)s.reads(about uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM %(home)s.{concerned.name} WHERE thing = about AND unit = ANY({OURS})
        )
    $$
"""  # noqa: S608 - names of our own table and setting
UNCHECKED = "SET LOCAL check_function_bodies = off"
"""Where only some views are made, what the function reads is not there yet."""
SAID = "SELECT set_config(%s, %s, true), set_config(%s, %s, true)"
FOUND = "SELECT tablename || ' ' || policyname FROM pg_policies WHERE schemaname = current_schema()"


def seen_by(scope: Scope, tx: Connection) -> None:
    """Say until the end of a transaction who reads; where it is not said, nothing is seen."""
    units = "{" + ",".join(f'"{_escaped(one)}"' for one in sorted(scope.units)) + "}"
    whole = "yes" if scope.everything else ""
    tx.exec_driver_sql(SAID, (UNITS, units, EVERYTHING, whole)).close()


def guard(tables: Iterable[Sheet], tx: Connection) -> None:
    """Put the policies of reading on those of *tables* that tell of cases, where they are not."""
    if not is_postgres(tx):
        return
    stand = set(tx.exec_driver_sql(FOUND).scalars())
    if lacking := [one for one in tables if _lacks(one, stand, tx)]:
        home = str(tx.scalar(select(func.current_schema())))
        tx.exec_driver_sql(UNCHECKED)
        tx.exec_driver_sql(READS % {"home": home})
    for table in lacking:
        for statement in _policies(table, stand, tx):
            tx.exec_driver_sql(statement)


def _lacks(table: Sheet, stand: set[str], tx: Connection) -> bool:
    """Say whether a table tells of cases and has not the policy of today."""
    tells = table is concerned or table in NARROWED
    return tells and f"{table.name} {_name(table, tx)}" not in stand


def _policies(table: Sheet, stand: set[str], tx: Connection) -> Iterator[str]:
    """Yield what lets whoever makes the table keep it, and others read what they may."""
    for one in stand:
        name, policy = one.split(" ", 1)
        if name == table.name:
            yield f"DROP POLICY {policy} ON {name}"
    yield f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY keeping ON {table.name} TO CURRENT_USER USING (true) WITH CHECK (true)"
    reading = f"USING ({WHOLE} OR {_said(table, tx)})"
    yield f"CREATE POLICY {_name(table, tx)} ON {table.name} FOR SELECT {reading}"


def _name(table: Sheet, tx: Connection) -> str:
    """Return the name of the policy of a table; another policy has another name."""
    return "reading_" + sha256(f"{READS} {_said(table, tx)}".encode()).hexdigest()[:12]


def _said(table: Sheet, tx: Connection) -> str:
    """Return the policy of a table as an expression of the database."""
    if table is concerned:
        return f"unit = ANY({OURS})"
    said = NARROWED[table](_reads)
    return str(said.compile(tx.engine, compile_kwargs={"literal_binds": True}))


def _reads(thing: ColumnElement[UUID]) -> Function[bool]:
    return func.reads(thing, type_=Boolean)


def _escaped(unit: str) -> str:
    return unit.replace("\\", "\\\\").replace('"', '\\"')

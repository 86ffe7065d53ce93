"""The reading policy in PostgreSQL: row-level security on what doors narrow (ADR 84, 117)."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from hashlib import sha256
from uuid import UUID

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    any_,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql.functions import Function

from domain.bearing import Span
from domain.reading import Scope
from projections.columns import Sheet, dumps
from projections.concerned import UNASKED, concerned
from projections.review_parties import parties
from projections.rows import is_postgres
from projections.scoping import NARROWED, OF_OTHERS, Lets

UNITS, EVERYTHING = "vinhdanh.units", "vinhdanh.everything"
REVIEWED, ASIDE = "vinhdanh.reviewed", "vinhdanh.aside"
SPANS = "vinhdanh.spans"
OURS = f"nullif(current_setting('{UNITS}', true), '')::text[]"
PARTIES = f"nullif(current_setting('{REVIEWED}', true), '')::text[]"
WHOLE = f"coalesce(current_setting('{EVERYTHING}', true), '') = 'yes'"
OPERATES = f"coalesce(current_setting('{ASIDE}', true), '') = 'yes'"
DAYS = f"""EXISTS (
    SELECT FROM jsonb_to_recordset(nullif(current_setting('{SPANS}', true), '')::jsonb)
        AS span (code text, first date, last date)
    WHERE span.code = unit AND (asked_on = '{UNASKED}' OR asked_on BETWEEN first AND last)
)"""
"""Says of a row of whom a thing concerns that it is of a code on the days of a reader's unit."""
THEIRS = f"(unit = ANY({OURS}) OR {DAYS})"
# Asked by name when it is called, so that a rebuild may put another table in the place of this one.
READS = f"""
    CREATE OR REPLACE FUNCTION %(home)s.reads(about uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM %(home)s.{concerned.name} WHERE thing = about AND {THEIRS}
        )
    $$
"""  # noqa: S608 - names of our own table and setting
PARTY = f"""
    CREATE OR REPLACE FUNCTION %(home)s.party(to_it uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT EXISTS (
            SELECT FROM %(home)s.{parties.name} WHERE review = to_it AND unit = ANY({PARTIES})
        )
    $$
"""  # noqa: S608 - as above
UNCHECKED = "SET LOCAL check_function_bodies = off"
"""Where only some views are made, what the function reads is not there yet."""
SAID = "SELECT " + ", ".join(["set_config(%s, %s, true)"] * 5)
FOUND = "SELECT tablename || ' ' || policyname FROM pg_policies WHERE schemaname = current_schema()"
# What was switched off by hand counts as not there, so that it is put back.
IN_FORCE = f"""{FOUND} AND tablename IN (
    SELECT relname FROM pg_class WHERE relnamespace = CAST(current_schema() AS regnamespace)
        AND relrowsecurity AND relforcerowsecurity
)"""  # noqa: S608 - words of our own


def seen_by(scope: Scope, tx: Connection) -> None:
    """Say until the end of a transaction who reads; where it is not said, nothing is seen."""
    whole, aside = ("yes" if one else "" for one in (scope.everything, scope.aside))
    units, reviewed = _listed(scope.units), _listed(scope.reviewed)
    said = (UNITS, units, EVERYTHING, whole, REVIEWED, reviewed, ASIDE, aside)
    tx.exec_driver_sql(SAID, (*said, SPANS, spelt(scope.spans))).close()


def _listed(units: Iterable[str]) -> str:
    """Return units as the database reads an array of them."""
    return "{" + ",".join(f'"{_escaped(one)}"' for one in sorted(units)) + "}"


def spelt(spans: Iterable[Span]) -> str:
    """Return codes and their days as the database reads a list of them."""
    return dumps([{**asdict(one)} for one in sorted(spans)])


def guard(tables: Iterable[Sheet], tx: Connection) -> None:
    """
    Put the policies of reading on those of *tables* that tell of cases.

    What has those of today, in force and for its owner too, is left as it is.
    """
    if not is_postgres(tx):
        return
    in_force = set(tx.exec_driver_sql(IN_FORCE).scalars())
    stand = set[str]()
    if lacking := [one for one in tables if _lacks(one, in_force, tx)]:
        stand = set(tx.exec_driver_sql(FOUND).scalars())
        home = str(tx.scalar(select(func.current_schema())))
        tx.exec_driver_sql(UNCHECKED)
        for function in (READS, PARTY):
            tx.exec_driver_sql(function % {"home": home})
    for table in lacking:
        for statement in _policies(table, stand, tx):
            tx.exec_driver_sql(statement)


def _lacks(table: Sheet, in_force: set[str], tx: Connection) -> bool:
    """Say whether a table tells of cases and has not the policy of today."""
    tells = table is concerned or table in NARROWED
    return tells and f"{table.name} {_name(table, tx)}" not in in_force


def _policies(table: Sheet, stand: set[str], tx: Connection) -> Iterator[str]:
    """Yield what lets whoever makes the table keep it, and others read what they may."""
    for one in stand:
        name, policy = one.split(" ", 1)
        if name == table.name:
            yield f"DROP POLICY {policy} ON {name}"
    yield f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table.name} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY keeping ON {table.name} TO CURRENT_USER USING (true) WITH CHECK (true)"
    reading = f"({WHOLE} OR {_said(table, tx)}){_but_others(table, tx)}"
    yield f"CREATE POLICY {_name(table, tx)} ON {table.name} FOR SELECT USING ({reading})"


def _name(table: Sheet, tx: Connection) -> str:
    """Return the name of the policy of a table; another policy has another name."""
    said = f"{READS} {_said(table, tx)}{_but_others(table, tx)}"
    said += PARTY if "party(" in said else ""
    return "reading_" + sha256(said.encode()).hexdigest()[:12]


def _but_others(table: Sheet, tx: Connection) -> str:
    """Return what keeps from all but operators what was put aside; nothing of other tables."""
    if table not in OF_OTHERS:
        return ""
    return f" AND ({OPERATES} OR {_spelt(OF_OTHERS[table], tx)})"


def _said(table: Sheet, tx: Connection) -> str:
    """Return the policy of a table as an expression of the database."""
    if table is concerned:
        return THEIRS
    return _spelt(NARROWED[table](OF_READER), tx)


def _spelt(said: ColumnElement[bool], tx: Connection) -> str:
    return str(said.compile(tx.engine, compile_kwargs={"literal_binds": True}))


def _reads(thing: ColumnElement[UUID]) -> Function[bool]:
    return func.reads(thing, type_=Boolean)


def _party(review: ColumnElement[UUID]) -> Function[bool]:
    return func.party(review, type_=Boolean)


def _is_of(unit: ColumnElement[str]) -> ColumnElement[bool]:
    return unit == any_(literal_column(PARTIES))


OF_READER = Lets(_reads, _party, _is_of)


def _escaped(unit: str) -> str:
    return unit.replace("\\", "\\\\").replace('"', '\\"')

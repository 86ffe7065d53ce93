"""Whether the tables of the views stand in the database as the views define them."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Dialect, MetaData, Table, inspect

from projections.columns import Sheet


def differences(table: Sheet, tx: Connection) -> Iterator[str]:
    """Say, by name, what of *table* is otherwise in the database: columns, key and indexes."""
    if not inspect(tx).has_table(table.name):
        yield f"{table.name} is missing"
        return
    stands = _shape(Table(table.name, MetaData(), autoload_with=tx), tx.dialect)
    defined = _shape(table, tx.dialect)
    for part in sorted(stands.keys() | defined.keys()):
        if stands.get(part) != defined.get(part):
            yield _told(f"{table.name}: {part}", stands.get(part), defined.get(part))


def _shape(table: Sheet, dialect: Dialect) -> Mapping[str, str]:
    """Return the parts of a table as this database spells them; the order of columns is free."""
    columns = {
        f"column {one.name}": one.type.compile(dialect=dialect) + _null(nullable=bool(one.nullable))
        for one in table.columns
    }
    indexes = {
        f"index {one.name}": ", ".join(column.name for column in one.columns)
        for one in table.indexes
    }
    key = ", ".join(column.name for column in table.primary_key.columns)
    return {**columns, **indexes, "primary key": key}


def _null(*, nullable: bool) -> str:
    return "" if nullable else " NOT NULL"


def _told(part: str, stands: str | None, defined: str | None) -> str:
    if stands is None:
        return f"{part} is missing"
    if defined is None:
        return f"{part} is not of the view"
    return f"{part} is {stands}, should be {defined}"

"""Column types whose content is the same, byte for byte, in SQLite and in PostgreSQL."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from operator import itemgetter, methodcaller
from typing import TypeVar, cast
from uuid import UUID

import orjson
from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    String,
    Table,
    Text,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.types import TypeEngine

Row = Mapping[str, object]
Values = Sequence[object]
Plain = Callable[[Values], Values]
V = TypeVar("V")
Sheet = Table[ReadOnlyColumnCollection[str, Column[object]]]
"""A table of a view."""
Columns = tuple[Column[object], ...]


PARTING = orjson.Fragment(b"\n")
"""What stands between documents: a bare line feed, which no text of a document holds."""


def dumps(value: object) -> str:
    """Return the one JSON text of *value*: keys sorted, decimals as text, so never rounded."""
    return orjson.dumps(value, _exact, orjson.OPT_SORT_KEYS).decode()


def _exact(value: object) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"no JSON for {value!r}")


def instant(value: datetime) -> str:
    """Return *value* in UTC, as a text that sorts as time does."""
    return value.astimezone(UTC).isoformat()


storable = methodcaller("replace", "\0", "\ufffd")
"""Return a text without the one character PostgreSQL cannot keep."""


class Words(TypeDecorator[str]):
    """Text, compared by code point on every database."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """Choose the collation that sorts as SQLite does."""
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(Text(collation=collation))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write what every database can keep."""
        return None if value is None else str(storable(value))


class Instant(TypeDecorator[datetime]):
    """A moment with zone: native where the database knows zones, else text in UTC."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime] | TypeEngine[str]:
        """Choose text where the database would lose the zone."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(String())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """Write a moment."""
        return value if value is None or dialect.name != "sqlite" else instant(value)

    def process_result_value(
        self,
        value: datetime | str | None,
        dialect: Dialect,  # noqa: ARG002
    ) -> datetime | None:
        """Read a moment."""
        return datetime.fromisoformat(value) if isinstance(value, str) else value


class Exact(TypeDecorator[Decimal]):
    """A decimal number with the digits it was written with."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write all digits."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """Read all digits."""
        return None if value is None else Decimal(value)


class Document(TypeDecorator[object]):
    """Nested content as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write a document."""
        return None if value is None else dumps(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:  # noqa: ARG002
        """Read a document."""
        return None if value is None else orjson.loads(value)


def _each(turn: Callable[[V], object]) -> Plain:
    """Return what turns every value of a column that is not None."""

    def each(values: Values) -> Values:
        known = cast("Sequence[V | None]", values)
        return [None if value is None else turn(value) for value in known]

    return each


def _ids(values: Values) -> Values:
    """Write ids without dashes: as one list of JSON, as `_dates`."""
    texts: Values = orjson.loads(orjson.dumps(values).replace(b"-", b""))
    return texts


def _dates(values: Values) -> Values:
    """Write dates: as one list of JSON, for that is four times as quick as one by one."""
    texts: Values = orjson.loads(orjson.dumps(values))
    return texts


def _instants(values: Values) -> Values:
    """Write moments in UTC, in the words of `instant`."""
    moments = cast("Sequence[datetime | None]", values)
    return _dates(
        [one if one is None or one.tzinfo is UTC else one.astimezone(UTC) for one in moments]
    )


def _words(values: Values) -> Values:
    """Write texts; the odd character is looked for in all of them at once."""
    texts = cast("Sequence[str | None]", values)
    if "\0" in "".join(filter(None, texts)):
        return [text and str(storable(text)) for text in texts]
    return texts


def _documents(values: Values) -> Values:
    """Write documents, in the words of `dumps`: as one list of JSON that is cut where it parts."""
    parted: list[object] = [PARTING] * (2 * len(values) - 1)
    parted[::2] = values
    texts: Values = dumps(parted)[1:-1].split(",\n,")
    if type(None) in set(map(type, values)):  # asking each for equality is slow
        return [None if one is None else text for one, text in zip(values, texts, strict=True)]
    return texts


_PLAIN: Mapping[type, Plain] = {
    Uuid: _ids,
    Date: _dates,
    Words: _words,
    Instant: _instants,
    Exact: _each(str),
    Document: _documents,
}
_NATIVE: Mapping[type, Plain] = {Exact: _each(Decimal), Document: _each(orjson.loads)}
_TEXTUAL: Mapping[type, Plain] = {
    **_NATIVE,
    Uuid: _each(UUID),
    Date: _each(date.fromisoformat),
    Instant: _each(datetime.fromisoformat),
    Boolean: _each(bool),
}


def plain_rows(columns: Columns) -> Callable[[Iterable[Row]], Iterator[Values]]:
    """
    Return what turns *columns* of rows, two at least, into values any driver writes.

    It works column by column, twice as quick as value by value; building it is slow.
    """
    pick = itemgetter(*(column.name for column in columns))
    turned = _turning(columns, _PLAIN)

    def plain(rows: Iterable[Row]) -> Iterator[Values]:
        left = map(pick, rows)
        while some := list(islice(left, 1_000)):
            yield from turned(some)

    return plain


def read_rows(columns: Columns, dialect: str) -> Callable[[Sequence[Values]], Iterator[Row]]:
    """Return what turns values that a driver read back into rows."""
    names = [column.name for column in columns]
    turned = _turning(columns, _NATIVE if dialect == "postgresql" else _TEXTUAL)
    return lambda found: (
        dict(zip(names, row, strict=True)) for row in (turned(found) if found else ())
    )


def _turning(
    columns: Columns, ways: Mapping[type, Plain]
) -> Callable[[Sequence[Values]], Iterator[Values]]:
    """Return what turns the values of whole rows; most columns stay as they are."""
    sorts = [(place, ways.get(type(column.type))) for place, column in enumerate(columns)]
    turns = [(place, way) for place, way in sorts if way]

    def turned(rows: Sequence[Values]) -> Iterator[Values]:
        values: list[Values] = list(zip(*rows, strict=True))
        for place, way in turns:
            values[place] = way(values[place])
        return zip(*values, strict=True)

    return turned

"""Column types whose content is the same, byte for byte, in SQLite and in PostgreSQL."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from itertools import islice
from operator import attrgetter, itemgetter, methodcaller
from typing import cast

import orjson
from sqlalchemy import Column, Date, DateTime, Dialect, String, Table, Text, TypeDecorator, Uuid
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.types import TypeEngine

Row = Mapping[str, object]
Values = Sequence[object]
Plain = Callable[[Values], Values]
Sheet = Table[ReadOnlyColumnCollection[str, Column[object]]]
"""A table of a view."""


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


def _each(plain: Callable[[object], object]) -> Plain:
    """Return what turns every value of a column that is not None."""
    return lambda values: [None if value is None else plain(value) for value in values]


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


_PLAIN: Mapping[type, Plain] = {
    Uuid: _each(attrgetter("hex")),
    Date: _dates,
    Words: _words,
    Instant: _instants,
    Exact: _each(str),
    Document: _each(dumps),
}


def plain_rows(table: Sheet) -> Callable[[Iterable[Row]], Iterator[tuple[object, ...]]]:
    """
    Return what turns rows of *table* into values any driver writes without thinking.

    It works column by column, twice as quick as value by value; building it is slow.
    """
    picks = [itemgetter(column.name) for column in table.columns]
    plains = [_PLAIN.get(type(column.type), _each(lambda value: value)) for column in table.columns]

    def plain(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
        left = iter(rows)
        while some := list(islice(left, 1_000)):
            values = [
                as_plain([pick(row) for row in some])
                for pick, as_plain in zip(picks, plains, strict=True)
            ]
            yield from zip(*values, strict=True)

    return plain

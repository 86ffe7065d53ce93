"""One fixed fact of any class, every field filled by its type and its name."""

from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID, uuid5

from domain.recorded import Envelope

FOLDER = Path(__file__).parent
SPACE = UUID("0b9f8f4e-6d0c-4a8e-9d57-3f3b1c0a7e11")
PLAIN: dict[object, Callable[[str], object]] = {
    str: lambda name: f"{name}: Thanh Bình, “1 < 2”",
    UUID: lambda name: uuid5(SPACE, name),
    bool: lambda _: True,
    int: lambda _: 2_340_000,
    Decimal: lambda _: Decimal("97.50"),
    date: lambda _: date(2025, 7, 2),
    datetime: lambda _: datetime(2025, 7, 2, 1, 30, 0, 250_000, tzinfo=UTC),
}


def sample(kind: Any, name: str = "fact") -> Any:
    """Return the value of *kind* that stands under *name* in every golden file."""
    if kind in PLAIN:
        return PLAIN[kind](name)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{field: sample(hint, field) for field, hint in hints.items()})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    first, *_ = get_args(kind)
    if get_origin(kind) is tuple:
        return (sample(first, f"{name} 1"), sample(first, f"{name} 2"))
    return sample(first, name)


ENVELOPE: Envelope = sample(Envelope)

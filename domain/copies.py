"""Copies of frozen values with some fields changed: a fold makes several of them for each fact."""

from dataclasses import fields, make_dataclass
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

__all__ = ["replace"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import replace  # so that fields and their types are seen to
else:
    T = TypeVar("T")

    def replace(value: T, /, **changes: object) -> T:
        """
        Return a copy of *value* with *changes*, as the library's `replace` would.

        It fills an open twin, whose slots are the same, and gives it the class of *value*: writing
        past a frozen class, slot by slot or in its own `__init__`, takes two to four times as long.
        """
        kind = type(value)
        read, twin = _twin(kind)
        copy = twin(*read(value))
        for name, now in changes.items():
            setattr(copy, name, now)
        copy.__class__ = kind
        return copy

    @cache
    def _twin(kind: type[T]) -> "tuple[Callable[[T], tuple[object, ...]], type]":
        """
        Return what reads all fields of a class, and a class of the same slots that is not frozen.

        Raises:
            TypeError: its values are more than their slots filled.
        """
        names = [one.name for one in fields(kind) if one.init]
        slots = list(getattr(kind, "__slots__", ()))
        if slots != names or hasattr(kind, "__post_init__"):
            raise TypeError(f"{kind.__name__} cannot be copied slot by slot")
        twin = make_dataclass(kind.__name__, names, slots=True, eq=False)
        read = attrgetter(*names)
        return (read if len(names) > 1 else lambda value: (read(value),)), twin

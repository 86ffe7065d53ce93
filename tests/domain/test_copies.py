"""Copies of frozen values: as the library makes them, and only of what is but its slots."""

import dataclasses
from dataclasses import dataclass, field
from typing import Any

import pytest

from domain.copies import replace


@dataclass(frozen=True, slots=True)
class Case:
    """A value of slots, one of them with a default of its own."""

    step: str
    papers: frozenset[str] = field(default_factory=frozenset)
    due: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A value that looks at itself when it is made."""

    votes: int

    def __post_init__(self) -> None:
        if self.votes < 0:
            raise ValueError(self.votes)


@dataclass(frozen=True)
class Open:
    """A value that has no slots."""

    step: str


@dataclass(frozen=True, slots=True)
class Single:
    """A value of one slot."""

    step: str


BEFORE = Case("ward-review", frozenset({"report"}), 3)


def test_a_copy_is_the_one_of_the_library_and_the_first_stays():
    copy = replace(BEFORE, step="city-review", due=None)

    assert copy == dataclasses.replace(BEFORE, step="city-review", due=None)
    assert Case("ward-review", frozenset({"report"}), 3) == BEFORE


@pytest.mark.parametrize("value", [Checked(1), Open("ward-review")], ids=["checked", "open"])
def test_what_is_more_than_its_slots_is_not_copied_so(value):
    with pytest.raises(TypeError, match="slot by slot"):
        replace(value)


def test_a_copy_is_no_open_value_and_knows_no_other_fields():
    copy = replace(BEFORE, step="city-review")

    assert type(copy) is Case
    with pytest.raises(dataclasses.FrozenInstanceError):
        copy.__setattr__("step", "elsewhere")
    strange: dict[str, Any] = {"steps": "city-review"}
    with pytest.raises(AttributeError):
        replace(BEFORE, **strange)


def test_a_value_of_one_slot_is_copied_too():
    assert Single("city-review") == replace(Single("ward-review"), step="city-review")

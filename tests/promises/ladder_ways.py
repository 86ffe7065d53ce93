"""What can be done at a place, decided once for all ladders that look the same from there."""

from dataclasses import dataclass, field
from functools import cached_property

from domain.nomination.state import State
from services.orders import Command
from tests.promises.ladder_places import Form, Place


@dataclass(frozen=True)
class Move:
    """One order that was accepted: what the case was, what it became, and where that is."""

    before: State
    order: Command
    after: State
    there: Place


class Ways(tuple[Move, ...]):  # noqa: SLOT001 - a tuple has no slot for `onward`
    """The moves from a place; known again by itself, so nobody looks through them to know it."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        """Say whether these are the very same."""
        return self is other

    def __ne__(self, other: object) -> bool:
        """Say whether these are others."""
        return self is not other

    @cached_property
    def onward(self) -> tuple[Move, ...]:
        """The first of the moves to each place."""
        first: dict[Place, Move] = {}
        for move in self:
            first.setdefault(move.there, move)
        return tuple(first.values())


@dataclass(eq=False)
class Known:
    """
    What was decided on some ladder: `ways`, by what an order can tell of the ladder at a place.

    `forms` are the places and looks met so far, each kept once; `wrong` is what was found wrong
    with ways.
    """

    ways: dict[tuple[Form, Place], Ways] = field(default_factory=dict)
    wrong: dict[Ways, tuple[str, ...]] = field(default_factory=dict)
    forms: dict[Form, Form] = field(default_factory=dict)

    def once(self, form: Form) -> Form:
        """Return a form as it was met first: what is the same is then one, and found at once."""
        return self.forms.setdefault(form, form)

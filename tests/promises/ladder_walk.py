"""All that can become of a case: every order by everybody, wherever a case on a ladder can come."""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import cast
from uuid import UUID

from domain.change import Change
from domain.decider import Fold
from domain.facts import Event
from domain.ladder import Ladder
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationEvent
from domain.nomination.state import (
    Absent,
    AtStep,
    Granted,
    InTransit,
    Returned,
    State,
    TurnedDown,
    Withdrawn,
)
from domain.recorded import Dated
from domain.refusal import Refused
from domain.submission.state import SUBMISSION, Sent
from services.histories import Histories
from services.orders import Command, decide
from tests.builders import CASE
from tests.notebook import Notebook
from tests.promises.ladder_orders import orders

Facts = Mapping[UUID, tuple[Dated[Event], ...]]
Rules = Callable[[Command, Histories], Sequence[Change]]
Place = tuple[object, ...]

FINAL = (Granted, TurnedDown, Withdrawn)
CONSTANT = frozenset({"ladder"})
BESIDE_THE_WAY = frozenset(
    {"achievement", "forms", "known", "missed", "papers", "readings", "scores"}
)
"""
What no rule of the way looks at, the names of papers among it: `sorts` says what counts of those.

`test_what_is_left_out_decides_nothing` holds it to that.
"""


class Folded(Histories):
    """The histories of one place, each folded once for all the orders that are tried there."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(Notebook(facts))
        self._states: dict[tuple[int, UUID], object] = {}

    def of(self, fold: Fold, stream: UUID):
        """Return the state of *stream*."""
        key = (id(fold), stream)
        if key not in self._states:
            self._states[key] = super().of(fold, stream)
        return self._states[key]


@dataclass(frozen=True)
class Move:
    """One order that was accepted: what the case was, what it became."""

    before: State
    order: Command
    after: State


@dataclass
class Walk:
    """
    Where a case can come on one ladder, in how many steps, and the ways from place to place.

    Of the orders that lead the same way, `moves` keeps one of each sort by each hand.
    """

    ladder: Ladder
    rules: Rules = decide
    left_out: frozenset[str] = BESIDE_THE_WAY
    states: dict[Place, State] = field(default_factory=dict)
    ways: set[tuple[Place, Place]] = field(default_factory=set)
    moves: dict[tuple[object, ...], Move] = field(default_factory=dict)
    steps: dict[Place, int] = field(default_factory=dict)

    def to_the_end(self, most: int | None = None) -> "Walk":
        """Go breadth first until nothing new is found, or *most* acts deep."""
        start = self._place(Absent(), {})
        self.states[start], self.steps[start] = Absent(), 0
        ahead: deque[tuple[Place, Facts]] = deque([(start, {})])
        while ahead:
            place, facts = ahead.popleft()
            if isinstance(self.states[place], FINAL) or self.steps[place] == most:
                continue
            ahead.extend(self._on(place, facts))
        return self

    def _on(self, place: Place, facts: Facts) -> Iterator[tuple[Place, Facts]]:
        """Try every order at one place, and yield the places that are new."""
        before = self.states[place]
        past = Folded(facts)
        for order in orders(before, self.ladder):
            if (changes := self._decided(order, past)) is None:
                continue
            richer, after = happened(facts, changes, order), grown(before, changes, order)
            there = self._place(after, richer)
            self.ways.add((place, there))
            by = (place, there, type(order), order.hand.actor)
            self.moves.setdefault(by, Move(before, order, after))
            if there not in self.states:
                self.states[there], self.steps[there] = after, self.steps[place] + 1
                yield there, richer

    def _decided(self, order: Command, past: Histories) -> Sequence[Change] | None:
        """Return what an order changes, None when it is refused or a repeat."""
        try:
            return self.rules(order, past) or None
        except Refused:
            return None

    def _place(self, case: State, facts: Facts) -> Place:
        """Return what two cases share that have the same ways ahead of them."""
        paper = None
        if isinstance(case, InTransit):
            sent = Histories(Notebook(facts)).of(SUBMISSION, case.submission)
            paper = (sent.pending, sent.withdrawn) if isinstance(sent, Sent) else None
        return placed(case, self.left_out, paper)

    def places(self, kind: type | UnionType) -> set[Place]:
        """Return every place where the case is of one kind."""
        return {place for place, case in self.states.items() if isinstance(case, kind)}

    def leading_to(self, kind: type | UnionType) -> set[Place]:
        """Return every place from which some row of acts leads to a case of one kind."""
        came_from: dict[Place, set[Place]] = {}
        for here, there in self.ways:
            came_from.setdefault(there, set()).add(here)
        found = self.places(kind)
        ahead = deque(found)
        while ahead:
            new = came_from.get(ahead.popleft(), set()) - found
            found |= new
            ahead.extend(new)
        return found


def placed(case: State, left_out: frozenset[str], paper: object) -> Place:
    """Return a case in a form that compares, with what waits on the paper that carries it."""
    return (type(case).__name__, canonical(case, left_out | CONSTANT), sorts(case), paper)


def sorts(case: State) -> Place:
    """Return how many papers of each kind a file holds, those apart that a return knew of."""
    if isinstance(case, Absent):
        return ()
    known = case.known if isinstance(case, Returned) else frozenset()
    papers = case.dossier.papers
    counted = Counter((kind, sha in known) for sha, kind in papers.items())
    return (frozenset(counted.items()), bool(known - set(papers)))


def grown(before: State, changes: Sequence[Change], order: Command) -> State:
    """Return the case after what an order changed."""
    case = before
    for event in (cast("NominationEvent", one.event) for one in changes if one.stream == CASE):
        case = NOMINATION.note(NOMINATION.evolve(case, event), event, order.hand.effective_on)
    return case


def happened(facts: Facts, changes: Sequence[Change], order: Command) -> Facts:
    """Return the facts with those an order led to."""
    richer = dict(facts)
    for stream, event in changes:
        dated = Dated(event, order.hand.effective_on)
        richer[stream] = (*richer.get(stream, ()), dated)
    return richer


def canonical(value: object, left_out: frozenset[str]) -> object:
    """Return a value in a form that compares and hashes, without the fields left out."""
    if (names := _looked_at(cast("Hashable", type(value)), left_out)) is not None:
        return each((getattr(value, name) for name in names), left_out)
    if isinstance(value, Mapping):
        return frozenset(each(value.items(), left_out))
    if isinstance(value, list | tuple):
        return each(value, left_out)
    return value


@cache
def _looked_at(kind: type, left_out: frozenset[str]) -> tuple[str, ...] | None:
    """Return the fields of a class without those left out, None of one that has no fields."""
    if not is_dataclass(kind):
        return None
    return tuple(one.name for one in fields(kind) if one.name not in left_out)


def each(values: Iterable[object], left_out: frozenset[str]) -> Place:
    """Return several values in such a form."""
    return tuple(canonical(one, left_out) for one in values)


def height(case: State, ladder: Ladder) -> int | None:
    """Return at which step of the ladder a case is, or came back from; None where at none."""
    if isinstance(case, AtStep | InTransit | Returned):
        return [one.key for one in ladder.steps].index(case.step.key)
    return None

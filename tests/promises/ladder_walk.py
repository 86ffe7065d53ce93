"""All that can become of a case: every order by everybody, wherever a case on a ladder can come."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import UnionType
from typing import cast
from uuid import UUID

from domain.access import behind
from domain.change import Change
from domain.decider import Fold, onward
from domain.facts import Event
from domain.ladder import Ladder
from domain.nomination.commands import OpenNomination
from domain.nomination.decide import NOMINATION
from domain.nomination.events import NominationEvent
from domain.nomination.state import (
    Absent,
    Granted,
    InTransit,
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
from tests.promises.ladder_orders import moved_on, orders, weeks_of
from tests.promises.ladder_places import BESIDE_THE_WAY, Form, Met, Place, placed, sorts
from tests.promises.ladder_sight import Watch, keeping_to, near, sight, watched
from tests.promises.ladder_ways import Known, Move, Ways

Facts = Mapping[UUID, tuple[Dated[Event], ...]]
Accepted = tuple[Command, Sequence[Change], State]
Rules = Callable[[Command, Histories], Sequence[Change]]
Tries = Callable[[State, Ladder], Iterator[Command]]

FINAL = (Granted, TurnedDown, Withdrawn)


class Folded(Histories):
    """The histories of one place, each folded once for all the orders that are tried there."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(Notebook(facts))
        self.facts = facts
        self._states: dict[tuple[int, UUID], object] = {}

    def of(self, fold: Fold, stream: UUID):
        """Return the state of *stream*."""
        key = (id(fold), stream)
        if key not in self._states:
            self._states[key] = super().of(fold, stream)
        return self._states[key]


@dataclass
class Walk:
    """
    Where a case can come on one ladder, in how many steps, and the ways from place to place.

    Of the orders that lead the same way, `moves` keeps one of each sort by each hand. What is
    `known` of other ladders is not decided again where this one looks the same; None for nothing.
    `tries` are the orders that everybody thinks of at a place, `counts` is what counts at one of
    all that is `left_out`. `given` are facts of before, `beside` is what counts beside the case.
    """

    ladder: Ladder
    rules: Rules = decide
    left_out: frozenset[str] = BESIDE_THE_WAY
    known: Known | None = None
    tries: Tries = orders
    counts: Callable[[State], Place] = sorts
    given: Facts = field(default_factory=dict)
    beside: Callable[[Facts], object] | None = None
    states: dict[Place, State] = field(default_factory=dict)
    ways: dict[Place, Ways] = field(default_factory=dict)
    steps: dict[Place, int] = field(default_factory=dict)
    came_by: dict[Place, tuple[Place, Move]] = field(default_factory=dict)
    facts: dict[Place, Facts] = field(default_factory=dict)
    watch: Watch = field(default_factory=Watch)
    looks: dict[frozenset[int], Form] = field(default_factory=dict)
    met: Met = field(default_factory=dict)

    def to_the_end(self, most: int | None = None) -> "Walk":
        """Go breadth first until nothing new is found, or *most* acts deep."""
        self.ladder = watched(self.ladder, self.watch)
        start = self._place(Absent(), self.given)
        self.states[start], self.steps[start], self.facts[start] = Absent(), 0, self.given
        ahead = deque([start])
        while ahead:
            place = ahead.popleft()
            if not isinstance(self.states[place], FINAL) and self.steps[place] != most:
                ahead.extend(self._on(place))
        return self

    def _on(self, place: Place) -> Iterator[Place]:
        """Go every way from one place, and yield the places that are new."""
        ways = self.ways[place] = self._known(place)
        for move in ways.onward:
            if move.there not in self.states:
                self.states[move.there] = move.after
                self.steps[move.there] = self.steps[place] + 1
                self.came_by[move.there] = place, move
                yield move.there

    def _known(self, place: Place) -> Ways:
        """Return what can be done at one place: as on a ladder that looks so, else decided now."""
        if self.known is None:
            return self._tried(place)
        looks = self._sight(self.states[place], self.known), place
        if looks not in self.known.ways:
            self.known.ways[looks] = self._tried(place)
        return self.known.ways[looks]

    def _sight(self, case: State, known: Known) -> Form:
        """Return what an order can tell of the ladder where a case is, worked out once."""
        full = near(case, self.ladder)
        if full not in self.looks:
            self.looks[full] = known.once(sight(full, self.ladder))
        return self.looks[full]

    def _tried(self, place: Place) -> Ways:
        """Try every order at one place, and return what was accepted, one of each sort and hand."""
        self.met = {}
        facts, found = self._came_to(place), dict[tuple[object, ...], Move]()
        past = Folded(facts)
        before = past.of(NOMINATION, CASE)  # as it came about is no part of what is decided now
        for order, changes, after in self._accepted(before, past):
            richer = happened(facts, changes, order)
            there = self._place(after, richer)
            by = (there, type(order), *behind(order.hand.actor, order.hand.delegation))
            found.setdefault(by, Move(before, order, after, there))
            self.facts.setdefault(there, richer)
        return Ways(found.values())

    def _accepted(self, case: State, past: Histories) -> Sequence[Accepted]:
        """Try every order on a case; what is shared may look no further than can be told apart."""
        shown = None if self.known is None else near(case, self.ladder)
        with keeping_to(self.watch, shown):
            return [
                (order, changes, grown(case, changes, order))
                for order in self.tries(case, self.ladder)
                if (changes := self._decided(order, past))
            ]

    def _came_to(self, place: Place) -> Facts:
        """Return facts of this very ladder that lead to a place: orders of others decided again."""
        if place not in self.facts:
            below, move = self.came_by[place]
            facts = self._came_to(below)
            past = Folded(facts)
            case = past.of(NOMINATION, CASE)
            order = self._here(move, case)
            changes = self.rules(order, past)
            assert place == self._place(
                grown(case, changes, order), happened(facts, changes, order)
            )
            self.facts[place] = happened(facts, changes, order)
        return self.facts[place]

    def _here(self, move: Move, case: State) -> Command:
        """Return an order of another ladder as it is on this one, on the day of the case."""
        if isinstance(move.order, OpenNomination):
            return replace(move.order, ladder=self.ladder)
        later = weeks_of(case) - weeks_of(move.before)
        return replace(move.order, hand=moved_on(move.order.hand, later)) if later else move.order

    def _decided(self, order: Command, past: Histories) -> Sequence[Change]:
        """Return what an order changes, nothing when it is refused or a repeat."""
        try:
            return self.rules(order, past)
        except Refused:
            return ()

    def _place(self, case: State, facts: Facts) -> Place:
        """Return what two cases share that have the same ways ahead of them."""
        paper: object = None
        if isinstance(case, InTransit):
            sent = Histories(Notebook(facts)).of(SUBMISSION, case.submission)
            paper = (sent.pending, sent.withdrawn) if isinstance(sent, Sent) else None
        if self.beside:
            paper = (paper, self.beside(facts))
        place = placed(case, self.left_out, paper, self.counts, self.met)
        return place if self.known is None else self.known.once(place)

    @property
    def moves(self) -> Iterator[Move]:
        """Yield every move of the walk."""
        return (move for found in self.ways.values() for move in found)

    @property
    def pairs(self) -> set[tuple[Place, Place]]:
        """Return every way from place to place."""
        return {(here, move.there) for here, found in self.ways.items() for move in found.onward}

    def places(self, kind: type | UnionType) -> set[Place]:
        """Return every place where the case is of one kind."""
        return {place for place, case in self.states.items() if isinstance(case, kind)}

    def leading_to(self, kind: type | UnionType) -> set[Place]:
        """Return every place from which some row of acts leads to a case of one kind."""
        found = self.places(kind)
        ahead = deque(found)
        while ahead:
            new = set(self._before.get(ahead.popleft(), ())) - found
            found |= new
            ahead.extend(new)
        return found

    @cached_property
    def _before(self) -> Mapping[Place, Sequence[Place]]:
        """The places from which one act leads to each, of a walk that is over."""
        came_from: dict[Place, list[Place]] = {}
        for here, moves in self.ways.items():
            for move in moves.onward:
                came_from.setdefault(move.there, []).append(here)
        return came_from


def grown(before: State, changes: Sequence[Change], order: Command) -> State:
    """Return the case after what an order changed."""
    case, hand = before, order.hand
    by = behind(hand.actor, hand.delegation)
    for event in (cast("NominationEvent", one.event) for one in changes if one.stream == CASE):
        case = onward(NOMINATION, case, [Dated(event, hand.effective_on, by)])
    return case


def happened(facts: Facts, changes: Sequence[Change], order: Command) -> Facts:
    """Return the facts with those an order led to, and who stands behind them."""
    richer = dict(facts)
    for stream, event in changes:
        hand = order.hand
        fact = Dated(event, hand.effective_on, behind(hand.actor, hand.delegation))
        richer[stream] = (*richer.get(stream, ()), fact)
    return richer

"""The histories one order looks at: read, folded, and remembered at the version seen."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar, cast
from uuid import UUID

from domain.change import Change
from domain.decider import Fold, replay
from domain.facts import Event
from domain.recorded import Dated
from services.ports import Conflict, Ledger

S = TypeVar("S")
E = TypeVar("E")


class Histories:
    """
    Reads streams of one ledger for one order; what was read may be appended to as it stood.

    What the order has changed so far is taken in beside it: it counts for states, not for versions.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._read: dict[UUID, Sequence[Dated[Event]]] = {}
        self._taken: dict[UUID, list[Dated[Event]]] = {}
        self._foreign: set[UUID] = set()

    def read(self, streams: Sequence[UUID]) -> None:
        """Fetch those of *streams* not seen yet, in one question to the store."""
        if fresh := [stream for stream in streams if stream not in self._read]:
            self._read.update(self._ledger.read_many(fresh))

    def version(self, stream: UUID) -> int:
        """
        Return the version of *stream* when it was read; 0 for one never looked at.

        A stream that was asked for as of another kind is 0 too: nothing can be appended to it.
        """
        return 0 if stream in self._foreign else len(self._read.get(stream, ()))

    def events(self, stream: UUID) -> Sequence[Event]:
        """Return the facts of *stream*, those that were taken in at the end."""
        return [fact.event for fact in self._facts(stream)]

    def of(self, fold: Fold[S, E], stream: UUID) -> S:
        """Return the state of *stream*; one of another kind is as good as unknown."""
        facts = self._facts(stream)
        if facts and not isinstance(facts[0].event, fold.opens):
            self._foreign.add(stream)
            return fold.initial
        self._foreign.discard(stream)
        return replay(fold, cast("Sequence[Dated[E]]", facts))

    def each(self, fold: Fold[S, E], streams: Sequence[UUID]) -> Mapping[UUID, S]:
        """Return the states of *streams*, by stream."""
        self.read(streams)
        return {stream: self.of(fold, stream) for stream in streams}

    def take(self, changes: Sequence[Change], on: date, by: tuple[str, ...]) -> None:
        """
        Let *changes*, on papers of that day, have happened by somebody, for what is decided next.

        Raises:
            Conflict: one of them is for a stream of another kind, which takes no such fact.
        """
        for stream, event in changes:
            if stream in self._foreign:
                raise Conflict(f"{stream} is of another kind")
            self._taken.setdefault(stream, []).append(Dated(event, on, by))

    def _facts(self, stream: UUID) -> Sequence[Dated[Event]]:
        self.read([stream])
        kept, taken = self._read[stream], self._taken.get(stream)
        return [*kept, *taken] if taken else kept

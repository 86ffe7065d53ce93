"""The histories one order looks at: read, folded, and remembered at the version seen."""

from collections.abc import Mapping, Sequence
from typing import TypeVar, cast
from uuid import UUID

from domain.decider import Fold, replay
from domain.facts import Event
from domain.recorded import Dated
from services.ports import Ledger

S = TypeVar("S")
E = TypeVar("E")


class Histories:
    """Reads streams of one ledger for one order; what was read may be appended to as it stood."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._read: dict[UUID, Sequence[Dated[Event]]] = {}
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
        """Return the facts of *stream*."""
        return [fact.event for fact in self._facts(stream)]

    def of(self, fold: Fold[S, E], stream: UUID) -> S:
        """Return the state of *stream*; one of another kind is as good as unknown."""
        facts = self._facts(stream)
        if facts and not isinstance(facts[0].event, fold.opens):
            self._foreign.add(stream)
            return fold.initial
        return replay(fold, cast("Sequence[Dated[E]]", facts))

    def each(self, fold: Fold[S, E], streams: Sequence[UUID]) -> Mapping[UUID, S]:
        """Return the states of *streams*, by stream."""
        self.read(streams)
        return {stream: self.of(fold, stream) for stream in streams}

    def _facts(self, stream: UUID) -> Sequence[Dated[Event]]:
        self.read([stream])
        return self._read[stream]

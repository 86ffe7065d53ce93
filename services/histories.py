"""The histories one order looks at: read, folded, and remembered at the version seen."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from typing import Protocol, TypeVar, cast
from uuid import UUID

from domain.change import Change
from domain.decider import Fold, onward
from domain.facts import Event
from domain.recorded import Dated
from services.ports import Conflict

S = TypeVar("S")
E = TypeVar("E")


@dataclass(slots=True)
class _Stream:
    """
    One stream as far as an order knows it: its facts, those that were taken in at the end.

    `version` is how many were read, None while nobody looked. `state` is what the first `seen` were
    folded to by `fold`; `foreign` says that it was asked for as of another kind, `hidden` that
    whoever asks shall not know of it.
    """

    facts: list[Dated[Event]] = field(default_factory=list)
    version: int | None = None
    fold: object = None
    state: object = None
    seen: int = 0
    foreign: bool = False
    hidden: bool = False


class Reads(Protocol):
    """What reads streams: a ledger, or what was read of one."""

    def read_many(self, streams: Sequence[UUID]) -> Mapping[UUID, Sequence[Dated[Event]]]:
        """Return the facts of each of *streams* with their dates."""
        ...


class Histories:
    """
    Reads streams of one ledger for one order; what was read may be appended to as it stood.

    What the order has changed so far is taken in beside it: it counts for states, not for versions.
    Each stream is folded once, however often it is asked for, and on from there for what is taken.
    """

    def __init__(self, ledger: Reads) -> None:
        self._ledger = ledger
        self._streams = defaultdict[UUID, _Stream](_Stream)

    def read(self, streams: Sequence[UUID]) -> None:
        """Fetch those of *streams* not seen yet, in one question to the store."""
        known = self._streams
        if fresh := [one for one in streams if known[one].version is None]:
            for stream, facts in self._ledger.read_many(fresh).items():
                found = known[stream]
                found.facts, found.version = [*facts, *found.facts], len(facts)

    def hide(self, streams: Iterable[UUID]) -> None:
        """Let *streams* be as if nobody had ever written them; nothing can be appended to them."""
        for one in streams:
            self._streams[one] = _Stream(version=0, hidden=True)

    def moved_on(self, versions: Callable[[Sequence[UUID]], Mapping[UUID, int]]) -> bool:
        """Ask a store for its *versions*, once: has a stream grown since it was read?"""
        read = {one: found for one, found in self._streams.items() if found.version is not None}
        seen = {one: found.version for one, found in read.items() if not found.hidden}
        return versions(list(seen)) != seen

    def until(self, day: date) -> "Histories":
        """Return the same histories, each as it stood before the first paper of a later day."""
        return Histories(_Until(self, day))

    def version(self, stream: UUID) -> int:
        """
        Return the version of *stream* when it was read; 0 for one never looked at.

        A stream that was asked for as of another kind is 0 too: nothing can be appended to it.
        """
        found = self._streams[stream]
        return 0 if found.foreign else found.version or 0

    def events(self, stream: UUID) -> Sequence[Event]:
        """Return the facts of *stream*, those that were taken in at the end."""
        return [fact.event for fact in self._read(stream).facts]

    def dated(self, stream: UUID) -> Sequence[Dated[Event]]:
        """Return the facts of *stream* as `events` does, with the dates on their papers."""
        return self._read(stream).facts

    def of(self, fold: Fold[S, E], stream: UUID) -> S:
        """Return the state of *stream*; one of another kind is as good as unknown."""
        found = self._read(stream)
        facts = cast("Sequence[Dated[E]]", found.facts)
        found.foreign = bool(facts) and not isinstance(facts[0].event, fold.opens)
        if found.foreign:
            return fold.initial
        if found.fold is not fold:
            found.fold, found.state, found.seen = fold, fold.initial, 0
        if found.seen < len(facts):
            found.state = onward(fold, cast("S", found.state), facts[found.seen :])
            found.seen = len(facts)
        return cast("S", found.state)

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
            found = self._streams[stream]
            if found.foreign:
                raise Conflict(f"{stream} is of another kind")
            found.facts.append(Dated(event, on, by))

    def _read(self, stream: UUID) -> _Stream:
        found = self._streams[stream]
        if found.version is None:
            self.read([stream])
        return found


@dataclass(frozen=True, slots=True)
class _Until:
    """Reads of histories what stood before the first paper of a day after `day`."""

    past: Histories
    day: date

    def read_many(self, streams: Sequence[UUID]) -> Mapping[UUID, Sequence[Dated[Event]]]:
        """Return the facts of each of *streams* up to that day."""
        self.past.read(streams)
        return {one: self._cut(one) for one in streams}

    def _cut(self, stream: UUID) -> Sequence[Dated[Event]]:
        return list(takewhile(lambda fact: fact.on <= self.day, self.past.dated(stream)))

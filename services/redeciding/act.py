"""An act as the log tells it: the facts that one order wrote together, and by whose hand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar
from uuid import UUID

from domain.access import behind
from domain.facts import Event
from domain.recorded import Dated, Envelope, Recorded

E = TypeVar("E")
Fact = Recorded[Event]


@dataclass(frozen=True, slots=True)
class Act:
    """Facts that stand one after the other and name one command."""

    facts: Sequence[Fact]

    @property
    def envelope(self) -> Envelope:
        """Return what stands beside the first fact; beside the others stands the same."""
        return self.facts[0].envelope

    def told(self, kind: type[E], stream: UUID | None = None) -> list[E]:
        """Return what the act says of a kind, in one stream or in all."""
        mine = (one.event for one in self.facts if stream in {None, one.stream})
        return [one for one in mine if isinstance(one, kind)]


def acts(facts: Iterable[Fact]) -> Iterator[Act]:
    """Part a log into its acts; no more than one is held at a time."""
    for _, together in groupby(facts, key=lambda one: one.envelope.command):
        yield Act(tuple(together))


def dated(fact: Fact) -> Dated[Event]:
    """Return a fact as histories keep it."""
    beside = fact.envelope
    by = behind(beside.actor, beside.delegation)
    return Dated(fact.event, beside.effective_on, by)

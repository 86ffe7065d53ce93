"""What was announced last of each span of a unit, and of each post of a person."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from domain.decider import Fold
from domain.directory.events import DirectoryEvent, PostAnnounced, UnitAnnounced

Span = tuple[str, date]
State = Mapping[Span, DirectoryEvent]
NOTHING: State = MappingProxyType({})


def span(told: DirectoryEvent) -> Span:
    """Return what an announcement is about within its stream; a later one takes its place."""
    if isinstance(told, UnitAnnounced):
        return told.code, told.in_force_from
    return f"{told.unit} {told.position}", told.held_from


def evolve(state: State, event: DirectoryEvent) -> State:
    """Return what is announced after one more fact."""
    return {**state, span(event): event}


UNIT: Fold[State, DirectoryEvent] = Fold(NOTHING, evolve, UnitAnnounced)
POST: Fold[State, DirectoryEvent] = Fold(NOTHING, evolve, PostAnnounced)

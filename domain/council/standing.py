"""What puts the nominations of a session in order, as its facts say so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from domain.council.events import ItemDropped, ItemVoted, SessionConvened
from domain.council.merit import AgendaScored, Mark, MeritEvent, PriorityNoted
from domain.council.rule import TieRule

Ordering = MeritEvent | ItemVoted | ItemDropped


@dataclass(frozen=True, slots=True)
class Standing:
    """
    The rules for equal points, in their order, the places by award, and what was said since.

    `marks` are there once the session ended; `priorities` are nominations with the rule by which
    each goes first; `orders` are ties that were cut, the latest last.
    """

    ties: tuple[TieRule, ...] = ()
    places: Mapping[str, int] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    priorities: frozenset[tuple[UUID, str]] = frozenset()
    orders: tuple[tuple[UUID, ...], ...] = ()
    results: Mapping[UUID, ItemVoted] = field(default_factory=dict)
    dropped: frozenset[UUID] = frozenset()
    ended: bool = False


def standing_of(event: SessionConvened) -> Standing:
    """Return how things stand when a session is called."""
    return Standing(event.ties, {one.award: one.number for one in event.places})


def stands(now: Standing, event: Ordering) -> Standing:
    """Return how things stand after one more fact."""
    match event:
        case AgendaScored(marks=marks):
            return replace(now, marks=marks)
        case PriorityNoted(nomination=one, rule=rule):
            return replace(now, priorities=now.priorities | {(one, rule)})
        case ItemVoted(nomination=one):
            return replace(now, results={**now.results, one: event})
        case ItemDropped(nomination=one):
            return replace(now, dropped=now.dropped | {one})
    return replace(now, orders=(*now.orders, event.order))

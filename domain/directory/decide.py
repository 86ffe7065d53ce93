"""Writing down what the city announces; whoever applies it later decides what it means."""

from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.access import the_hand_has_the_role, the_paper_is_not_dated_ahead
from domain.change import Change
from domain.decider import demand
from domain.directory.commands import AnnounceUnit, DirectoryCommand
from domain.directory.events import DirectoryEvent, UnitAnnounced
from domain.directory.state import State, span
from domain.refusal import Kind, Refusal, listed

KEEPER = "directory-keeper"
UNITS = uuid5(NAMESPACE_URL, "vinhdanh:directory-units")
POSTS = uuid5(NAMESPACE_URL, "vinhdanh:directory-posts")


def stream_of(command: DirectoryCommand) -> UUID:
    """Return the stream of the unit's code, or of the person."""
    if isinstance(command, AnnounceUnit):
        return unit_stream(command.told.code)
    return uuid5(POSTS, str(command.told.person))


def unit_stream(code: str) -> UUID:
    """Return the stream of what is announced of a unit."""
    return uuid5(UNITS, code)


def the_span_has_days(first: date, last: date | None) -> Refusal | None:
    """Refuse an end before the beginning."""
    if last is None or first <= last:
        return None
    facts = {"from": first.isoformat(), "to": last.isoformat()}
    return Refusal("span-impossible", Kind.INVALID, "it ends before it begins", facts)


def only_what_ends_is_carried_on(told: UnitAnnounced) -> Refusal | None:
    """Refuse successors of a unit whose end is not announced (house rule)."""
    if told.in_force_to is not None or not told.successors:
        return None
    facts = {"successors": listed(told.successors)}
    return Refusal("not-ended", Kind.INVALID, "what has successors has an end", facts)


def each_successor_stands_once(told: UnitAnnounced) -> Refusal | None:
    """Refuse a successor named twice."""
    if len(set(told.successors)) == len(told.successors):
        return None
    return Refusal("listed-twice", Kind.INVALID, "a successor stands twice in the list")


def sound(told: DirectoryEvent) -> tuple[Refusal | None, ...]:
    """Check what is told."""
    if isinstance(told, UnitAnnounced):
        return (
            the_span_has_days(told.in_force_from, told.in_force_to),
            only_what_ends_is_carried_on(told),
            each_successor_stands_once(told),
        )
    return (the_span_has_days(told.held_from, told.held_to),)


def announce(command: DirectoryCommand, state: State) -> list[Change]:
    """
    Write an announcement down; what was said last of the same span is not said again.

    Raises:
        Refused: with every broken rule.
    """
    hand, told = command.hand, command.told
    demand(the_hand_has_the_role(hand, KEEPER), the_paper_is_not_dated_ahead(hand), *sound(told))
    return [] if state.get(span(told)) == told else [Change(stream_of(command), told)]

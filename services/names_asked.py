"""What whoever an order is about is called, asked once for an order with texts (ADR 131)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING
from uuid import UUID

from domain.council.events import AgendaItem, SessionConvened
from domain.decision.events import DecisionIssued, Grant
from domain.nomination.commands import NameNominee, OpenNomination
from domain.nomination.events import NominationOpened, Nominee
from domain.nominee_kinds import PERSON
from domain.register.events import HonourRegistered
from services.free_texts import NOBODY, Names, texts_of
from services.histories import Histories
from services.sight import Called, Sight, named_in
from services.stores import Damaged

if TYPE_CHECKING:
    from services.orders import Command


def names_asked(commands: Sequence["Command"], past: Histories, sight: Sight | None) -> Names:
    """
    Return the names of the persons whom the cases and honours are about that an order names.

    Of each the one that the order brings, and the one that is shown to whoever reads the case: of
    who is unnamed, erased or held back there is none, nor of a record that does not open. Nobody
    is asked for an order of no texts, or of the service itself.
    """
    called = sight.called if sight else None
    if called is None or not any(map(_says_something, commands)):
        return NOBODY
    persons = set(chain.from_iterable(_persons(one, past) for one in commands))
    kept = _kept(frozenset(ref for _, ref in persons), called)
    brought = _brought(commands)
    names: dict[UUID, list[str]] = {about: [brought.get(about, "")] for about, _ in persons}
    for about, ref in persons:
        names[about].append(kept.get(ref, ""))
    return names


def _kept(refs: Collection[UUID], called: Called) -> Mapping[UUID, str]:
    """Return what some persons are called, nothing where a record does not open."""
    if refs:
        with suppress(Damaged):
            return called(refs)
    return {}


def _brought(commands: Sequence["Command"]) -> Mapping[UUID, str]:
    """Return the names that come along with an order, by case."""
    naming = (one for one in commands if isinstance(one, OpenNomination | NameNominee))
    return {one.nomination: one.called for one in naming}


def _persons(command: "Command", past: Histories) -> Iterator[tuple[UUID, UUID]]:
    """Yield whom cases, honours and decisions are about, persons alone, by these."""
    for about, nominee in _nominees(command, past):
        if nominee.kind == PERSON:
            yield about, nominee.ref


def _says_something(command: "Command") -> bool:
    return any(text for _, text in texts_of(command))


def _nominees(command: "Command", past: Histories) -> Iterator[tuple[UUID, Nominee]]:
    """Yield whom the cases, honours and decisions are about that a command names, or opens."""
    if isinstance(command, OpenNomination):
        yield command.nomination, command.nominee
        return
    streams = named_in(command)
    past.read(list(streams))
    for one in streams:
        for nominee in _honoured(one, past):
            yield one, nominee


def _honoured(stream: UUID, past: Histories) -> Iterator[Nominee]:
    """Yield whom a case or an honour is about, or all on the list of a decision or a session."""
    first = next((fact.event for fact in past.dated(stream)), None)
    if isinstance(first, NominationOpened | HonourRegistered):
        yield first.nominee
    listed = [one.nomination for one in _listed(first)]
    past.read(listed)
    for case in listed:
        yield from _honoured(case, past)


def _listed(first: object) -> Sequence[Grant | AgendaItem]:
    """Return what a decision grants, or what a session has on its agenda."""
    if isinstance(first, DecisionIssued):
        return first.grants
    return first.agenda if isinstance(first, SessionConvened) else ()

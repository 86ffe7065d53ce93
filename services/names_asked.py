"""What whoever an order is about is called, asked once for an order with texts (ADR 131)."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import UUID

from domain.nomination.commands import NameNominee, OpenNomination
from domain.nomination.events import NominationOpened, Nominee
from domain.nominee_kinds import PERSON
from domain.register.events import HonourRegistered
from services.free_texts import NOBODY, Names, texts_of
from services.histories import Histories
from services.sight import Sight, named_in
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
    if sight is None or sight.called is None or not any(map(_says_something, commands)):
        return NOBODY
    persons = {
        case: nominee.ref
        for one in commands
        for case, nominee in _nominees(one, past)
        if nominee.kind == PERSON
    }
    kept: Mapping[UUID, str] = {}
    if persons:
        with suppress(Damaged):
            kept = sight.called(frozenset(persons.values()))
    names = {case: [kept[ref]] if ref in kept else [] for case, ref in persons.items()}
    for one in commands:
        if isinstance(one, OpenNomination | NameNominee) and one.nomination in names:
            names[one.nomination].append(one.called)
    return names


def _says_something(command: "Command") -> bool:
    return any(text for _, text in texts_of(command))


def _nominees(command: "Command", past: Histories) -> Iterator[tuple[UUID, Nominee]]:
    """Yield whom the cases and honours are about that a command names, or opens."""
    if isinstance(command, OpenNomination):
        yield command.nomination, command.nominee
        return
    for one in named_in(command):
        first = next((fact.event for fact in past.dated(one)), None)
        if isinstance(first, NominationOpened | HonourRegistered):
            yield one, first.nominee

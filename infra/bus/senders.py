"""Read who may send orders over the bus from the file the settings name; all flaws together."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from domain.nomination.access import SERVICE
from domain.parking.decide import OPERATOR
from services.city_orders.language import FORMS
from services.envelopes import VISIBLE
from services.senders import Sender

OURS = frozenset({OPERATOR, SERVICE})
NOBODY: Mapping[str, Sender] = {}


class BadSenders(Exception):
    """The file of senders cannot be used; says everything that is wrong, a line each."""


class SenderIn(msgspec.Struct, forbid_unknown_fields=True):
    """One sender, as the file writes it."""

    source: str
    actor: str
    roles: list[str]
    units: list[str]
    types: list[str]
    capacity: Literal["TM", "KT", "TL", "TUQ", "Q"] | None = None


class SendersIn(msgspec.Struct, forbid_unknown_fields=True):
    """The whole file."""

    senders: list[SenderIn]


def read_senders(path: Path) -> Mapping[str, Sender]:
    """
    Return who may send, by source.

    Raises:
        BadSenders: the file cannot be read, or says what makes no sense.
    """
    try:
        told = msgspec.convert(tomllib.loads(path.read_text("utf-8")), SendersIn)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as err:
        raise BadSenders(f"{path.name}: {err}") from None
    if flaws := list(_flaws(told.senders)):
        raise BadSenders("\n".join(f"{path.name}: {flaw}" for flaw in flaws))
    return {one.source: _sender(one) for one in told.senders}


def _flaws(senders: list[SenderIn]) -> Iterator[str]:
    sources = [one.source for one in senders]
    for number, one in enumerate(senders, start=1):
        if sources.count(one.source) > 1:
            yield f"sender {number}: source stands twice"
        for flaw in _flaws_of(one):
            yield f"sender {number}: {flaw}"


def _flaws_of(one: SenderIn) -> Iterator[str]:
    for name, text in (("source", one.source), ("actor", one.actor)):
        if not VISIBLE.fullmatch(text):
            yield f"{name} is not 1 to 200 visible characters"
    if ours := OURS & {*one.roles}:
        yield f"{', '.join(sorted(ours))} is no role for another system"
    yield from (f"there is no message {name}" for name in one.types if name not in FORMS)


def _sender(told: SenderIn) -> Sender:
    return Sender(
        source=told.source,
        actor=told.actor,
        roles=frozenset(told.roles),
        units=frozenset(told.units),
        types=frozenset(told.types),
        capacity=told.capacity,
    )

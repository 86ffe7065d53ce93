"""How a fact is stored: its name, its canonical bytes, and what became of older shapes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, timedelta
from functools import cache
from operator import attrgetter
from typing import Any, Generic, TypeVar, cast, get_args, get_type_hints

import msgspec

from domain.access import behind
from domain.acting import ActingFor
from domain.facts import Event
from domain.recorded import Dated, Envelope
from infra.ledger.stored_names import NAMES

Fact = TypeVar("Fact")
Doc = dict[str, Any]
MINUTE, NO_TIME = timedelta(minutes=1), timedelta()
NO_UNITS = b',"units":null}'
"""How an envelope ends whose hand is of no known units; it is stored as those of before were."""
NOT_A_FACT = (msgspec.MsgspecError, KeyError, ValueError)
"""What decoding raises for bytes that are no fact, or are kept under a name nobody knows."""


@dataclass(frozen=True, slots=True)
class Upcast:
    """How the plain document of an older shape becomes the shape stored under the name `to`."""

    to: str
    change: Callable[[Doc], Doc]


UPCASTS: Mapping[str, Upcast] = {}


class Unstorable(ValueError):
    """A value that would not come back as it went in."""


class _FactOnly(msgspec.Struct, Generic[Fact]):
    """The stored document, its envelope skipped."""

    fact: Fact


class _Day(msgspec.Struct):
    """The date on the paper and who stands behind it, of all the envelope."""

    actor: str
    delegation: str | ActingFor | None
    effective_on: date


class _Dated(msgspec.Struct, Generic[Fact]):
    """The stored document, its envelope skipped but for the date and the hand."""

    envelope: _Day
    fact: Fact


class _Whole(msgspec.Struct, Generic[Fact]):
    """The stored document: envelope and fact side by side."""

    envelope: Envelope
    fact: Fact


_ENCODE = msgspec.json.Encoder(order="deterministic").encode
_DECODE_ENVELOPE = msgspec.json.Decoder(Envelope).decode


class Codec:
    """
    Facts to names and bytes and back, by one table of names and one of upcasts.

    Upcasts are keyed by the older name. Every decoder is built here, once in a process.
    """

    def __init__(
        self, names: Mapping[str, Any] = NAMES, upcasts: Mapping[str, Upcast] = UPCASTS
    ) -> None:
        self._kinds: Mapping[str, type] = names
        self._names = {kind: name for name, kind in names.items()}
        self._upcasts = upcasts
        self._bare = {kind: _bare(kind) for kind in self._names}
        self._facts = {name: _decoder(_FactOnly, kind) for name, kind in names.items()}
        self._dated = {name: _decoder(_Dated, kind) for name, kind in names.items()}
        self._wholes = {name: _decoder(_Whole, kind) for name, kind in names.items()}
        self._outside: dict[frozenset[type], frozenset[str]] = {}
        self._timed = {kind: looks for kind in self._names if (looks := _timed_fields(kind))}

    def seal(self, envelope: Envelope) -> bytes:
        """
        Return the bytes of *envelope*, made once for all facts of a command.

        Raises:
            Unstorable: it has a clock without a zone, or would not come back as it went in.
        """
        if _is_adrift(envelope.received_at) or _is_adrift(envelope.recorded_at):
            raise Unstorable(f"a clock without a zone of whole minutes in {envelope}")
        sealed = _canonical(envelope, _DECODE_ENVELOPE)
        return sealed.removesuffix(NO_UNITS) + b"}" if envelope.units is None else sealed

    def encode(self, fact: Event, sealed: bytes) -> tuple[str, bytes]:
        """
        Return the stored name of *fact* and its bytes beside those of its envelope.

        Raises:
            Unstorable: it has a time without a zone, or would not come back as it went in.
            KeyError: its class has no stored name.
        """
        kind = type(fact)
        name = self._names[kind]
        if kind in self._timed and any(_holds_adrift(look(fact)) for look in self._timed[kind]):
            raise Unstorable(f"a time without a zone of whole minutes in {fact}")
        return name, b'{"envelope":%b,"fact":%b}' % (sealed, _canonical(fact, self._bare[kind]))

    def fact(self, name: str, state: bytes) -> Event:
        """
        Return the fact alone, lifted to its present shape.

        Raises:
            KeyError: the name is in neither table.
        """
        decode = self._facts.get(name)
        if decode is None:
            name, state = self._lifted(name, state)
            decode = self._facts[name]
        return cast("Event", decode(state).fact)

    def dated(self, name: str, state: bytes) -> Dated[Event]:
        """Return the fact, the date on its paper and who stands behind it; as `fact` otherwise."""
        decode = self._dated.get(name)
        if decode is None:
            name, state = self._lifted(name, state)
            decode = self._dated[name]
        document = decode(state)
        head = document.envelope
        return Dated(document.fact, head.effective_on, behind(head.actor, head.delegation))

    def whole(self, name: str, state: bytes) -> tuple[Event, Envelope]:
        """Return the fact and its envelope; as `fact` otherwise."""
        decode = self._wholes.get(name)
        if decode is None:
            name, state = self._lifted(name, state)
            decode = self._wholes[name]
        document = decode(state)
        return cast("Event", document.fact), document.envelope

    def names_outside(self, kinds: frozenset[type]) -> frozenset[str]:
        """Return the names, older ones too, that never stand for a fact of one of *kinds*."""
        if (known := self._outside.get(kinds)) is None:
            names = [*self._facts, *self._upcasts]
            known = frozenset(name for name in names if self._kind(name) not in kinds)
            self._outside[kinds] = known
        return known

    def _kind(self, name: str) -> type:
        """Return what a stored name stands for after all upcasts."""
        while name in self._upcasts:
            name = self._upcasts[name].to
        return self._kinds[name]

    def _lifted(self, name: str, state: bytes) -> tuple[str, bytes]:
        """Return name and bytes after all upcasts from *name* on."""
        document = msgspec.json.decode(state)
        while name in self._upcasts:
            upcast = self._upcasts[name]
            name, document["fact"] = upcast.to, upcast.change(document["fact"])
        return name, _ENCODE(document)


@cache
def _decoder(document: Any, kind: Any) -> Callable[[bytes], Any]:
    """Return what reads a stored *document* whose fact is of *kind*."""
    return cast("Callable[[bytes], Any]", msgspec.json.Decoder(document[kind]).decode)


@cache
def _bare(kind: Any) -> Callable[[bytes], Any]:
    """Return what reads a fact that stands alone."""
    return cast("Callable[[bytes], Any]", msgspec.json.Decoder(kind).decode)


def _canonical(value: object, decode: Callable[[bytes], object]) -> bytes:
    """Return the bytes of *value*, proven to be read and written again without a change."""
    state = _ENCODE(value)
    try:
        again = _ENCODE(decode(state))
    except msgspec.DecodeError as error:
        raise Unstorable(f"{error} in {value}") from error
    if again != state:
        raise Unstorable(f"{state!r} would come back as {again!r}")
    return state


def _may_hold_datetime(kind: Any) -> bool:
    """Tell from its types whether a value of *kind* can hold a date with time."""
    inside = get_type_hints(kind).values() if is_dataclass(kind) else get_args(kind)
    return kind is datetime or any(map(_may_hold_datetime, inside))


@cache
def _timed_fields(kind: Any) -> list[Callable[[object], object]]:
    """Return what reads the fields of *kind* in which a date with time may stand."""
    hints = get_type_hints(kind)
    return [attrgetter(name) for name, hint in hints.items() if _may_hold_datetime(hint)]


def _is_adrift(moment: datetime) -> bool:
    """Tell whether *moment* has no zone, or one of odd seconds, which JSON cannot carry."""
    offset = moment.utcoffset()
    return offset is None or offset % MINUTE != NO_TIME


def _holds_adrift(value: object) -> bool:
    """Tell whether such a moment stands anywhere in *value*."""
    if isinstance(value, datetime):
        return _is_adrift(value)
    if isinstance(value, tuple | frozenset):
        return any(map(_holds_adrift, value))
    return is_dataclass(value) and any(_holds_adrift(getattr(value, f.name)) for f in fields(value))

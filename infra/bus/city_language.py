"""The city's language as the outbox needs it: texts in and out, headers made once."""

from collections.abc import Sequence
from typing import get_args
from uuid import UUID

import msgspec

from domain.facts import Event
from domain.recorded import Recorded
from projections.city_outbox import Letter
from services.city_messages import HEARD, Known, key_of, outgoing, record, told

_known = msgspec.json.Decoder(Known).decode
_text = msgspec.json.Encoder(order="deterministic").encode
_pairs = msgspec.json.Decoder(list[tuple[str, str]]).decode


class CityLanguage:
    """The port `Language` of the outbox, spoken by one *source*."""

    hears: frozenset[type] = frozenset(get_args(HEARD))

    def __init__(self, source: str) -> None:
        self._source = source

    def key_of(self, fact: Recorded[Event]) -> UUID:
        """Return under which key a fact is remembered."""
        return key_of(fact)

    def said(
        self, known: str | None, fact: Recorded[Event], sequence: int
    ) -> tuple[str | None, Sequence[Letter]]:
        """Return what is known after *fact*, and the letters of it, numbered after *sequence*."""
        after, messages = told(None if known is None else _known(known), fact)
        letters = []
        for number, message in enumerate(messages, sequence + 1):
            said = outgoing(message, fact)
            sent = record(said, number, self._source)
            headers = [(name, value.decode()) for name, value in sent.headers]
            letters.append(
                Letter(
                    number,
                    str(said.id),
                    sent.key.decode(),
                    _text(headers).decode(),
                    sent.body.decode(),
                )
            )
        return (None if after is None else _text(after).decode()), letters


def headers_of(letter: Letter) -> list[tuple[str, bytes]]:
    """Return the headers of a letter as they travel."""
    return [(name, value.encode()) for name, value in _pairs(letter.headers)]

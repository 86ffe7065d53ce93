"""Receipts: the same order twice has one effect, also when its answer was lost."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.facts import CommandReceived
from domain.refusal import Kind, Refusal, Refused
from services.histories import Histories

RECEIPTS = uuid5(NAMESPACE_URL, "vinhdanh:receipts")
KEYS = uuid5(NAMESPACE_URL, "vinhdanh:keys")
Keyed = Callable[[str], str]
"""Returns the digest of what was asked under a secret of the house: no name is guessed from it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where the effect of an order stands; `position` is at or after it in the log."""

    stream: UUID
    version: int
    position: int
    repeated: bool = False


def command_id(actor: str, key: str) -> UUID:
    """Return the id of the order an actor sent under an idempotency key."""
    return uuid5(KEYS, f"{actor}\n{key}")


@lru_cache(maxsize=64)  # asked for thrice by one order
def receipt_stream(command: UUID) -> UUID:
    """Return the one-fact stream that keeps the receipt of an order."""
    return uuid5(RECEIPTS, str(command))


def kept_receipt(past: Histories, command: UUID, *fingerprints: str) -> CommandReceived | None:
    """
    Return the receipt of an order that was carried out before, None when it is new.

    Receipts of before digests were keyed hold the plain one, so both are given (ADR 73).

    Raises:
        Refused: the same key came with another content.
    """
    facts = past.events(receipt_stream(command))
    if not facts or not isinstance(facts[0], CommandReceived):
        return None
    if facts[0].fingerprint not in fingerprints:
        reused = "the idempotency key came with another content before"
        there = {"stream": str(facts[0].stream)}
        raise Refused(Refusal("key-reused", Kind.INVALID, reused, there))
    return facts[0]

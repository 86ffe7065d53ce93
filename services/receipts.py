"""Receipts: the same order twice has one effect, also when its answer was lost."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.facts import CommandReceived
from domain.refusal import Kind, Refusal, Refused
from services.histories import Histories
from services.ports import Ledger

T = TypeVar("T")
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


@dataclass(frozen=True, slots=True)
class Asked:
    """
    Under which id an order goes, and what it would be known again by.

    `fingerprint` digests what was asked, and returns None where that can be no order that was
    carried out. It is called only where a receipt stands: a paper is not read, nor a person's salt
    looked for, before. `keyed` says what a receipt keeps of it.
    """

    id: UUID
    fingerprint: Callable[[], str | None]
    keyed: Keyed = str


def command_id(actor: str, key: str) -> UUID:
    """Return the id of the order an actor sent under an idempotency key."""
    return uuid5(KEYS, f"{actor}\n{key}")


@lru_cache(maxsize=64)  # asked for thrice by one order
def receipt_stream(command: UUID) -> UUID:
    """Return the one-fact stream that keeps the receipt of an order."""
    return uuid5(RECEIPTS, str(command))


def answered(asked: Asked, past: Histories, ledger: Ledger) -> Receipt | None:
    """
    Return the receipt of an order that was carried out before, None when it is new.

    Receipts of before digests were keyed hold the plain one, so both are compared (ADR 73).

    Raises:
        Refused: the same key came with another content.
    """
    facts = past.events(receipt_stream(asked.id))
    if not facts or not isinstance(facts[0], CommandReceived):
        return None
    said = asked.fingerprint()
    if said is None or facts[0].fingerprint not in {asked.keyed(said), said}:
        reused = "the idempotency key came with another content before"
        there = {"stream": str(facts[0].stream)}
        raise Refused(Refusal("key-reused", Kind.INVALID, reused, there))
    return Receipt(facts[0].stream, facts[0].version, ledger.last_position(), repeated=True)


def made(build: Callable[[], T], asked: Asked | None, ledger: Ledger) -> T | Receipt:
    """
    Return what *build* makes, or the receipt of a repeat that could not be made again.

    The rules by which it was made may not be in force any more, or what it did forbids it.

    Raises:
        Refused: a new order cannot be made, with every broken rule; or its key came before with
            another content.
    """
    try:
        return build()
    except Refused:
        if asked is None or (kept := answered(asked, Histories(ledger), ledger)) is None:
            raise
        return kept

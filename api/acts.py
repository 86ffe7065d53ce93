"""From a command to its answer: handed over once, under its key, at the version that was seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID, uuid4

from flask import current_app
from werkzeug.wrappers import Response

from api.actor import claims
from api.conditions import etag, expected_version, fingerprint, key, required_key
from api.json_text import write
from api.metrics import Metrics
from api.system import house
from api.trace import POSITION
from api.trail import trail
from domain.refusal import Refused
from services.handle import Order, Stale, rehearse
from services.histories import Histories
from services.orders import Command
from services.receipts import Receipt, command_id, kept_receipt, receipt_stream

METRICS = "vinhdanh-metrics"


@dataclass(frozen=True, slots=True)
class Slip:
    """Under which id an order goes, and the digest of what is asked where it carries a key."""

    id: UUID
    fingerprint: str | None


def slip(idempotency_key: str | None) -> Slip:
    """Return the slip of this request."""
    if idempotency_key is None:
        return Slip(uuid4(), None)
    return Slip(command_id(claims().subject, idempotency_key), fingerprint())


def carried_out_before() -> bool:
    """Say whether an order of this sender under this key was carried out before."""
    said = key()
    stream = receipt_stream(command_id(claims().subject, said or ""))
    return said is not None and bool(house().ledger.read(stream))


def version_is_named() -> None:
    """
    Let an act pass that names a version, before anything of what it is about is looked up.

    Raises:
        Problem: it names none, or not one alone: so for what is not there as for what is.
    """
    expected_version()


def carried_out(command: Command) -> Response:
    """Hand over an act on something that exists; answer with its new version."""
    return told_version(handed_over(command))


def handed_over(command: Command, mine: Slip | None = None) -> Receipt:
    """Hand over an act on something that exists, seen at the version that If-Match names."""
    expected = expected_version()
    return _handle(command, mine or slip(key()), expected)


def receipted() -> Slip:
    """Return the slip of an order whose receipt is looked up later, also where it has no key."""
    mine = slip(key())
    return replace(mine, fingerprint=mine.fingerprint or fingerprint())


def told_version(receipt: Receipt) -> Response:
    """Answer an act on something that exists with its new version."""
    return _receipt(receipt, 200)


def new() -> Slip:
    """Return the slip of an order that starts something, under the key it must carry."""
    return slip(required_key())


def start(mine: Slip, build: Callable[[UUID], Command]) -> Receipt:
    """
    Hand over the command *build* makes for the id of an order that starts something.

    A repeat is answered from its receipt, also where the rules it was made by are no longer in
    force and the command could not be made again.
    """
    try:
        command = build(mine.id)
    except Refused:
        if (kept := answered_before(mine)) is None:
            raise
        return kept
    return _handle(command, mine, None)


def told_of(receipt: Receipt, address: str) -> Response:
    """Answer that something new stands at *address*."""
    return told_at(receipt, f"{address}/{receipt.stream}")


def told_at(receipt: Receipt, location: str) -> Response:
    """Answer that something new is told of at *location*."""
    reply = _receipt(receipt, 201)
    reply.headers["Location"] = location
    return reply


def may_start(mine: Slip, build: Callable[[UUID], Command]) -> None:
    """
    Let an order pass that would start something as things stand, or did before; nothing is written.

    Raises:
        Refused: with every broken rule.
    """
    if not carried_out_before():
        _would_pass(partial(build, mine.id), None)


def rehearsed(command: Command) -> bool:
    """
    Let a command pass that would be carried out as things stand, or was before; say which.

    Nothing is written either way.

    Raises:
        Problem: If-Match does not name one version.
        Refused: with every broken rule.
        Stale: the stream is at another version.
    """
    expected = expected_version()
    if carried_out_before():
        return False
    trail().command = type(command).__name__
    return _would_pass(lambda: command, expected)


def _would_pass(build: Callable[[], Command], expected: int | None) -> bool:
    """
    Look a command over; say no where it is refused for what its twin did meanwhile.

    Raises:
        Refused: with every broken rule.
        Stale: the stream is at another version.
    """
    try:
        command = build()
        rehearse(command, expected, house().ledger, house().sight(command.hand))
    except (Refused, Stale):
        if not carried_out_before():
            raise
        return False
    return True


def answered_before(mine: Slip) -> Receipt | None:
    """
    Return the receipt of an order that was carried out before, None of a new one.

    Raises:
        Refused: another order was carried out under the same key.
    """
    ledger = house().ledger
    asked = mine.fingerprint or ""
    kept = kept_receipt(Histories(ledger), mine.id, house().people.keyed(asked), asked)
    if kept is None:
        return None
    return Receipt(kept.stream, kept.version, ledger.last_position(), repeated=True)


def _handle(command: Command, mine: Slip, expected: int | None) -> Receipt:
    request, system = trail(), house()
    request.command = type(command).__name__
    order = Order(command, mine.id, request.correlation, mine.fingerprint, expected)
    receipt = system.handle(order)
    metrics: Metrics = current_app.extensions[METRICS]
    metrics.act(request.command, "repeated" if receipt.repeated else "done")
    return receipt


def _receipt(receipt: Receipt, status: int) -> Response:
    document = {"id": receipt.stream, "version": receipt.version}
    headers = {"ETag": etag(receipt.version), POSITION: str(receipt.position)}
    return Response(write(document), status, headers, content_type="application/json")

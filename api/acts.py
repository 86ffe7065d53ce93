"""From a command to its answer: handed over once, under its key, at the version that was seen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
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
from services.handle import Order
from services.orders import Command
from services.receipts import Asked, Receipt, command_id, made
from services.rehearsing import rehearsed as look_over

Known = Callable[[], str | None]
METRICS = "vinhdanh-metrics"
NO_MORE: Mapping[str, object] = MappingProxyType({})


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


def asked_by(mine: Slip, known: Known | None = None) -> Asked | None:
    """
    Return what an order is known again by, None where it has no key.

    *known* returns its digest, where that takes more than what is sent.
    """
    said = mine.fingerprint
    return None if said is None else Asked(mine.id, known or (lambda: said), house().people.keyed)


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


def told_version(receipt: Receipt, **more: object) -> Response:
    """Answer an act on something that exists with its new version, and more where there is."""
    return _receipt(receipt, 200, more)


def new() -> Slip:
    """Return the slip of an order that starts something, under the key it must carry."""
    return slip(required_key())


def start(mine: Slip, build: Callable[[UUID], Command]) -> Receipt:
    """
    Hand over the command *build* makes for the id of an order that starts something.

    A repeat is answered from its receipt, also where the rules it was made by are no longer in
    force and the command could not be made again.
    """
    order = made(partial(build, mine.id), asked_by(mine), house().ledger)
    return order if isinstance(order, Receipt) else _handle(order, mine, None)


def told_of(receipt: Receipt, address: str) -> Response:
    """Answer that something new stands at *address*."""
    return told_at(receipt, f"{address}/{receipt.stream}")


def told_at(receipt: Receipt, location: str) -> Response:
    """Answer that something new is told of at *location*."""
    reply = _receipt(receipt, 201)
    reply.headers["Location"] = location
    return reply


def may_start(
    mine: Slip, build: Callable[[UUID], Command], known: Known | None = None
) -> Receipt | None:
    """
    Let an order pass that would start something as things stand; nothing is written.

    One that did before has its receipt.

    Raises:
        Refused: with every broken rule; or another order was carried out under the same key.
    """
    return look_over(partial(build, mine.id), house(), asked_by(mine, known))


def rehearsed(command: Command, known: Known | None = None) -> bool:
    """
    Let a command pass that would be carried out as things stand, or was before; say which.

    Nothing is written either way. *known* returns the digest of what is asked, where that takes
    more than what is sent.

    Raises:
        Problem: If-Match does not name one version.
        Refused: with every broken rule; or another order was carried out under the same key.
        Stale: the stream is at another version.
    """
    expected, mine = expected_version(), asked_by(slip(key()), known)
    trail().command = type(command).__name__
    return look_over(lambda: command, house(), mine, expected) is None


def _handle(command: Command, mine: Slip, expected: int | None) -> Receipt:
    request, system = trail(), house()
    request.command = type(command).__name__
    order = Order(command, mine.id, request.correlation, mine.fingerprint, expected)
    receipt = system.handle(order)
    metrics: Metrics = current_app.extensions[METRICS]
    metrics.act(request.command, "repeated" if receipt.repeated else "done")
    return receipt


def _receipt(receipt: Receipt, status: int, more: Mapping[str, object] = NO_MORE) -> Response:
    document = {"id": receipt.stream, "version": receipt.version, **more}
    headers = {"ETag": etag(receipt.version), POSITION: str(receipt.position)}
    return Response(write(document), status, headers, content_type="application/json")

"""Taking in what waits at a gateway: judged once, kept, answered once, then put away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import BinaryIO

from services.edxml.codes import DocKind, GatewayWord, StatusCode
from services.edxml.gateway import CannotGet, Entry, Gateway, Received, Verdict
from services.edxml.incoming import Arrival, said
from services.edxml.organs import Organs
from services.edxml.outgoing import answered
from services.edxml.package import Document, Package, ResponseFor
from services.edxml.reading import Format
from services.edxml.refusal import EdxmlRefused, Letterhead, Reason

BLOCK = 1 << 16
ONCE = {DocKind.NEW, DocKind.REPLACE}
NOT_OURS = Reason("not-for-us", "no receiver is an organ of ours")
OTHER = Reason("document-known", "another document came under this id before")


@dataclass(frozen=True, slots=True)
class Desk:
    """The clerk's desk: where packages wait, are kept, read, and in whose name answered."""

    gateway: Gateway
    received: Received
    format: Format
    organs: Organs
    largest: int
    now: Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was put away just now; `again`: its bytes had come before."""

    key: str
    entry: Entry
    again: bool


@dataclass(frozen=True, slots=True)
class Left:
    """What could not be fetched and goes on waiting."""

    key: str
    why: str


def poll(desk: Desk, since: datetime | None = None) -> Iterator[Taken | Left]:
    """
    Take in everything that waits, one package after the other.

    A package is kept before it is answered and answered before it is put away. Whoever dies in
    between leaves it waiting, and the next poller goes on where that one stopped.
    """
    for waiting in desk.gateway.received(since):
        try:
            with desk.gateway.alone(), desk.received.alone():
                taken = _take(desk, waiting.key)
        except CannotGet as err:
            yield Left(waiting.key, str(err))
        else:
            if taken is not None:
                yield taken


def _take(desk: Desk, key: str) -> Taken | None:
    content = desk.gateway.get(key)
    if content is None:
        return None
    with content:
        digest = _digest(content)
        known = _settled(desk.received.of(digest))
        entry = known or _judged(desk, key, digest, content)
        if known is None:
            content.seek(0)
            desk.received.keep(entry, content if entry.size <= desk.largest else None)
    if entry.reply is not None:
        desk.gateway.send(f"reply-{digest}", entry.reply)
    word = GatewayWord.FAIL if entry.verdict is Verdict.REFUSED else GatewayWord.DONE
    desk.gateway.update_status(key, word, entry.reasons)
    return Taken(key, entry, known is not None)


def _settled(entry: Entry | None) -> Entry | None:
    """Return what was made of a package; one refused without an answer may be judged anew."""
    open_again = entry and entry.verdict is Verdict.REFUSED and entry.reply is None
    return None if open_again else entry


def _digest(content: BinaryIO) -> str:
    """Return the SHA-256 of a file, read to its end."""
    digest = sha256()
    while block := content.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _judged(desk: Desk, key: str, digest: str, content: BinaryIO) -> Entry:
    """Return what is to be made of a package that never came before."""
    entry = Entry(digest, key, content.tell(), Verdict.TAKEN, desk.now())
    content.seek(0)
    try:
        package = desk.format.read(iter(partial(content.read, BLOCK), b"")).package
    except EdxmlRefused as err:
        return _refused(desk, entry, err.reasons, err.head)
    what = said(package)
    entry = replace(entry, said=what)
    if isinstance(package, Document) and isinstance(what, Arrival):
        return _document(desk, entry, _head(package), what)
    return entry


def _document(desk: Desk, entry: Entry, head: Letterhead, arrival: Arrival) -> Entry:
    ours = desk.organs.ours_among(head.receivers)
    if ours is None:
        return _refused(desk, entry, (NOT_OURS,), None)
    meaning = _meaning(arrival)
    identity = _identity(arrival, meaning)
    before = desk.received.taken_as(identity)
    if before is None:
        arrived = answered(head.about, ours, StatusCode.ARRIVED, entry.received_at)
        reply = _written(desk.format, arrived)
        return replace(entry, identity=identity, meaning=meaning, reply=reply)
    if before.meaning == meaning:
        return replace(entry, verdict=Verdict.KNOWN, meaning=meaning)
    return _refused(desk, entry, (OTHER,), head)


def _identity(one: Arrival, meaning: str) -> str:
    """Return what only one taken package may be; a document may be updated or recalled often."""
    parts = [one.organ_id, one.document_id, one.kind.value]
    return "\n".join(parts if one.kind in ONCE else [*parts, meaning])


def _meaning(one: Arrival) -> str:
    """Return a digest of what a document says: its way here and its wrapping do not count."""
    files = [part for file in one.files for part in (file.name, file.sha256)]
    dates = [str(one.dated), str(one.due_on)]
    texts = [one.number, *dates, one.subject, one.content, one.reason, *one.replaces, *files]
    return sha256("\n".join(texts).encode()).hexdigest()


def _head(package: Document) -> Letterhead:
    on, code = package.promulgation.on, str(package.code)
    about = ResponseFor(package.sender.organ_id, code, package.document_id, on)
    return Letterhead(about, package.receivers)


def _refused(
    desk: Desk, entry: Entry, reasons: tuple[Reason, ...], head: Letterhead | None
) -> Entry:
    """Return a refused package, with an answer where it can be given in a name of ours."""
    entry = replace(entry, verdict=Verdict.REFUSED, reasons=reasons)
    ours = desk.organs.ours_among(head.receivers) if head else None
    if head is None or ours is None:
        return entry
    why = "; ".join(map(str, reasons))
    reply = answered(head.about, ours, StatusCode.REJECTED, entry.received_at, why)
    return replace(entry, reply=_written(desk.format, reply))


def _written(to: Format, reply: Package) -> bytes | None:
    """Return an answer as bytes, None where what it refers to cannot be repeated safely."""
    try:
        return to.write(reply)
    except EdxmlRefused:
        return None

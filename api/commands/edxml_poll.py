"""`vinhdanh edxml poll` and `received`: a folder in place of the gateway, and what it brought."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGINT, SIGTERM, signal
from threading import Event

import click

from api.commands.door import Door
from api.commands.edxml_options import a_folder, organs_option
from api.commands.print import as_json, clean, document, say, table
from services.edxml.acting import act
from services.edxml.gateway import Entry, Received
from services.edxml.incoming import Arrival, StatusSaid
from services.edxml.intake import Desk, Left, Taken, poll

HEAD = ("verdict", "kind", "document", "from", "says", "file", "became")
PAGE = 500


@click.command("poll")
@click.argument("folder", type=a_folder)
@click.option("--once", is_flag=True, help="Take in what waits now, and end.")
@click.option("--every", default=5.0, type=click.FloatRange(0.05), help="Seconds between looks.")
@organs_option
@as_json
@click.pass_obj
def poll_folder(
    door: Door, /, folder: Path, every: float, organs: Path | None, *, once: bool, as_json: bool
) -> None:
    """
    Take in what arrived in FOLDER/inbox, answer it into FOLDER/outbox, act on it, and list it.

    A good package moves to done/, a bad one to refused/ with its reasons. Several may poll.
    """
    with desk(door, folder, organs) as ours, until_told() as told:
        look(door, ours, always=once, as_json=as_json)
        while not (once or told.wait(every)):
            look(door, ours, always=False, as_json=as_json)


@contextmanager
def until_told() -> Iterator[Event]:
    """Lend what is set once somebody says to stop; what is being taken in is finished first."""
    told = Event()
    before = {one: signal(one, lambda *_: told.set()) for one in (SIGINT, SIGTERM)}
    try:
        yield told
    finally:
        for one, handler in before.items():
            signal(one, handler)


@contextmanager
def desk(door: Door, folder: Path, organs: Path | None) -> Iterator[Desk]:
    """Lend the clerk's desk; EdxmlRefused when the list names no organ of ours."""
    bridge = door.bridge
    known = bridge.organs(organs)
    known.demand_ours()
    with bridge.received() as received:
        gateway = bridge.folder(folder)
        yield Desk(
            gateway, received, bridge.format, known, bridge.largest, lambda: datetime.now(UTC)
        )


def look(door: Door, ours: Desk, *, always: bool, as_json: bool) -> None:
    """Take in what waits, act on it and list it; *always* lists an empty round too."""
    found, again = seen(door, ours, patient=not always)
    if as_json and (found or always):
        items = [{**in_full(one), "again": one.digest in again} for one in found]
        document({"items": items})
    elif found:
        listed(found)
    elif always:
        say("nothing waits")


def seen(door: Door, ours: Desk, *, patient: bool) -> tuple[list[Entry], set[str]]:
    """Return what was taken in and acted on, and which of it had come before, by digest."""
    taken = list(taken_in(ours))
    found = {one.entry.digest: one.entry for one in taken}
    found |= {one.digest: one for one in acted_on(door, ours, patient=patient)}
    return list(found.values()), {one.entry.digest for one in taken if one.again}


def acted_on(door: Door, ours: Desk, *, patient: bool) -> Iterator[Entry]:
    """
    Yield what was acted on; the house is opened only where there is something to do.

    A *patient* poller tells of a store that is away, and tries again at its next look.
    """
    if not ours.received.unread():
        return
    try:
        with door.open() as system:
            yield from act(ours.received, ours.organs, system)
    except Exception as err:
        if not (patient and (lines := door.explain(err))):
            raise
        for line in lines:
            click.echo(f"vinhdanh: not acted on yet: {clean(line)}", err=True)


def taken_in(ours: Desk) -> Iterator[Taken]:
    """Yield what is taken in; what cannot be fetched is said on the standard error."""
    for one in poll(ours):
        if isinstance(one, Left):
            click.echo(f"vinhdanh: left waiting: {clean(one.key)}: {clean(one.why)}", err=True)
        else:
            yield one


@click.command()
@as_json
@click.pass_obj
def received(door: Door, /, *, as_json: bool) -> None:
    """List every package that ever came."""
    with door.bridge.received() as kept:
        entries = list(every_entry(kept))
    if as_json:
        document({"items": [in_full(one) for one in entries]})
    elif entries:
        listed(entries)
    else:
        say("nothing came yet")


def every_entry(kept: Received) -> Iterator[Entry]:
    """Yield what came, page by page."""
    after = 0
    while page := kept.entries(after, PAGE):
        yield from (entry for _, entry in page)
        after = page[-1][0]


def listed(entries: Sequence[Entry]) -> None:
    """Print what came, a line each; the reasons of a refusal stand where the words would."""
    table(HEAD, [line(one) for one in entries])


def line(one: Entry) -> tuple[object, ...]:
    """Return one package as cells."""
    match one.said:
        case Arrival(document_id=key, organ_id=organ, subject=words):
            cells = ("document", key, organ, words)
        case StatusSaid(about=about, organ_id=organ, status=status):
            cells = ("status", about.document_id, organ, f"{status.value} {status.says}")
        case None:
            cells = ("unread", "", "", "")
    if one.reasons:
        cells = (*cells[:3], "; ".join(map(str, one.reasons)))
    return (one.verdict.value, *cells, one.name, *became(one))


def became(one: Entry) -> Iterator[str]:
    """Yield what a package led to, with the codes of why; empty where nobody looked yet."""
    led = one.became
    yield ": ".join(filter(None, (led.way.value, ", ".join(led.reasons)))) if led else ""


def in_full(one: Entry) -> dict[str, object]:
    """Return one package for machines; its reply is in the outbox."""
    told = asdict(one)
    for hidden in ("reply", "identity", "meaning"):
        told.pop(hidden)
    return {**told, "answered": one.reply is not None}

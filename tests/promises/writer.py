"""A process that starts writers on demand: each writes and says so until somebody kills it."""

import os
import sys
from threading import Thread
from typing import Never
from uuid import UUID, uuid4, uuid5

import infra.ledger.postgres  # noqa: F401 - imported late by the ledger, too late for a short life
from domain.facts import CommandReceived
from infra.ledger.ledger import StoreLedger, open_ledger
from services.ports import Append, Conflict
from tests.infra.writing import SPACE, envelope, facts

THREADS = 4


def main() -> None:
    """
    Read orders, `<url> <name>` each; fork a writer for each and wait for its end.

    Everything is imported once, here, so a writer is at work a few milliseconds after its order.
    """
    for order in sys.stdin:
        url, name = order.split()
        child = os.fork()
        if child == 0:
            say(f"pid {os.getpid()}")
            write_for_ever(url, name)
        os.waitpid(child, 0)
        say("gone")


def write_for_ever(url: str, name: str) -> Never:
    """Write from several threads to streams called after *name*; say so when one fails."""
    ledger = open_ledger(url)
    threads = [Thread(target=write, args=(ledger, stream)) for stream in streams_of(name)]
    for thread in threads:
        thread.start()
    threads[0].join()
    os._exit(1)


def streams_of(name: str) -> list[UUID]:
    """Return the cases that writers called so write to, one a thread."""
    return [uuid5(SPACE, f"{name} {number}") for number in range(THREADS)]


def write(ledger: StoreLedger, stream: UUID) -> None:
    """Append facts and a receipt for ever; acknowledge each command after it is on the disk."""
    version = len(ledger.read(stream))
    try:
        while True:
            command = uuid4()
            number = facts_of(command)
            events = facts(*range(number))
            receipt = Append(
                uuid5(SPACE, str(command)), 0, (CommandReceived("f", stream, version),)
            )
            try:
                position = ledger.append(
                    [Append(stream, version, events), receipt], envelope(command)
                )
            except Conflict:  # what the writer before us sent was still on its way when we read
                version = len(ledger.read(stream))
                continue
            version += number
            say(f"ack {position} {command}")
    except Exception as error:  # noqa: BLE001 - the drill must hear of it
        say(f"failed {error!r}")


def facts_of(command: UUID) -> int:
    """Return how many facts a command has beside its receipt: one, two or three."""
    return command.int % 3 + 1


def say(line: str) -> None:
    """Write one line in one piece, so that no kill can cut it."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main()

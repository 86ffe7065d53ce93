"""A process that takes messages in until somebody kills it, or it kills itself at a bad moment."""

import os
import signal
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Never

import infra.ledger.postgres  # noqa: F401 - imported late by the ledger, too late for a short life
from domain.parking.commands import ParkMessage
from infra.ledger.ledger import open_ledger
from services.deliveries import Delivery
from services.handle import Order
from services.receipts import Receipt
from services.receiving import receive
from tests.services.hostile import UNIT_TOLD
from tests.services.intake_house import UNIT, IntakeHouse, delivery, intake_house

MESSAGES = 400


class Mortal(IntakeHouse):
    """A house whose process dies between the content of a parked message and its fact."""

    def handle(self, order: Order) -> Receipt:
        """Die where a message would be noted as parked."""
        if isinstance(order.command, ParkMessage):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().handle(order)


def message(number: int) -> Delivery:
    """Return a message of the topic: every third one cannot be carried out."""
    told = {**UNIT_TOLD, "code": str(number)}
    one = delivery(UNIT, b"{" if number % 3 == 0 else told, key=f"topic-{number}")
    return replace(one, place=replace(one.place, offset=number))


def main() -> None:
    """Read orders, `<url> <folder> <from> <mortal>` each; fork a consumer for each."""
    for order in sys.stdin:
        url, folder, start, mortal = order.split()
        child = os.fork()
        if child == 0:
            os.write(1, f"pid {os.getpid()}\n".encode())
            consume(url, Path(folder), int(start), mortal=mortal == "yes")
        os.waitpid(child, 0)
        os.write(1, b"gone\n")


def consume(url: str, folder: Path, start: int, *, mortal: bool) -> Never:
    """Take in every message from *start* on; commit each after it was taken in."""
    with closing(open_ledger(url)) as ledger, intake_house(folder, ledger, url) as lent:
        kind = Mortal if mortal else IntakeHouse
        house = kind(lent.ledger, lent.people, lent.evidence, lent.parked)
        for number in range(start, MESSAGES):
            receive(message(number), house)
            os.write(1, f"committed {number}\n".encode())
    os._exit(0)


if __name__ == "__main__":
    main()

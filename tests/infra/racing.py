"""Wards that race for what one may have: threads beside one ledger, or a process for each ward."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from os import getpid
from threading import Barrier
from typing import Protocol
from uuid import uuid4

from domain.nomination.commands import FileNomination
from domain.refusal import Refused
from infra.ledger.ledger import StoreLedger, open_ledger
from services.handle import Order, handle
from services.ports import Append, Conflict
from tests.infra.raced_keys import KINDS, case_of
from tests.infra.writing import envelope

PATIENCE = 300
SPAWN = get_context("spawn")


class Start(Protocol):
    """Where a ward waits until all are ready."""

    def wait(self) -> int:
        """Wait for the others."""
        ...


def filed(order: FileNomination, ledger: StoreLedger) -> str:
    """File a draft; return what became of it: filed, busy, or why it was refused."""
    try:
        handle(Order(order, uuid4(), "race"), ledger)
    except Refused as refused:
        return " ".join(sorted({one.code for one in refused.refusals}))
    except Conflict:
        return "busy"
    return "filed"


def filed_by(
    ward: int, races: Sequence[tuple[str, int]], ledger: StoreLedger, start: Start
) -> Iterator[str]:
    """File the draft of a ward in each race, all wards at once; yield what became of each."""
    for kind, race in races:
        case, enters = case_of(kind, ward, race), KINDS[kind].enters(ward, race)
        ledger.append([Append(case, 0, (enters.told, *enters.papers))], envelope())
        start.wait()
        yield filed(FileNomination(case, enters.hand), ledger)


def by_threads(
    wards: int, races: Sequence[tuple[str, int]], ledger: StoreLedger
) -> list[list[str]]:
    """Let wards race in threads beside one ledger; return what became of each ward's drafts."""
    start = Barrier(wards, timeout=PATIENCE)
    with ThreadPoolExecutor(wards) as pool:
        return list(pool.map(lambda ward: [*filed_by(ward, races, ledger, start)], range(wards)))


def race_alone(
    url: str, ward: int, races: Sequence[tuple[str, int]], start: Start
) -> tuple[int, list[str]]:
    """Race in a process of one's own; return its number, and what became of the drafts."""
    with closing(open_ledger(url)) as ledger:
        return getpid(), [*filed_by(ward, races, ledger, start)]


def by_processes(
    wards: int, races: Sequence[tuple[str, int]], url: str
) -> Sequence[tuple[int, list[str]]]:
    """Let each ward race in a process of its own on the store of *url*."""
    with SPAWN.Manager() as manager, SPAWN.Pool(wards) as pool:
        start = manager.Barrier(wards, timeout=PATIENCE)
        orders = [(url, ward, races, start) for ward in range(wards)]
        return pool.starmap(race_alone, orders, chunksize=1)
